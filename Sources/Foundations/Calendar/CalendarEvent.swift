import Basics
import Languages

/// An event while its properties are being collected.
struct CalendarEvent {
    let line: Int
    private var properties: [String: CalendarLine] = [:]
    private var fault: CalendarRefusal?

    init(line: Int) {
        self.line = line
    }

    /// Those that may stand in an event once at most (RFC 5545, 3.6.1) and are of use here.
    private static let known: Set<String> = [
        "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS",
    ]

    /// By which an event takes place more than once, or is one of those times.
    private static let repeating: Set<String> = ["RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID"]

    mutating func take(_ property: CalendarLine) {
        if CalendarEvent.repeating.contains(property.name) {
            fault = fault ?? CalendarRefusal(line: property.number, .repeats)
        }
        guard CalendarEvent.known.contains(property.name) else { return }
        guard properties[property.name] == nil else {
            fault = fault ?? CalendarRefusal(line: property.number, .repeated(property: property.name))
            return
        }
        properties[property.name] = property
    }

    func event(in zone: Zone) throws(CalendarRefusal) -> CalendarFile.Event {
        if let fault { throw fault }
        guard let start = properties["DTSTART"] else {
            throw CalendarRefusal(line: line, .missing(property: "DTSTART"))
        }
        let (begins, ends, times) =
            switch try CalendarTime(start, in: zone) {
            case .day(let day): (day, try lastDay(from: day, in: zone), nil as CalendarFile.Event.Times?)
            case .moment(let moment): try days(from: moment, in: zone)
            }
        return CalendarFile.Event(
            line: line, uid: properties["UID"]?.text, begins: begins, ends: ends, times: times,
            summary: properties["SUMMARY"]?.text, location: properties["LOCATION"]?.text,
            details: properties["DESCRIPTION"]?.text,
            status: properties["STATUS"].flatMap { .init(rawValue: $0.value.uppercased()) } ?? .confirmed)
    }

    /// `DTEND` is the day after the last; an event without an end lasts its one day.
    private func lastDay(from first: Day, in zone: Zone) throws(CalendarRefusal) -> Day {
        if let end = properties["DTEND"] {
            guard case .day(let after) = try CalendarTime(end, in: zone) else { throw unreadable(end) }
            guard after >= first else { throw CalendarRefusal(line: end.number, .endsBeforeItBegins) }
            return max(first, after.adding(days: -1))
        }
        guard let length = properties["DURATION"] else { return first }
        guard let seconds = CalendarTime.seconds(of: length.value) else { throw unreadable(length) }
        return first.adding(days: max(0, Int((seconds + 86_399) / 86_400) - 1))
    }

    private func days(from start: Moment, in zone: Zone) throws(CalendarRefusal) -> (
        Day, Day, CalendarFile.Event.Times?
    ) {
        var end = start
        if let property = properties["DTEND"] {
            guard case .moment(let moment) = try CalendarTime(property, in: zone) else { throw unreadable(property) }
            guard moment >= start else { throw CalendarRefusal(line: property.number, .endsBeforeItBegins) }
            end = moment
        } else if let length = properties["DURATION"] {
            guard let seconds = CalendarTime.seconds(of: length.value) else { throw unreadable(length) }
            end = start.adding(seconds: seconds)
        }
        // What ends at midnight ends with the day before.
        let last = end > start ? Moment(milliseconds: end.milliseconds - 1) : end
        let times = CalendarFile.Event.Times(start: start, end: end)
        return (zone.day(of: start), zone.day(of: last), times)
    }

    private func unreadable(_ property: CalendarLine) -> CalendarRefusal {
        CalendarRefusal(line: property.number, .unreadable(property: property.name, value: property.value))
    }
}
