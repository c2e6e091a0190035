#include "CICU.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/uldnames.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define CICU_ROOM 512

static int32_t cicu_utf8(const UChar *text, int32_t length, UErrorCode status, char *out, int32_t capacity) {
    int32_t written = 0;
    if (U_FAILURE(status) || length < 0 || length > CICU_ROOM) return -1;
    status = U_ZERO_ERROR;
    u_strToUTF8(out, capacity, &written, text, length, &status);
    return U_SUCCESS(status) ? written : -1;
}

static int32_t cicu_utf16(const char *text, UChar *out) {
    int32_t written = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(out, CICU_ROOM, &written, text, -1, &status);
    return U_SUCCESS(status) ? written : -1;
}

// Dates: everything is counted in UTC, where a day begins at midnight.

void *cicu_date_open(const char *locale, const char *skeleton) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[CICU_ROOM], pattern[CICU_ROOM];
    int32_t length = cicu_utf16(skeleton, wanted);
    if (length < 0) return NULL;
    UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
    length = udatpg_getBestPattern(generator, wanted, length, pattern, CICU_ROOM, &status);
    udatpg_close(generator);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", 3, pattern, length, &status);
    return U_SUCCESS(status) ? (void *)format : NULL;
}

int32_t cicu_date_format(void *format, double time, char *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text[CICU_ROOM];
    int32_t length = udat_format((UDateFormat *)format, time, text, CICU_ROOM, NULL, &status);
    return cicu_utf8(text, length, status, out, capacity);
}

void *cicu_range_open(const char *locale, const char *skeleton) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[CICU_ROOM];
    int32_t length = cicu_utf16(skeleton, wanted);
    if (length < 0) return NULL;
    UDateIntervalFormat *format = udtitvfmt_open(locale, wanted, length, u"UTC", 3, &status);
    return U_SUCCESS(status) ? (void *)format : NULL;
}

int32_t cicu_range_format(void *format, double from, double to, char *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text[CICU_ROOM];
    int32_t length = udtitvfmt_format((UDateIntervalFormat *)format, from, to, text, CICU_ROOM, NULL, &status);
    return cicu_utf8(text, length, status, out, capacity);
}

// Numbers

void *cicu_number_open(const char *locale, int percent, int32_t digits) {
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(percent ? UNUM_PERCENT : UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
    if (U_FAILURE(status)) return NULL;
    unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, digits);
    unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, digits);
    unum_setAttribute(format, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
    return (void *)format;
}

int32_t cicu_number_format(void *format, double number, char *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text[CICU_ROOM];
    int32_t length = unum_formatDouble((UNumberFormat *)format, number, text, CICU_ROOM, NULL, &status);
    return cicu_utf8(text, length, status, out, capacity);
}

int32_t cicu_integer_format(void *format, int64_t number, char *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text[CICU_ROOM];
    int32_t length = unum_formatInt64((UNumberFormat *)format, number, text, CICU_ROOM, NULL, &status);
    return cicu_utf8(text, length, status, out, capacity);
}

// Lists

int32_t cicu_list(const char *locale, int32_t count, char *out, int32_t capacity) {
    static const UChar *const items[] = {u"1", u"2", u"3", u"4"};
    UErrorCode status = U_ZERO_ERROR;
    UChar text[CICU_ROOM];
    if (count < 1 || count > 4) return -1;
    UListFormatter *format = ulistfmt_open(locale, &status);
    int32_t length = ulistfmt_format(format, (const UChar *const *)items, NULL, count, text, CICU_ROOM, &status);
    ulistfmt_close(format);
    return cicu_utf8(text, length, status, out, capacity);
}

// Names

int32_t cicu_language_name(const char *code, const char *locale, char *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text[CICU_ROOM];
    int32_t length = uloc_getDisplayLanguage(code, locale, text, CICU_ROOM, &status);
    return status == U_USING_DEFAULT_WARNING ? -1 : cicu_utf8(text, length, status, out, capacity);
}

int32_t cicu_country_name(const char *region, const char *locale, char *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text[CICU_ROOM];
    int32_t length = uloc_getDisplayCountry(region, locale, text, CICU_ROOM, &status);
    return status == U_USING_DEFAULT_WARNING ? -1 : cicu_utf8(text, length, status, out, capacity);
}

// Sorting

void *cicu_order_open(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    UCollator *order = ucol_open(locale, &status);
    if (U_FAILURE(status)) return NULL;
    ucol_setAttribute(order, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    return U_SUCCESS(status) ? (void *)order : NULL;
}

void cicu_order_close(void *order) { ucol_close((UCollator *)order); }

int32_t cicu_order_key(void *order, const char *text, int32_t length, uint8_t *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar small[CICU_ROOM], *wide = small;
    int32_t units = 0;
    if (length < 0) return -1;
    // UTF-16 never has more units than UTF-8 has bytes.
    if (length > CICU_ROOM && !(wide = (UChar *)malloc((size_t)length * sizeof(UChar)))) return -1;
    u_strFromUTF8WithSub(wide, length > CICU_ROOM ? length : CICU_ROOM, &units, text, length, 0xFFFD, NULL, &status);
    int32_t written = U_SUCCESS(status) ? ucol_getSortKey((UCollator *)order, wide, units, out, capacity) : -1;
    if (wide != small) free(wide);
    return written;
}

// Time zones

void *cicu_zone_open(const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[CICU_ROOM], canonical[CICU_ROOM];
    UBool isSystem = 0;
    int32_t length = cicu_utf16(name, wanted);
    if (length < 1) return NULL;
    // An unknown name would silently become Etc/Unknown.
    ucal_getCanonicalTimeZoneID(wanted, length, canonical, CICU_ROOM, &isSystem, &status);
    if (U_FAILURE(status) || !isSystem) return NULL;
    UCalendar *calendar = ucal_open(wanted, length, "en", UCAL_GREGORIAN, &status);
    return U_SUCCESS(status) ? (void *)calendar : NULL;
}

int32_t cicu_zone_offset(void *zone, double time, double *next) {
    UErrorCode status = U_ZERO_ERROR;
    UDate change = 0;
    ucal_setMillis((UCalendar *)zone, time, &status);
    int32_t offset = ucal_get((UCalendar *)zone, UCAL_ZONE_OFFSET, &status)
        + ucal_get((UCalendar *)zone, UCAL_DST_OFFSET, &status);
    *next = ucal_getTimeZoneTransitionDate((UCalendar *)zone, UCAL_TZ_TRANSITION_NEXT, &change, &status)
        ? change : __builtin_inf();
    return U_SUCCESS(status) ? offset : 0;
}

void cicu_zone_close(void *zone) { ucal_close((UCalendar *)zone); }

int32_t cicu_compose(const char *text, int32_t length, char *out, int32_t capacity) {
    enum { room = 4096 };
    UErrorCode status = U_ZERO_ERROR;
    UChar typed[room], composed[room];
    int32_t written = 0;
    u_strFromUTF8(typed, room, &written, text, length, &status);
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    int32_t count = unorm2_normalize(form, typed, written, composed, room, &status);
    if (U_FAILURE(status)) return -1;
    u_strToUTF8(out, capacity, &written, composed, count, &status);
    return U_SUCCESS(status) ? written : -1;
}
