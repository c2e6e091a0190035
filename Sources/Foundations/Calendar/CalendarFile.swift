public import Basics
public import Languages

/// The events of a calendar file as another program wrote it (iCalendar, RFC 5545).
///
///     let file = try CalendarFile(bytes, zone: network)
///     for event in file.events { … }      // what can be taken
///     for refusal in file.refused { … }   // what cannot, line by line
///
/// A file that is no calendar is refused as a whole; an event that cannot be taken is refused by itself. Tasks, free times
/// and alarms are passed over.
public struct CalendarFile: Sendable {
    /// What the calendar calls itself (`X-WR-CALNAME`); nil where it does not.
    public let name: String?
    /// In the order of the file.
    public let events: [Event]
    public let refused: [CalendarRefusal]

    /// What is read at most.
    public struct Limits: Sendable {
        /// Of the whole file.
        public var bytes = 2 << 20
        public var events = 2000
        /// Of a line, unfolded.
        public var line = 64 << 10
        /// How deep components may stand in each other.
        public var depth = 8

        public init() {}
    }

    /// One event.
    public struct Event: Sendable, Hashable {
        /// The line of its `BEGIN:VEVENT`, counted from 1.
        public let line: Int
        /// What the other program knows it by, the same in every file that it writes.
        public let uid: String?
        /// The first and the last day, in the time zone that the file was read for.
        public let begins: Day
        public let ends: Day
        /// When exactly it starts and ends; nil where it lasts whole days.
        public let times: Times?
        public let summary: String?
        public let location: String?
        public let details: String?
        public let status: Status

        public struct Times: Sendable, Hashable {
            public let start: Moment
            public let end: Moment
        }
    }

    public enum Status: String, Sendable {
        case tentative = "TENTATIVE"
        case confirmed = "CONFIRMED"
        case cancelled = "CANCELLED"
    }

    /// Reads a file. Times of other zones are given to `zone`, and times without a zone are taken for its own.
    public init(_ bytes: [UInt8], zone: Zone, limits: Limits = Limits()) throws(CalendarRefusal) {
        guard bytes.count <= limits.bytes else { throw CalendarRefusal(line: 0, .tooLarge(limit: limits.bytes)) }
        var lines = CalendarLines(bytes, longest: limits.line)
        var reader = CalendarComponents(limits: limits, zone: zone)
        while let line = try lines.next() { try reader.take(line) }
        try reader.end(at: lines.number)
        name = reader.name
        events = reader.events
        refused = reader.refused
    }
}

/// Follows what begins and ends, and collects the properties of each event.
private struct CalendarComponents {
    let limits: CalendarFile.Limits
    let zone: Zone
    var name: String?
    var events: [CalendarFile.Event] = []
    var refused: [CalendarRefusal] = []
    private var open: [String] = []
    private var event: CalendarEvent?
    private var calendars = 0
    private var count = 0

    init(limits: CalendarFile.Limits, zone: Zone) {
        self.limits = limits
        self.zone = zone
    }

    mutating func take(_ line: CalendarLine) throws(CalendarRefusal) {
        switch line.name {
        case "BEGIN": try begin(line.value.uppercased(), line.number)
        case "END": try end(line.value.uppercased(), line.number)
        case _ where open.isEmpty: throw CalendarRefusal(line: line.number, .noCalendar)
        case "VERSION" where open == ["VCALENDAR"] && line.value != "2.0":
            throw CalendarRefusal(line: line.number, .noCalendar)
        case "X-WR-CALNAME" where open == ["VCALENDAR"]: name = name ?? line.text
        // What stands in an alarm inside an event is the alarm's own.
        case _ where open.count == 2: event?.take(line)
        default: break
        }
    }

    func end(at line: Int) throws(CalendarRefusal) {
        if let last = open.last { throw CalendarRefusal(line: line, .unbalanced(component: last)) }
        if calendars == 0 { throw CalendarRefusal(line: 0, .noCalendar) }
    }

    private mutating func begin(_ component: String, _ line: Int) throws(CalendarRefusal) {
        guard open.isEmpty == (component == "VCALENDAR") else {
            throw CalendarRefusal(line: line, open.isEmpty ? .noCalendar : .unbalanced(component: component))
        }
        guard open.count < limits.depth, component != "VEVENT" || open.count == 1 else {
            throw CalendarRefusal(line: line, .unbalanced(component: component))
        }
        open.append(component)
        if component == "VCALENDAR" { calendars += 1 }
        if component == "VEVENT" {
            count += 1
            guard count <= limits.events else {
                throw CalendarRefusal(line: line, .tooManyEvents(limit: limits.events))
            }
            event = CalendarEvent(line: line)
        }
    }

    private mutating func end(_ component: String, _ line: Int) throws(CalendarRefusal) {
        guard open.popLast() == component else {
            throw CalendarRefusal(line: line, .unbalanced(component: component))
        }
        guard component == "VEVENT", let ended = event else { return }
        event = nil
        do {
            events.append(try ended.event(in: zone))
        } catch {
            refused.append(error)
        }
    }
}
