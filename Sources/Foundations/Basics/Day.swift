/// A day of the Gregorian calendar, without a time and without a time zone.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970.
    public let number: Int32

    public init(number: Int32) {
        self.number = number
    }

    /// Nil for a day that no calendar has, such as 30 February, and outside the years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.init(number: Day.number(year: year, month: month, day: day))
    }

    /// Reads `2018-04-19` (ISO 8601), exactly.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var year: Int { parts.year }
    public var month: Int { parts.month }
    public var day: Int { parts.day }

    /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
    public var weekday: Int {
        let fromMonday = (Int(number) + 3) % 7
        return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
    }

    public func adding(days: Int) -> Day {
        Day(number: number + Int32(clamping: days))
    }

    /// The first day of this day's month.
    public var startOfMonth: Day { adding(days: 1 - day) }

    /// The first day of the month after this one's.
    public var startOfNextMonth: Day {
        startOfMonth.adding(days: Day.length(ofMonth: month, year: year))
    }

    /// How many days a month has; 0 for a month that does not exist.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    public static func < (one: Day, other: Day) -> Bool { one.number < other.number }

    /// Years counted from March, so that the leap day comes last: the usual civil-calendar arithmetic.
    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(clamping: era * 146_097 + dayOfEra - 719_468)
    }

    private var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    static func padded(_ number: some BinaryInteger, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Day: CustomStringConvertible {
    /// `2018-04-19`
    public var description: String {
        let it = parts
        guard (0...9999).contains(it.year) else {
            return "\(Day.padded(it.year, to: 4))-\(Day.padded(it.month, to: 2))-\(Day.padded(it.day, to: 2))"
        }
        // Ten bytes fit into a string without memory of its own; lists write hundreds of them.
        let digit = { (number: Int) in UInt8(truncatingIfNeeded: 48 + number % 10) }
        let dash = UInt8(ascii: "-")
        let bytes: InlineArray<10, UInt8> = [
            digit(it.year / 1000), digit(it.year / 100), digit(it.year / 10), digit(it.year), dash,
            digit(it.month / 10), digit(it.month), dash, digit(it.day / 10), digit(it.day),
        ]
        return unsafe bytes.span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
