import Basics
import Testing

@testable import Languages

@Suite("Dates, numbers and names")
struct FormatsTests {
    static let april = Day(number: 17640)
    static let october = Day(number: 17451)

    /// What a reader sees: ICU's narrow and unbreakable spaces are spaces.
    static func plain(_ text: String) -> String {
        String(text.map { ["\u{a0}", "\u{202f}", "\u{2009}"].contains($0) ? " " : $0 })
    }

    @Test(
        "are written as in each language",
        arguments: [
            (Language.danish, "19. april 2018", "12.–13. oktober 2017", "1.234.567", "43 %"),
            (.german, "19. April 2018", "12.–13. Oktober 2017", "1.234.567", "43 %"),
            (.english, "19 April 2018", "12–13 October 2017", "1,234,567", "43%"),
            (.estonian, "19. aprill 2018", "12.–13. oktoober 2017", "1 234 567", "43%"),
            (.finnish, "19. huhtikuuta 2018", "12.–13. lokakuuta 2017", "1 234 567", "43 %"),
            (.icelandic, "19. apríl 2018", "12.–13. október 2017", "1.234.567", "43%"),
            (.lithuanian, "2018 m. balandžio 19 d.", "2017 spalio 12–13", "1 234 567", "43 %"),
            (.latvian, "2018. gada 19. aprīlis", "2017. gada 12.–13. oktobris", "1 234 567", "43%"),
            (.norwegian, "19. april 2018", "12.–13. oktober 2017", "1 234 567", "43 %"),
            (.polish, "19 kwietnia 2018", "12–13 października 2017", "1 234 567", "43%"),
            (.russian, "19 апреля 2018 г.", "12–13 октября 2017 г.", "1 234 567", "43 %"),
            (.swedish, "19 april 2018", "12–13 oktober 2017", "1 234 567", "43 %"),
        ])
    func written(_ language: Language, _ date: String, _ range: String, _ number: String, _ percent: String) {
        let say = Languages.tongue(language)
        // The second time the answer comes from memory.
        for _ in 1...2 {
            #expect(Self.plain(say.date(Self.april)) == date)
            #expect(Self.plain(say.range(Self.october, Self.october.adding(days: 1))) == range)
            #expect(Self.plain(say.number(1_234_567)) == number)
            #expect(Self.plain(say.percent(0.425)) == percent)
        }
    }

    @Test("have short and long forms")
    func forms() throws {
        let english = Languages.tongue(.english), finnish = Languages.tongue(.finnish)
        #expect(english.shortDate(Self.april) == "19 Apr")
        #expect(Self.plain(english.dateWithWeekday(Self.april)) == "Thursday, 19 April 2018")
        #expect(english.month(2017, 10) == "October 2017")
        #expect(english.month(2017, 13) == "" && english.month(0, 1) == "")
        #expect(english.monthName(10) == "October" && english.monthName(0) == "")
        #expect(finnish.monthName(4) == "huhtikuu")
        #expect(Languages.tongue(.polish).month(2017, 10) == "październik 2017")
        #expect(english.weekdayNames() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
        #expect(Languages.tongue(.russian).weekdayNames() == ["пн", "вт", "ср", "чт", "пт", "сб", "вс"])
        #expect(english.time(9, 5) == "09:05" && finnish.time(9, 5) == "9.05")
        #expect(english.time(24, -1) == "00:59" && !english.time(.min, .max).isEmpty)
        #expect(english.number(1234.5, digits: 2) == "1,234.50")
        #expect(Languages.tongue(.german).number(0.125, digits: 2) == "0,13")
        #expect(english.percent(0.125, digits: 1) == "12.5%")
        #expect(english.number(0) == "0" && english.number(-1) == "-1" && english.number(1000) == "1,000")
    }

    @Test("of a range say no more than is needed, whichever day comes first")
    func ranges() {
        let say = Languages.tongue(.english), from = Self.october
        #expect(say.shortRange(from, from.adding(days: 1)) == "12–13 Oct")
        #expect(say.shortRange(from.adding(days: 1), from) == "12–13 Oct")
        #expect(say.range(from, from) == "12 October 2017")
        #expect(Self.plain(say.range(from, from.adding(days: 30))) == "12 October – 11 November 2017")
        #expect(Self.plain(say.range(from, from.adding(days: 100))) == "12 October 2017 – 20 January 2018")
        #expect(Self.plain(say.shortRange(from, from.adding(days: 100))) == "12 Oct 2017 – 20 Jan 2018")
    }

    @Test("bear what no calendar and no ledger has", arguments: Language.allCases)
    func extremes(_ language: Language) {
        let say = Languages.tongue(language)
        let days = [Day(number: .min), Day(number: .max), Day(number: -719_162)]
        for day in days { #expect(!say.date(day).isEmpty && !say.range(day, Self.april).isEmpty) }
        for number in [Int.min, .max, -1] { #expect(!say.number(number).isEmpty) }
        for number in [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0] {
            #expect(!say.percent(number, digits: .max).isEmpty && !say.number(number, digits: .min).isEmpty)
        }
    }

    @Test(
        "are joined as in each language",
        arguments: [
            (Language.danish, "og"), (.german, "und"), (.english, "and"), (.estonian, "ja"), (.finnish, "ja"),
            (.icelandic, "og"), (.lithuanian, "ir"), (.latvian, "un"), (.norwegian, "og"), (.polish, "i"),
            (.russian, "и"), (.swedish, "och"),
        ])
    func lists(_ language: Language, _ and: String) {
        let say = Languages.tongue(language)
        #expect(say.list(["1", "2", "3", "4"]) == "1, 2, 3 \(and) 4")
        #expect(say.list(["2", "1", "a, b"]) == "2, 1 \(and) a, b")
        #expect(say.list(["a", "b"]) == "a \(and) b")
        #expect(say.list(["a"]) == "a" && say.list([]) == "")
    }

    @Test("call languages and countries by their names")
    func names() {
        #expect(Languages.tongue(.english).name(of: .latvian) == "Latvian")
        #expect(Languages.tongue(.swedish).name(of: .german) == "tyska")
        #expect(Languages.tongue(.polish).name(of: .polish) == "polski")
        #expect(Languages.tongue(.finnish).country("SE") == "Ruotsi")
        #expect(Languages.tongue(.russian).country("DE") == "Германия")
        for code in ["", "se", "QX", "S", "SWE", "Ö", "_S"] { #expect(Languages.tongue(.english).country(code) == nil) }
    }

    @Test("are kept for a while, never more than a number that was set")
    func bounded() {
        let formats = Formats(.english)
        for day in 0..<Int32(2 * Cache.limit) { _ = formats.text(.init(.date, Day(number: day))) }
        #expect(formats.kept <= Cache.limit)
        #expect(formats.kept > Cache.limit / 2)
        #expect(formats.text(.init(.date, Self.april)) == "19 April 2018")
    }
}

@Suite("Sorting")
struct SortingTests {
    @Test(
        "follows each language's dictionaries",
        arguments: [
            (Language.swedish, ["zebra", "ål", "ärta", "öra"]),
            (.german, ["ål", "ärta", "öra", "zebra"]),
            (.finnish, ["zebra", "ål", "ärta", "öra"]),
            (.danish, ["zebra", "æble", "øre", "ål"]),
            (.norwegian, ["zebra", "æble", "øre", "ål"]),
            (.icelandic, ["áin", "býr", "zeta", "þing", "ætt", "öld"]),
            (.polish, ["arka", "ąka", "lato", "łan", "oko", "ósmy"]),
            (.estonian, ["sada", "šokk", "zoo", "žanr", "tee", "võti", "õde", "äär", "öö", "üks"]),
            (.lithuanian, ["cukrus", "čia", "dar", "sula", "šuo", "zona", "žuvis"]),
            (.latvian, ["cits", "čaula", "gads", "ģimene", "kas", "ķirsis", "soma", "šis", "zeme", "žurka"]),
            (.russian, ["да", "ёлка", "ель", "жук"]),
            (.english, ["ål", "Bo", "cat", "Dan", "öra"]),
        ])
    func order(_ language: Language, _ words: [String]) {
        let say = Languages.tongue(language)
        #expect(say.sorted(words.reversed()) { $0 } == words)
        #expect(say.sorted(words.shuffled()) { $0 } == words)
    }

    @Test("counts within a text, keeps equals in place, and bears any text")
    func rules() {
        let say = Languages.tongue(.english)
        #expect(say.sorted(["Room 10", "Room 9", "room 1"]) { $0 } == ["room 1", "Room 9", "Room 10"])
        #expect(say.sorted([(1, "b"), (2, "a"), (3, "b")]) { $0.1 }.map(\.0) == [2, 1, 3])
        #expect(say.sorted([String](), by: { $0 }).isEmpty)
        let long = String(repeating: "ж\u{301}🏠", count: 20_000)
        #expect(say.sorted([long, "", "\0"]) { $0 }.last == long)
        #expect(say.sortKey(of: long).count > 20_000)
    }
}
