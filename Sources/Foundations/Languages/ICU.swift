import CICU
import Synchronization

/// Everything that is asked of ICU, the Unicode Consortium's library; no other file knows it.
enum ICU {
    /// The formatters of one language, each opened when it is first needed and kept for the life of the program.
    /// For one thread at a time.
    @safe struct Formatters {
        private let locale: String
        private var opened: [UInt16: UnsafeMutableRawPointer] = unsafe [:]

        init(_ locale: String) { self.locale = locale }

        mutating func text(_ request: Formats.Request) -> String? {
            guard let formatter = unsafe formatter(for: request) else { return nil }
            let from = Double(request.first) * dayLength, to = Double(request.second) * dayLength
            return switch request.kind {
            case .date, .shortDate, .dateWithWeekday, .month, .monthName, .shortMonthName, .weekdayName:
                unsafe ICU.text { unsafe cicu_date_format(formatter, from, $0, $1) }
            case .time:
                unsafe ICU.text { unsafe cicu_date_format(formatter, Double(request.first) * 60_000, $0, $1) }
            case .range, .shortRange:
                unsafe ICU.text { unsafe cicu_range_format(formatter, from, to, $0, $1) }
            case .integer:
                unsafe ICU.text { unsafe cicu_integer_format(formatter, request.first, $0, $1) }
            case .decimal, .percent:
                unsafe ICU.text {
                    unsafe cicu_number_format(formatter, Double(bitPattern: UInt64(bitPattern: request.first)), $0, $1)
                }
            }
        }

        private mutating func formatter(for request: Formats.Request) -> UnsafeMutableRawPointer? {
            let key = UInt16(request.kind.rawValue) << 8 | UInt16(request.digits)
            if let known = unsafe opened[key] { return unsafe known }
            let digits = Int32(request.digits)
            let new: UnsafeMutableRawPointer? =
                switch request.kind {
                case .date: unsafe cicu_date_open(locale, "yMMMMd")
                case .shortDate: unsafe cicu_date_open(locale, "MMMd")
                case .dateWithWeekday: unsafe cicu_date_open(locale, "yMMMMEEEEd")
                case .month: unsafe cicu_date_open(locale, "yMMMM")
                case .monthName: unsafe cicu_date_open(locale, "LLLL")
                case .shortMonthName: unsafe cicu_date_open(locale, "LLL")
                case .weekdayName: unsafe cicu_date_open(locale, "ccc")
                case .time: unsafe cicu_date_open(locale, "Hm")
                case .range: unsafe cicu_range_open(locale, "yMMMMd")
                case .shortRange: unsafe cicu_range_open(locale, "MMMd")
                case .integer, .decimal: unsafe cicu_number_open(locale, 0, digits)
                case .percent: unsafe cicu_number_open(locale, 1, digits)
                }
            unsafe opened[key] = new
            return unsafe new
        }
    }

    /// The order of texts in one language, opened when it is first asked for and never closed.
    ///
    /// ICU's collators never change once they are set up, so any number of threads may ask at once.
    @safe final class Order: Sendable {
        private let locale: String
        private let opened = Atomic<UInt>(0)

        init(_ locale: String) { self.locale = locale }

        private var order: UnsafeMutableRawPointer? {
            let known = unsafe UnsafeMutableRawPointer(bitPattern: opened.load(ordering: .acquiring))
            if let known = unsafe known { return unsafe known }
            guard let new = unsafe cicu_order_open(locale) else { return nil }
            let (isFirst, other) = opened.compareExchange(
                expected: 0, desired: UInt(bitPattern: new), ordering: .acquiringAndReleasing)
            if isFirst { return unsafe new }
            unsafe cicu_order_close(new)
            return unsafe UnsafeMutableRawPointer(bitPattern: other)
        }

        func key(of text: String) -> [UInt8]? {
            guard let order = unsafe order else { return nil }
            var text = text
            return text.withUTF8 { utf8 in
                let length = Int32(clamping: utf8.count)
                return unsafe utf8.withMemoryRebound(to: CChar.self) { text in
                    var room = Int32(clamping: 64 + 4 * Int(length))
                    for _ in 1...2 {
                        var needed: Int32 = 0
                        let key = unsafe [UInt8](unsafeUninitializedCapacity: Int(room)) { key, count in
                            needed = unsafe cicu_order_key(order, text.baseAddress, length, key.baseAddress, room)
                            count = (1...room).contains(needed) ? Int(needed) : 0
                        }
                        if !key.isEmpty { return key }
                        guard needed > room else { return nil }
                        room = needed
                    }
                    return nil
                }
            }
        }
    }

    static func listSeparators(_ locale: String) -> ListSeparators {
        let two = unsafe text { unsafe cicu_list(locale, 2, $0, $1) } ?? "1, 2"
        let four = unsafe text { unsafe cicu_list(locale, 4, $0, $1) } ?? "1, 2, 3, 4"
        func between(_ start: Character, _ end: Character, in list: String) -> String {
            guard let from = list.firstIndex(of: start), let to = list.firstIndex(of: end), from < to else {
                return ", "
            }
            return String(list[list.index(after: from)..<to])
        }
        return ListSeparators(
            ofTwo: between("1", "2", in: two), first: between("1", "2", in: four),
            middle: between("2", "3", in: four), last: between("3", "4", in: four))
    }

    static func languageName(_ code: String, _ locale: String) -> String? {
        unsafe text { unsafe cicu_language_name(code, locale, $0, $1) }
    }

    static func countryName(_ code: String, _ locale: String) -> String? {
        unsafe text { unsafe cicu_country_name("_\(code)", locale, $0, $1) }
    }

    /// The text in Unicode's composed form; nil for one of more than 4096 code units.
    static func composed(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { utf8 in
            guard let length = Int32(exactly: utf8.count) else { return nil }
            return unsafe utf8.withMemoryRebound(to: CChar.self) { typed in
                unsafe ICU.text(longest: 16_384) { unsafe cicu_compose(typed.baseAddress, length, $0, $1) }
            }
        }
    }

    /// The moments in milliseconds from which a time zone has an offset in milliseconds, up to a limit; nil for a zone
    /// nobody knows.
    static func offsets(ofZone name: String, from start: Int64, to end: Int64) -> [(from: Int64, offset: Int32)]? {
        guard let zone = unsafe cicu_zone_open(name) else { return nil }
        defer { unsafe cicu_zone_close(zone) }
        var offsets: [(from: Int64, offset: Int32)] = []
        var time = start
        // A zone changes twice a year, the odd one four times.
        while time < end, offsets.count < 2000 {
            var next = 0.0
            offsets.append((time, unsafe cicu_zone_offset(zone, Double(time), &next)))
            guard next > Double(time), next < Double(end) else { break }
            time = Int64(next)
        }
        return offsets
    }

    private static let dayLength = 86_400_000.0

    /// The text a function writes; nil if it refuses.
    private static func text(
        longest: Int = 1024, _ write: (UnsafeMutablePointer<CChar>, Int32) -> Int32
    ) -> String? {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest) { room in
            guard let start = room.baseAddress else { return nil }
            let count = unsafe write(start, Int32(clamping: longest))
            guard (0...longest).contains(Int(count)) else { return nil }
            return unsafe room.prefix(Int(count)).withMemoryRebound(to: UInt8.self) {
                unsafe String(decoding: $0, as: UTF8.self)
            }
        }
    }
}
