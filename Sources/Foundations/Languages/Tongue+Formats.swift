public import Basics

// Dates, numbers, lists, names and sorting, as the language has them in the Unicode CLDR; days from 1583 on.
extension Tongue {
    /// `19 April 2018`
    public func date(_ day: Day) -> String { formats.text(.init(.date, day)) ?? day.description }

    /// `19 Apr`
    public func shortDate(_ day: Day) -> String { formats.text(.init(.shortDate, day)) ?? day.description }

    /// `Thursday, 19 April 2018`
    public func dateWithWeekday(_ day: Day) -> String { formats.text(.init(.dateWithWeekday, day)) ?? day.description }

    /// `12–13 October 2017`; the earlier day comes first, and one day twice is a date.
    public func range(_ from: Day, _ to: Day) -> String {
        formats.text(.init(.range, min(from, to), max(from, to))) ?? "\(from)–\(to)"
    }

    /// `12–13 Oct`; with the years where they differ.
    public func shortRange(_ from: Day, _ to: Day) -> String {
        formats.text(.init(.shortRange, min(from, to), max(from, to))) ?? "\(from)–\(to)"
    }

    /// `October 2017`; empty for a month that no calendar has.
    public func month(_ year: Int, _ month: Int) -> String {
        guard let day = Day(year: year, month: month, day: 1) else { return "" }
        return formats.text(.init(.month, day)) ?? day.description
    }

    /// `October`, for 1 to 12, as it stands alone; empty for other numbers.
    public func monthName(_ month: Int) -> String {
        guard let day = Day(year: 2001, month: month, day: 1) else { return "" }
        return formats.text(.init(.monthName, day)) ?? String(month)
    }

    /// `Oct`, for 1 to 12, as it stands alone in narrow places; empty for other numbers.
    public func shortMonthName(_ month: Int) -> String {
        guard let day = Day(year: 2001, month: month, day: 1) else { return "" }
        return formats.text(.init(.shortMonthName, day)) ?? String(month)
    }

    /// The seven days from Monday on, short: `Mon`, `Tue` …
    public func weekdayNames() -> [String] {
        // 5 January 1970 was a Monday.
        (4...10).map { formats.text(.init(.weekdayName, Day(number: $0))) ?? "" }
    }

    /// `14:05`, in the 24-hour day that all twelve languages know; hours and minutes beyond it wrap around.
    public func time(_ hour: Int, _ minute: Int) -> String {
        let hour = ((hour % 24) + 24) % 24, minute = ((minute % 60) + 60) % 60
        return formats.text(.init(.time, Int64(hour * 60 + minute))) ?? "\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// `12,345`
    public func number(_ number: Int) -> String {
        // No language groups fewer than four digits.
        (0...999).contains(number) ? String(number) : formats.text(.init(.integer, Int64(number))) ?? String(number)
    }

    /// `1.50` with two digits after the point; at most nine.
    public func number(_ number: Double, digits: Int) -> String {
        formats.text(.init(.decimal, number, digits)) ?? number.description
    }

    /// `43%` for 0.425, rounded half up, with as many digits after the point as asked for, at most nine.
    public func percent(_ fraction: Double, digits: Int = 0) -> String {
        formats.text(.init(.percent, fraction, digits)) ?? (fraction * 100).description + "%"
    }

    /// `a, b and c`
    public func list(_ items: [String]) -> String { formats.separators.joined(items) }

    /// What this language calls a language: `Latvian`.
    public func name(of other: Language) -> String { formats.languageNames[other] ?? other.ownName }

    /// What this language calls a country: `Sweden` for `SE` (ISO 3166-1 alpha-2); nil for a code that is none.
    public func country(_ code: String) -> String? {
        guard code.utf8.count == 2, code.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) else {
            return nil
        }
        return ICU.countryName(code, formats.locale)
    }

    /// The items in the order this language's dictionaries have; numbers within a text count as numbers. Equals stay.
    public func sorted<Item>(_ items: [Item], by text: (Item) -> String) -> [Item] {
        let keyed = items.enumerated().map { (key: sortKey(of: text($0.element)), place: $0.offset, item: $0.element) }
        return keyed.sorted { one, other in
            one.key == other.key ? one.place < other.place : one.key.lexicographicallyPrecedes(other.key)
        }.map(\.item)
    }

    /// Bytes whose order is the language's order of texts (Unicode Collation Algorithm). They hold only within one
    /// version of ICU: not to be stored.
    public func sortKey(of text: String) -> [UInt8] { formats.sortKey(of: text) }
}
