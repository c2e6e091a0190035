public import Basics

/// Activities as an iCalendar file (RFC 5545), for anybody's calendar program.
public enum CalendarText {
    /// The bytes of the file. `host` makes the events' identities unique in the world.
    public static func bytes(_ items: [ActivityItem], name: String, host: String, now: Moment) -> [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Child Centre//Activities//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:\(escaped(name))",
        ]
        for item in items {
            lines += [
                "BEGIN:VEVENT", "UID:activity-\(item.number)@\(host)", "DTSTAMP:\(stamp(now))",
                "DTSTART;VALUE=DATE:\(digits(item.begins))", "DTEND;VALUE=DATE:\(digits(item.ends.adding(days: 1)))",
                "SUMMARY:\(escaped(item.title.body))", "LOCATION:\(escaped(item.place))",
                "STATUS:\(status(of: item))", "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.flatMap { Array(folded($0).utf8) }
    }

    private static func status(of item: ActivityItem) -> String {
        switch item.state {
        case .postponed: "CANCELLED"
        case .waiting, .planned: "TENTATIVE"
        case .underway, .done, .open: "CONFIRMED"
        }
    }

    private static func digits(_ day: Day) -> String {
        day.description.split(separator: "-").joined()
    }

    private static func stamp(_ now: Moment) -> String {
        let text = now.description.prefix(19)
        return text.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func escaped(_ text: String) -> String {
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

    /// Lines of at most 75 bytes, folded between characters, never inside one.
    private static func folded(_ line: String) -> String {
        var folded = ""
        var width = 0
        for character in line {
            let bytes = String(character).utf8.count
            if width + bytes > 74 {
                folded += "\r\n "
                width = 1
            }
            folded.append(character)
            width += bytes
        }
        return folded + "\r\n"
    }
}
