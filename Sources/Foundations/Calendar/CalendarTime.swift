import Basics
import Languages

/// A day or a moment as a calendar file writes it (RFC 5545, 3.3.4 and 3.3.5).
enum CalendarTime {
    case day(Day)
    case moment(Moment)

    init(_ property: CalendarLine, in zone: Zone) throws(CalendarRefusal) {
        let text = Array(property.value.utf8)
        let wrong = CalendarRefusal(
            line: property.number, .unreadable(property: property.name, value: property.value))
        guard text.count >= 8, let day = CalendarTime.day(text[..<8]) else { throw wrong }
        let isDay = property.parameters["VALUE"]?.uppercased() == "DATE"
        if text.count == 8 {
            self = .day(day)
            return
        }
        let isUniversal = text.last == UInt8(ascii: "Z")
        guard !isDay, text.count == (isUniversal ? 16 : 15), text[8] == UInt8(ascii: "T"),
            let hour = CalendarTime.number(text[9..<11], most: 23),
            let minute = CalendarTime.number(text[11..<13], most: 59),
            // A leap second is the end of the second before it.
            let second = CalendarTime.number(text[13..<15], most: 60)
        else { throw wrong }
        var known = isUniversal ? Zone.utc : zone
        if !isUniversal, let name = property.parameters["TZID"] {
            guard let named = CalendarTime.zone(named: name) else {
                throw CalendarRefusal(line: property.number, .unknownZone(name: name))
            }
            known = named
        }
        self = .moment(known.moment(of: day, hour: hour, minute: minute).adding(seconds: Int64(min(second, 59))))
    }

    private static func day(_ digits: ArraySlice<UInt8>) -> Day? {
        guard let year = number(digits.prefix(4), most: 9999),
            let month = number(digits.dropFirst(4).prefix(2), most: 12),
            let day = number(digits.dropFirst(6), most: 31)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number(_ digits: ArraySlice<UInt8>, most: Int) -> Int? {
        guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 & 15) }
        return number <= most ? number : nil
    }

    /// A length such as `P1DT2H` in seconds (3.3.6), at most ten years; nil for anything else, and for negative ones.
    static func seconds(of text: String) -> Int64? {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
        var sum: Int64 = 0
        var isTime = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "T"), !isTime {
                isTime = true
                rest.removeFirst()
                guard !rest.isEmpty else { return nil }
                continue
            }
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let count = number(digits, most: 315_360_000), let unit = rest.popFirst() else { return nil }
            switch (unit, isTime) {
            case (UInt8(ascii: "W"), false): sum += Int64(count) * 604_800
            case (UInt8(ascii: "D"), false): sum += Int64(count) * 86_400
            case (UInt8(ascii: "H"), true): sum += Int64(count) * 3600
            case (UInt8(ascii: "M"), true): sum += Int64(count) * 60
            case (UInt8(ascii: "S"), true): sum += Int64(count)
            default: return nil
            }
            guard sum <= 315_360_000 else { return nil }
        }
        return sum
    }

    /// A zone by its IANA name, also where a program writes its own address before it, or by the name that Windows gives it.
    private static func zone(named name: String) -> Zone? {
        let parts = name.split(separator: "/")
        let short = parts.count > 2 ? parts.suffix(2).joined(separator: "/") : name
        return Zone.named(name) ?? Zone.named(short) ?? windows[name].flatMap { Zone.named($0) }
    }

    /// The zones of Europe as Windows calls them (Unicode CLDR, windowsZones).
    private static let windows = [
        "UTC": "Etc/UTC", "GMT Standard Time": "Europe/London", "Greenwich Standard Time": "Atlantic/Reykjavik",
        "W. Europe Standard Time": "Europe/Berlin", "Romance Standard Time": "Europe/Paris",
        "Central Europe Standard Time": "Europe/Budapest", "Central European Standard Time": "Europe/Warsaw",
        "FLE Standard Time": "Europe/Kiev", "GTB Standard Time": "Europe/Bucharest",
        "E. Europe Standard Time": "Europe/Chisinau", "Kaliningrad Standard Time": "Europe/Kaliningrad",
        "Russian Standard Time": "Europe/Moscow", "Belarus Standard Time": "Europe/Minsk",
        "Turkey Standard Time": "Europe/Istanbul",
    ]
}
