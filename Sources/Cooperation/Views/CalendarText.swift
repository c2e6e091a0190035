public import Basics

/// Activities as an iCalendar file (RFC 5545), for anybody's calendar program.
public enum CalendarText {
    /// The bytes of the file. `host` makes the events' identities unique in the world.
    public static func bytes(_ items: [ActivityItem], name: String, host: String, now: Moment) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + items.count * 300)
        let stamp = stamp(now)
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Child Centre//Activities//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:\(escaped(name))",
        ] { append(line, to: &bytes) }
        for item in items {
            append("BEGIN:VEVENT", to: &bytes)
            append("UID:activity-\(item.number)@\(host)", to: &bytes)
            append("DTSTAMP:\(stamp)", to: &bytes)
            append("DTSTART;VALUE=DATE:\(digits(item.begins))", to: &bytes)
            append("DTEND;VALUE=DATE:\(digits(item.ends.adding(days: 1)))", to: &bytes)
            append("SUMMARY:\(escaped(item.title.body))", to: &bytes)
            append("LOCATION:\(escaped(item.place))", to: &bytes)
            append("STATUS:\(status(of: item))", to: &bytes)
            append("TRANSP:TRANSPARENT", to: &bytes)
            append("END:VEVENT", to: &bytes)
        }
        append("END:VCALENDAR", to: &bytes)
        return bytes
    }

    private static func status(of item: ActivityItem) -> String {
        switch item.state {
        case .postponed: "CANCELLED"
        case .waiting, .planned: "TENTATIVE"
        case .underway, .done, .open: "CONFIRMED"
        }
    }

    private static func digits(_ day: Day) -> String {
        let dash = UInt8(ascii: "-")
        return String(decoding: day.description.utf8.filter { $0 != dash }, as: UTF8.self)
    }

    private static func stamp(_ now: Moment) -> String {
        let text = now.description.prefix(19)
        return text.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func escaped(_ text: String) -> String {
        // Most texts have none of these, and going through characters is slow.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x80 && $0 != 0x2c && $0 != 0x3b && $0 != 0x5c }
        if isPlain { return text }
        var escaped = ""
        for character in text {
            switch character {
            case "\\", ";", ",": escaped += "\\\(character)"
            case _ where character.isNewline: escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// Adds a line in pieces of at most 75 bytes, cut between the bytes of two letters, never inside one.
    private static func append(_ line: String, to bytes: inout [UInt8]) {
        var width = 0
        for byte in line.utf8 {
            // Bytes that go on with a letter begin with 10.
            if byte & 0xc0 != 0x80 {
                let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
                if width + length > 74 {
                    bytes += [0x0d, 0x0a, 0x20]
                    width = 1
                }
                width += length
            }
            bytes.append(byte)
        }
        bytes += [0x0d, 0x0a]
    }
}
