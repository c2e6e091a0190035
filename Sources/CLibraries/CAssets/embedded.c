// Written by scripts/embed; do not edit.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "CAssets.h"

// The 0 at the end lets an empty file be an array, too; it is not counted.
static const uint8_t file1[] = {
#embed "../../../Assets/common-passwords.txt" suffix(,)
0};
static const uint8_t file2[] = {
#embed "../../../Assets/desk.css" suffix(,)
0};
static const uint8_t file3[] = {
#embed "../../../Assets/desk.js" suffix(,)
0};
static const uint8_t file4[] = {
#embed "../../../Assets/door.css" suffix(,)
0};
static const uint8_t file5[] = {
#embed "../../../Assets/favicon.svg" suffix(,)
0};
static const uint8_t file6[] = {
#embed "../../../Assets/house.css" suffix(,)
0};
static const uint8_t file7[] = {
#embed "../../../Assets/notices.js" suffix(,)
0};
static const uint8_t file8[] = {
#embed "../../../Assets/page.css" suffix(,)
0};
static const uint8_t file9[] = {
#embed "../../../Assets/parts.css" suffix(,)
0};
static const uint8_t file10[] = {
#embed "../../../Assets/passkeys.js" suffix(,)
0};
static const uint8_t file11[] = {
#embed "../../../Assets/print.css" suffix(,)
0};
static const uint8_t file12[] = {
#embed "../../../Assets/report-word.docx" suffix(,)
0};
static const uint8_t file13[] = {
#embed "../../../Assets/report-word.lua" suffix(,)
0};
static const uint8_t file14[] = {
#embed "../../../Assets/report.css" suffix(,)
0};
static const uint8_t file15[] = {
#embed "../../../Assets/robots.txt" suffix(,)
0};
static const uint8_t file16[] = {
#embed "../../../Assets/tokens.css" suffix(,)
0};
static const uint8_t file17[] = {
#embed "../../../Assets/versions.css" suffix(,)
0};
static const uint8_t file18[] = {
#embed "../../../Phrases/da/archive.po" suffix(,)
0};
static const uint8_t file19[] = {
#embed "../../../Phrases/da/calendar.po" suffix(,)
0};
static const uint8_t file20[] = {
#embed "../../../Phrases/da/cooperation.po" suffix(,)
0};
static const uint8_t file21[] = {
#embed "../../../Phrases/da/desk.po" suffix(,)
0};
static const uint8_t file22[] = {
#embed "../../../Phrases/da/doors.po" suffix(,)
0};
static const uint8_t file23[] = {
#embed "../../../Phrases/da/frontdoor.po" suffix(,)
0};
static const uint8_t file24[] = {
#embed "../../../Phrases/da/house.po" suffix(,)
0};
static const uint8_t file25[] = {
#embed "../../../Phrases/da/members.po" suffix(,)
0};
static const uint8_t file26[] = {
#embed "../../../Phrases/da/notebook.po" suffix(,)
0};
static const uint8_t file27[] = {
#embed "../../../Phrases/da/opendata.po" suffix(,)
0};
static const uint8_t file28[] = {
#embed "../../../Phrases/da/policymakers.po" suffix(,)
0};
static const uint8_t file29[] = {
#embed "../../../Phrases/da/postbox.po" suffix(,)
0};
static const uint8_t file30[] = {
#embed "../../../Phrases/da/room.po" suffix(,)
0};
static const uint8_t file31[] = {
#embed "../../../Phrases/da/scientists.po" suffix(,)
0};
static const uint8_t file32[] = {
#embed "../../../Phrases/de/archive.po" suffix(,)
0};
static const uint8_t file33[] = {
#embed "../../../Phrases/de/calendar.po" suffix(,)
0};
static const uint8_t file34[] = {
#embed "../../../Phrases/de/cooperation.po" suffix(,)
0};
static const uint8_t file35[] = {
#embed "../../../Phrases/de/desk.po" suffix(,)
0};
static const uint8_t file36[] = {
#embed "../../../Phrases/de/doors.po" suffix(,)
0};
static const uint8_t file37[] = {
#embed "../../../Phrases/de/frontdoor.po" suffix(,)
0};
static const uint8_t file38[] = {
#embed "../../../Phrases/de/house.po" suffix(,)
0};
static const uint8_t file39[] = {
#embed "../../../Phrases/de/members.po" suffix(,)
0};
static const uint8_t file40[] = {
#embed "../../../Phrases/de/notebook.po" suffix(,)
0};
static const uint8_t file41[] = {
#embed "../../../Phrases/de/opendata.po" suffix(,)
0};
static const uint8_t file42[] = {
#embed "../../../Phrases/de/policymakers.po" suffix(,)
0};
static const uint8_t file43[] = {
#embed "../../../Phrases/de/postbox.po" suffix(,)
0};
static const uint8_t file44[] = {
#embed "../../../Phrases/de/room.po" suffix(,)
0};
static const uint8_t file45[] = {
#embed "../../../Phrases/de/scientists.po" suffix(,)
0};
static const uint8_t file46[] = {
#embed "../../../Phrases/en/archive.po" suffix(,)
0};
static const uint8_t file47[] = {
#embed "../../../Phrases/en/calendar.po" suffix(,)
0};
static const uint8_t file48[] = {
#embed "../../../Phrases/en/cooperation.po" suffix(,)
0};
static const uint8_t file49[] = {
#embed "../../../Phrases/en/desk.po" suffix(,)
0};
static const uint8_t file50[] = {
#embed "../../../Phrases/en/doors.po" suffix(,)
0};
static const uint8_t file51[] = {
#embed "../../../Phrases/en/frontdoor.po" suffix(,)
0};
static const uint8_t file52[] = {
#embed "../../../Phrases/en/house.po" suffix(,)
0};
static const uint8_t file53[] = {
#embed "../../../Phrases/en/members.po" suffix(,)
0};
static const uint8_t file54[] = {
#embed "../../../Phrases/en/notebook.po" suffix(,)
0};
static const uint8_t file55[] = {
#embed "../../../Phrases/en/opendata.po" suffix(,)
0};
static const uint8_t file56[] = {
#embed "../../../Phrases/en/policymakers.po" suffix(,)
0};
static const uint8_t file57[] = {
#embed "../../../Phrases/en/postbox.po" suffix(,)
0};
static const uint8_t file58[] = {
#embed "../../../Phrases/en/room.po" suffix(,)
0};
static const uint8_t file59[] = {
#embed "../../../Phrases/en/scientists.po" suffix(,)
0};
static const uint8_t file60[] = {
#embed "../../../Phrases/et/archive.po" suffix(,)
0};
static const uint8_t file61[] = {
#embed "../../../Phrases/et/calendar.po" suffix(,)
0};
static const uint8_t file62[] = {
#embed "../../../Phrases/et/cooperation.po" suffix(,)
0};
static const uint8_t file63[] = {
#embed "../../../Phrases/et/desk.po" suffix(,)
0};
static const uint8_t file64[] = {
#embed "../../../Phrases/et/doors.po" suffix(,)
0};
static const uint8_t file65[] = {
#embed "../../../Phrases/et/frontdoor.po" suffix(,)
0};
static const uint8_t file66[] = {
#embed "../../../Phrases/et/house.po" suffix(,)
0};
static const uint8_t file67[] = {
#embed "../../../Phrases/et/members.po" suffix(,)
0};
static const uint8_t file68[] = {
#embed "../../../Phrases/et/notebook.po" suffix(,)
0};
static const uint8_t file69[] = {
#embed "../../../Phrases/et/opendata.po" suffix(,)
0};
static const uint8_t file70[] = {
#embed "../../../Phrases/et/policymakers.po" suffix(,)
0};
static const uint8_t file71[] = {
#embed "../../../Phrases/et/postbox.po" suffix(,)
0};
static const uint8_t file72[] = {
#embed "../../../Phrases/et/room.po" suffix(,)
0};
static const uint8_t file73[] = {
#embed "../../../Phrases/et/scientists.po" suffix(,)
0};
static const uint8_t file74[] = {
#embed "../../../Phrases/fi/archive.po" suffix(,)
0};
static const uint8_t file75[] = {
#embed "../../../Phrases/fi/calendar.po" suffix(,)
0};
static const uint8_t file76[] = {
#embed "../../../Phrases/fi/cooperation.po" suffix(,)
0};
static const uint8_t file77[] = {
#embed "../../../Phrases/fi/desk.po" suffix(,)
0};
static const uint8_t file78[] = {
#embed "../../../Phrases/fi/doors.po" suffix(,)
0};
static const uint8_t file79[] = {
#embed "../../../Phrases/fi/frontdoor.po" suffix(,)
0};
static const uint8_t file80[] = {
#embed "../../../Phrases/fi/house.po" suffix(,)
0};
static const uint8_t file81[] = {
#embed "../../../Phrases/fi/members.po" suffix(,)
0};
static const uint8_t file82[] = {
#embed "../../../Phrases/fi/notebook.po" suffix(,)
0};
static const uint8_t file83[] = {
#embed "../../../Phrases/fi/opendata.po" suffix(,)
0};
static const uint8_t file84[] = {
#embed "../../../Phrases/fi/policymakers.po" suffix(,)
0};
static const uint8_t file85[] = {
#embed "../../../Phrases/fi/postbox.po" suffix(,)
0};
static const uint8_t file86[] = {
#embed "../../../Phrases/fi/room.po" suffix(,)
0};
static const uint8_t file87[] = {
#embed "../../../Phrases/fi/scientists.po" suffix(,)
0};
static const uint8_t file88[] = {
#embed "../../../Phrases/is/archive.po" suffix(,)
0};
static const uint8_t file89[] = {
#embed "../../../Phrases/is/calendar.po" suffix(,)
0};
static const uint8_t file90[] = {
#embed "../../../Phrases/is/cooperation.po" suffix(,)
0};
static const uint8_t file91[] = {
#embed "../../../Phrases/is/desk.po" suffix(,)
0};
static const uint8_t file92[] = {
#embed "../../../Phrases/is/doors.po" suffix(,)
0};
static const uint8_t file93[] = {
#embed "../../../Phrases/is/frontdoor.po" suffix(,)
0};
static const uint8_t file94[] = {
#embed "../../../Phrases/is/house.po" suffix(,)
0};
static const uint8_t file95[] = {
#embed "../../../Phrases/is/members.po" suffix(,)
0};
static const uint8_t file96[] = {
#embed "../../../Phrases/is/notebook.po" suffix(,)
0};
static const uint8_t file97[] = {
#embed "../../../Phrases/is/opendata.po" suffix(,)
0};
static const uint8_t file98[] = {
#embed "../../../Phrases/is/policymakers.po" suffix(,)
0};
static const uint8_t file99[] = {
#embed "../../../Phrases/is/postbox.po" suffix(,)
0};
static const uint8_t file100[] = {
#embed "../../../Phrases/is/room.po" suffix(,)
0};
static const uint8_t file101[] = {
#embed "../../../Phrases/is/scientists.po" suffix(,)
0};
static const uint8_t file102[] = {
#embed "../../../Phrases/lt/archive.po" suffix(,)
0};
static const uint8_t file103[] = {
#embed "../../../Phrases/lt/calendar.po" suffix(,)
0};
static const uint8_t file104[] = {
#embed "../../../Phrases/lt/cooperation.po" suffix(,)
0};
static const uint8_t file105[] = {
#embed "../../../Phrases/lt/desk.po" suffix(,)
0};
static const uint8_t file106[] = {
#embed "../../../Phrases/lt/doors.po" suffix(,)
0};
static const uint8_t file107[] = {
#embed "../../../Phrases/lt/frontdoor.po" suffix(,)
0};
static const uint8_t file108[] = {
#embed "../../../Phrases/lt/house.po" suffix(,)
0};
static const uint8_t file109[] = {
#embed "../../../Phrases/lt/members.po" suffix(,)
0};
static const uint8_t file110[] = {
#embed "../../../Phrases/lt/notebook.po" suffix(,)
0};
static const uint8_t file111[] = {
#embed "../../../Phrases/lt/opendata.po" suffix(,)
0};
static const uint8_t file112[] = {
#embed "../../../Phrases/lt/policymakers.po" suffix(,)
0};
static const uint8_t file113[] = {
#embed "../../../Phrases/lt/postbox.po" suffix(,)
0};
static const uint8_t file114[] = {
#embed "../../../Phrases/lt/room.po" suffix(,)
0};
static const uint8_t file115[] = {
#embed "../../../Phrases/lt/scientists.po" suffix(,)
0};
static const uint8_t file116[] = {
#embed "../../../Phrases/lv/archive.po" suffix(,)
0};
static const uint8_t file117[] = {
#embed "../../../Phrases/lv/calendar.po" suffix(,)
0};
static const uint8_t file118[] = {
#embed "../../../Phrases/lv/cooperation.po" suffix(,)
0};
static const uint8_t file119[] = {
#embed "../../../Phrases/lv/desk.po" suffix(,)
0};
static const uint8_t file120[] = {
#embed "../../../Phrases/lv/doors.po" suffix(,)
0};
static const uint8_t file121[] = {
#embed "../../../Phrases/lv/frontdoor.po" suffix(,)
0};
static const uint8_t file122[] = {
#embed "../../../Phrases/lv/house.po" suffix(,)
0};
static const uint8_t file123[] = {
#embed "../../../Phrases/lv/members.po" suffix(,)
0};
static const uint8_t file124[] = {
#embed "../../../Phrases/lv/notebook.po" suffix(,)
0};
static const uint8_t file125[] = {
#embed "../../../Phrases/lv/opendata.po" suffix(,)
0};
static const uint8_t file126[] = {
#embed "../../../Phrases/lv/policymakers.po" suffix(,)
0};
static const uint8_t file127[] = {
#embed "../../../Phrases/lv/postbox.po" suffix(,)
0};
static const uint8_t file128[] = {
#embed "../../../Phrases/lv/room.po" suffix(,)
0};
static const uint8_t file129[] = {
#embed "../../../Phrases/lv/scientists.po" suffix(,)
0};
static const uint8_t file130[] = {
#embed "../../../Phrases/nb/archive.po" suffix(,)
0};
static const uint8_t file131[] = {
#embed "../../../Phrases/nb/calendar.po" suffix(,)
0};
static const uint8_t file132[] = {
#embed "../../../Phrases/nb/cooperation.po" suffix(,)
0};
static const uint8_t file133[] = {
#embed "../../../Phrases/nb/desk.po" suffix(,)
0};
static const uint8_t file134[] = {
#embed "../../../Phrases/nb/doors.po" suffix(,)
0};
static const uint8_t file135[] = {
#embed "../../../Phrases/nb/frontdoor.po" suffix(,)
0};
static const uint8_t file136[] = {
#embed "../../../Phrases/nb/house.po" suffix(,)
0};
static const uint8_t file137[] = {
#embed "../../../Phrases/nb/members.po" suffix(,)
0};
static const uint8_t file138[] = {
#embed "../../../Phrases/nb/notebook.po" suffix(,)
0};
static const uint8_t file139[] = {
#embed "../../../Phrases/nb/opendata.po" suffix(,)
0};
static const uint8_t file140[] = {
#embed "../../../Phrases/nb/policymakers.po" suffix(,)
0};
static const uint8_t file141[] = {
#embed "../../../Phrases/nb/postbox.po" suffix(,)
0};
static const uint8_t file142[] = {
#embed "../../../Phrases/nb/room.po" suffix(,)
0};
static const uint8_t file143[] = {
#embed "../../../Phrases/nb/scientists.po" suffix(,)
0};
static const uint8_t file144[] = {
#embed "../../../Phrases/pl/archive.po" suffix(,)
0};
static const uint8_t file145[] = {
#embed "../../../Phrases/pl/calendar.po" suffix(,)
0};
static const uint8_t file146[] = {
#embed "../../../Phrases/pl/cooperation.po" suffix(,)
0};
static const uint8_t file147[] = {
#embed "../../../Phrases/pl/desk.po" suffix(,)
0};
static const uint8_t file148[] = {
#embed "../../../Phrases/pl/doors.po" suffix(,)
0};
static const uint8_t file149[] = {
#embed "../../../Phrases/pl/frontdoor.po" suffix(,)
0};
static const uint8_t file150[] = {
#embed "../../../Phrases/pl/house.po" suffix(,)
0};
static const uint8_t file151[] = {
#embed "../../../Phrases/pl/members.po" suffix(,)
0};
static const uint8_t file152[] = {
#embed "../../../Phrases/pl/notebook.po" suffix(,)
0};
static const uint8_t file153[] = {
#embed "../../../Phrases/pl/opendata.po" suffix(,)
0};
static const uint8_t file154[] = {
#embed "../../../Phrases/pl/policymakers.po" suffix(,)
0};
static const uint8_t file155[] = {
#embed "../../../Phrases/pl/postbox.po" suffix(,)
0};
static const uint8_t file156[] = {
#embed "../../../Phrases/pl/room.po" suffix(,)
0};
static const uint8_t file157[] = {
#embed "../../../Phrases/pl/scientists.po" suffix(,)
0};
static const uint8_t file158[] = {
#embed "../../../Phrases/ru/archive.po" suffix(,)
0};
static const uint8_t file159[] = {
#embed "../../../Phrases/ru/calendar.po" suffix(,)
0};
static const uint8_t file160[] = {
#embed "../../../Phrases/ru/cooperation.po" suffix(,)
0};
static const uint8_t file161[] = {
#embed "../../../Phrases/ru/desk.po" suffix(,)
0};
static const uint8_t file162[] = {
#embed "../../../Phrases/ru/doors.po" suffix(,)
0};
static const uint8_t file163[] = {
#embed "../../../Phrases/ru/frontdoor.po" suffix(,)
0};
static const uint8_t file164[] = {
#embed "../../../Phrases/ru/house.po" suffix(,)
0};
static const uint8_t file165[] = {
#embed "../../../Phrases/ru/members.po" suffix(,)
0};
static const uint8_t file166[] = {
#embed "../../../Phrases/ru/notebook.po" suffix(,)
0};
static const uint8_t file167[] = {
#embed "../../../Phrases/ru/opendata.po" suffix(,)
0};
static const uint8_t file168[] = {
#embed "../../../Phrases/ru/policymakers.po" suffix(,)
0};
static const uint8_t file169[] = {
#embed "../../../Phrases/ru/postbox.po" suffix(,)
0};
static const uint8_t file170[] = {
#embed "../../../Phrases/ru/room.po" suffix(,)
0};
static const uint8_t file171[] = {
#embed "../../../Phrases/ru/scientists.po" suffix(,)
0};
static const uint8_t file172[] = {
#embed "../../../Phrases/sv/archive.po" suffix(,)
0};
static const uint8_t file173[] = {
#embed "../../../Phrases/sv/calendar.po" suffix(,)
0};
static const uint8_t file174[] = {
#embed "../../../Phrases/sv/cooperation.po" suffix(,)
0};
static const uint8_t file175[] = {
#embed "../../../Phrases/sv/desk.po" suffix(,)
0};
static const uint8_t file176[] = {
#embed "../../../Phrases/sv/doors.po" suffix(,)
0};
static const uint8_t file177[] = {
#embed "../../../Phrases/sv/frontdoor.po" suffix(,)
0};
static const uint8_t file178[] = {
#embed "../../../Phrases/sv/house.po" suffix(,)
0};
static const uint8_t file179[] = {
#embed "../../../Phrases/sv/members.po" suffix(,)
0};
static const uint8_t file180[] = {
#embed "../../../Phrases/sv/notebook.po" suffix(,)
0};
static const uint8_t file181[] = {
#embed "../../../Phrases/sv/opendata.po" suffix(,)
0};
static const uint8_t file182[] = {
#embed "../../../Phrases/sv/policymakers.po" suffix(,)
0};
static const uint8_t file183[] = {
#embed "../../../Phrases/sv/postbox.po" suffix(,)
0};
static const uint8_t file184[] = {
#embed "../../../Phrases/sv/room.po" suffix(,)
0};
static const uint8_t file185[] = {
#embed "../../../Phrases/sv/scientists.po" suffix(,)
0};

static const struct CAsset files[] = {
    {"Assets/common-passwords.txt", file1, sizeof file1 - 1},
    {"Assets/desk.css", file2, sizeof file2 - 1},
    {"Assets/desk.js", file3, sizeof file3 - 1},
    {"Assets/door.css", file4, sizeof file4 - 1},
    {"Assets/favicon.svg", file5, sizeof file5 - 1},
    {"Assets/house.css", file6, sizeof file6 - 1},
    {"Assets/notices.js", file7, sizeof file7 - 1},
    {"Assets/page.css", file8, sizeof file8 - 1},
    {"Assets/parts.css", file9, sizeof file9 - 1},
    {"Assets/passkeys.js", file10, sizeof file10 - 1},
    {"Assets/print.css", file11, sizeof file11 - 1},
    {"Assets/report-word.docx", file12, sizeof file12 - 1},
    {"Assets/report-word.lua", file13, sizeof file13 - 1},
    {"Assets/report.css", file14, sizeof file14 - 1},
    {"Assets/robots.txt", file15, sizeof file15 - 1},
    {"Assets/tokens.css", file16, sizeof file16 - 1},
    {"Assets/versions.css", file17, sizeof file17 - 1},
    {"Phrases/da/archive.po", file18, sizeof file18 - 1},
    {"Phrases/da/calendar.po", file19, sizeof file19 - 1},
    {"Phrases/da/cooperation.po", file20, sizeof file20 - 1},
    {"Phrases/da/desk.po", file21, sizeof file21 - 1},
    {"Phrases/da/doors.po", file22, sizeof file22 - 1},
    {"Phrases/da/frontdoor.po", file23, sizeof file23 - 1},
    {"Phrases/da/house.po", file24, sizeof file24 - 1},
    {"Phrases/da/members.po", file25, sizeof file25 - 1},
    {"Phrases/da/notebook.po", file26, sizeof file26 - 1},
    {"Phrases/da/opendata.po", file27, sizeof file27 - 1},
    {"Phrases/da/policymakers.po", file28, sizeof file28 - 1},
    {"Phrases/da/postbox.po", file29, sizeof file29 - 1},
    {"Phrases/da/room.po", file30, sizeof file30 - 1},
    {"Phrases/da/scientists.po", file31, sizeof file31 - 1},
    {"Phrases/de/archive.po", file32, sizeof file32 - 1},
    {"Phrases/de/calendar.po", file33, sizeof file33 - 1},
    {"Phrases/de/cooperation.po", file34, sizeof file34 - 1},
    {"Phrases/de/desk.po", file35, sizeof file35 - 1},
    {"Phrases/de/doors.po", file36, sizeof file36 - 1},
    {"Phrases/de/frontdoor.po", file37, sizeof file37 - 1},
    {"Phrases/de/house.po", file38, sizeof file38 - 1},
    {"Phrases/de/members.po", file39, sizeof file39 - 1},
    {"Phrases/de/notebook.po", file40, sizeof file40 - 1},
    {"Phrases/de/opendata.po", file41, sizeof file41 - 1},
    {"Phrases/de/policymakers.po", file42, sizeof file42 - 1},
    {"Phrases/de/postbox.po", file43, sizeof file43 - 1},
    {"Phrases/de/room.po", file44, sizeof file44 - 1},
    {"Phrases/de/scientists.po", file45, sizeof file45 - 1},
    {"Phrases/en/archive.po", file46, sizeof file46 - 1},
    {"Phrases/en/calendar.po", file47, sizeof file47 - 1},
    {"Phrases/en/cooperation.po", file48, sizeof file48 - 1},
    {"Phrases/en/desk.po", file49, sizeof file49 - 1},
    {"Phrases/en/doors.po", file50, sizeof file50 - 1},
    {"Phrases/en/frontdoor.po", file51, sizeof file51 - 1},
    {"Phrases/en/house.po", file52, sizeof file52 - 1},
    {"Phrases/en/members.po", file53, sizeof file53 - 1},
    {"Phrases/en/notebook.po", file54, sizeof file54 - 1},
    {"Phrases/en/opendata.po", file55, sizeof file55 - 1},
    {"Phrases/en/policymakers.po", file56, sizeof file56 - 1},
    {"Phrases/en/postbox.po", file57, sizeof file57 - 1},
    {"Phrases/en/room.po", file58, sizeof file58 - 1},
    {"Phrases/en/scientists.po", file59, sizeof file59 - 1},
    {"Phrases/et/archive.po", file60, sizeof file60 - 1},
    {"Phrases/et/calendar.po", file61, sizeof file61 - 1},
    {"Phrases/et/cooperation.po", file62, sizeof file62 - 1},
    {"Phrases/et/desk.po", file63, sizeof file63 - 1},
    {"Phrases/et/doors.po", file64, sizeof file64 - 1},
    {"Phrases/et/frontdoor.po", file65, sizeof file65 - 1},
    {"Phrases/et/house.po", file66, sizeof file66 - 1},
    {"Phrases/et/members.po", file67, sizeof file67 - 1},
    {"Phrases/et/notebook.po", file68, sizeof file68 - 1},
    {"Phrases/et/opendata.po", file69, sizeof file69 - 1},
    {"Phrases/et/policymakers.po", file70, sizeof file70 - 1},
    {"Phrases/et/postbox.po", file71, sizeof file71 - 1},
    {"Phrases/et/room.po", file72, sizeof file72 - 1},
    {"Phrases/et/scientists.po", file73, sizeof file73 - 1},
    {"Phrases/fi/archive.po", file74, sizeof file74 - 1},
    {"Phrases/fi/calendar.po", file75, sizeof file75 - 1},
    {"Phrases/fi/cooperation.po", file76, sizeof file76 - 1},
    {"Phrases/fi/desk.po", file77, sizeof file77 - 1},
    {"Phrases/fi/doors.po", file78, sizeof file78 - 1},
    {"Phrases/fi/frontdoor.po", file79, sizeof file79 - 1},
    {"Phrases/fi/house.po", file80, sizeof file80 - 1},
    {"Phrases/fi/members.po", file81, sizeof file81 - 1},
    {"Phrases/fi/notebook.po", file82, sizeof file82 - 1},
    {"Phrases/fi/opendata.po", file83, sizeof file83 - 1},
    {"Phrases/fi/policymakers.po", file84, sizeof file84 - 1},
    {"Phrases/fi/postbox.po", file85, sizeof file85 - 1},
    {"Phrases/fi/room.po", file86, sizeof file86 - 1},
    {"Phrases/fi/scientists.po", file87, sizeof file87 - 1},
    {"Phrases/is/archive.po", file88, sizeof file88 - 1},
    {"Phrases/is/calendar.po", file89, sizeof file89 - 1},
    {"Phrases/is/cooperation.po", file90, sizeof file90 - 1},
    {"Phrases/is/desk.po", file91, sizeof file91 - 1},
    {"Phrases/is/doors.po", file92, sizeof file92 - 1},
    {"Phrases/is/frontdoor.po", file93, sizeof file93 - 1},
    {"Phrases/is/house.po", file94, sizeof file94 - 1},
    {"Phrases/is/members.po", file95, sizeof file95 - 1},
    {"Phrases/is/notebook.po", file96, sizeof file96 - 1},
    {"Phrases/is/opendata.po", file97, sizeof file97 - 1},
    {"Phrases/is/policymakers.po", file98, sizeof file98 - 1},
    {"Phrases/is/postbox.po", file99, sizeof file99 - 1},
    {"Phrases/is/room.po", file100, sizeof file100 - 1},
    {"Phrases/is/scientists.po", file101, sizeof file101 - 1},
    {"Phrases/lt/archive.po", file102, sizeof file102 - 1},
    {"Phrases/lt/calendar.po", file103, sizeof file103 - 1},
    {"Phrases/lt/cooperation.po", file104, sizeof file104 - 1},
    {"Phrases/lt/desk.po", file105, sizeof file105 - 1},
    {"Phrases/lt/doors.po", file106, sizeof file106 - 1},
    {"Phrases/lt/frontdoor.po", file107, sizeof file107 - 1},
    {"Phrases/lt/house.po", file108, sizeof file108 - 1},
    {"Phrases/lt/members.po", file109, sizeof file109 - 1},
    {"Phrases/lt/notebook.po", file110, sizeof file110 - 1},
    {"Phrases/lt/opendata.po", file111, sizeof file111 - 1},
    {"Phrases/lt/policymakers.po", file112, sizeof file112 - 1},
    {"Phrases/lt/postbox.po", file113, sizeof file113 - 1},
    {"Phrases/lt/room.po", file114, sizeof file114 - 1},
    {"Phrases/lt/scientists.po", file115, sizeof file115 - 1},
    {"Phrases/lv/archive.po", file116, sizeof file116 - 1},
    {"Phrases/lv/calendar.po", file117, sizeof file117 - 1},
    {"Phrases/lv/cooperation.po", file118, sizeof file118 - 1},
    {"Phrases/lv/desk.po", file119, sizeof file119 - 1},
    {"Phrases/lv/doors.po", file120, sizeof file120 - 1},
    {"Phrases/lv/frontdoor.po", file121, sizeof file121 - 1},
    {"Phrases/lv/house.po", file122, sizeof file122 - 1},
    {"Phrases/lv/members.po", file123, sizeof file123 - 1},
    {"Phrases/lv/notebook.po", file124, sizeof file124 - 1},
    {"Phrases/lv/opendata.po", file125, sizeof file125 - 1},
    {"Phrases/lv/policymakers.po", file126, sizeof file126 - 1},
    {"Phrases/lv/postbox.po", file127, sizeof file127 - 1},
    {"Phrases/lv/room.po", file128, sizeof file128 - 1},
    {"Phrases/lv/scientists.po", file129, sizeof file129 - 1},
    {"Phrases/nb/archive.po", file130, sizeof file130 - 1},
    {"Phrases/nb/calendar.po", file131, sizeof file131 - 1},
    {"Phrases/nb/cooperation.po", file132, sizeof file132 - 1},
    {"Phrases/nb/desk.po", file133, sizeof file133 - 1},
    {"Phrases/nb/doors.po", file134, sizeof file134 - 1},
    {"Phrases/nb/frontdoor.po", file135, sizeof file135 - 1},
    {"Phrases/nb/house.po", file136, sizeof file136 - 1},
    {"Phrases/nb/members.po", file137, sizeof file137 - 1},
    {"Phrases/nb/notebook.po", file138, sizeof file138 - 1},
    {"Phrases/nb/opendata.po", file139, sizeof file139 - 1},
    {"Phrases/nb/policymakers.po", file140, sizeof file140 - 1},
    {"Phrases/nb/postbox.po", file141, sizeof file141 - 1},
    {"Phrases/nb/room.po", file142, sizeof file142 - 1},
    {"Phrases/nb/scientists.po", file143, sizeof file143 - 1},
    {"Phrases/pl/archive.po", file144, sizeof file144 - 1},
    {"Phrases/pl/calendar.po", file145, sizeof file145 - 1},
    {"Phrases/pl/cooperation.po", file146, sizeof file146 - 1},
    {"Phrases/pl/desk.po", file147, sizeof file147 - 1},
    {"Phrases/pl/doors.po", file148, sizeof file148 - 1},
    {"Phrases/pl/frontdoor.po", file149, sizeof file149 - 1},
    {"Phrases/pl/house.po", file150, sizeof file150 - 1},
    {"Phrases/pl/members.po", file151, sizeof file151 - 1},
    {"Phrases/pl/notebook.po", file152, sizeof file152 - 1},
    {"Phrases/pl/opendata.po", file153, sizeof file153 - 1},
    {"Phrases/pl/policymakers.po", file154, sizeof file154 - 1},
    {"Phrases/pl/postbox.po", file155, sizeof file155 - 1},
    {"Phrases/pl/room.po", file156, sizeof file156 - 1},
    {"Phrases/pl/scientists.po", file157, sizeof file157 - 1},
    {"Phrases/ru/archive.po", file158, sizeof file158 - 1},
    {"Phrases/ru/calendar.po", file159, sizeof file159 - 1},
    {"Phrases/ru/cooperation.po", file160, sizeof file160 - 1},
    {"Phrases/ru/desk.po", file161, sizeof file161 - 1},
    {"Phrases/ru/doors.po", file162, sizeof file162 - 1},
    {"Phrases/ru/frontdoor.po", file163, sizeof file163 - 1},
    {"Phrases/ru/house.po", file164, sizeof file164 - 1},
    {"Phrases/ru/members.po", file165, sizeof file165 - 1},
    {"Phrases/ru/notebook.po", file166, sizeof file166 - 1},
    {"Phrases/ru/opendata.po", file167, sizeof file167 - 1},
    {"Phrases/ru/policymakers.po", file168, sizeof file168 - 1},
    {"Phrases/ru/postbox.po", file169, sizeof file169 - 1},
    {"Phrases/ru/room.po", file170, sizeof file170 - 1},
    {"Phrases/ru/scientists.po", file171, sizeof file171 - 1},
    {"Phrases/sv/archive.po", file172, sizeof file172 - 1},
    {"Phrases/sv/calendar.po", file173, sizeof file173 - 1},
    {"Phrases/sv/cooperation.po", file174, sizeof file174 - 1},
    {"Phrases/sv/desk.po", file175, sizeof file175 - 1},
    {"Phrases/sv/doors.po", file176, sizeof file176 - 1},
    {"Phrases/sv/frontdoor.po", file177, sizeof file177 - 1},
    {"Phrases/sv/house.po", file178, sizeof file178 - 1},
    {"Phrases/sv/members.po", file179, sizeof file179 - 1},
    {"Phrases/sv/notebook.po", file180, sizeof file180 - 1},
    {"Phrases/sv/opendata.po", file181, sizeof file181 - 1},
    {"Phrases/sv/policymakers.po", file182, sizeof file182 - 1},
    {"Phrases/sv/postbox.po", file183, sizeof file183 - 1},
    {"Phrases/sv/room.po", file184, sizeof file184 - 1},
    {"Phrases/sv/scientists.po", file185, sizeof file185 - 1},
    {NULL, NULL, 0},
};

size_t casset_count(void) { return sizeof files / sizeof *files - 1; }

const struct CAsset *casset_at(size_t index) { return index < casset_count() ? &files[index] : NULL; }
