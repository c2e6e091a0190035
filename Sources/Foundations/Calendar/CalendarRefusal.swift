public import Languages

/// Why a calendar file, or one event in it, was not taken, and in which line.
public struct CalendarRefusal: Error, Hashable, Sendable {
    /// The first line of what is wrong, as an editor counts: from 1, before lines are unfolded. 0 for the file as a whole.
    public let line: Int
    public let reason: Reason

    public enum Reason: Hashable, Sendable {
        /// More bytes than are read.
        case tooLarge(limit: Int)
        case tooManyEvents(limit: Int)
        /// An unfolded line of too many bytes.
        case tooLong(limit: Int)
        /// Not UTF-8, or with zero bytes in it.
        case notText
        /// It does not begin with `BEGIN:VCALENDAR`, or is of another version than 2.0.
        case noCalendar
        /// Not of the form `NAME;PARAMETER=…:value`.
        case malformedLine
        /// A component that ends before it begins, or not at all, or in too many others.
        case unbalanced(component: String)
        case missing(property: String)
        case repeated(property: String)
        /// What stands there is no day, time, or duration.
        case unreadable(property: String, value: String)
        case unknownZone(name: String)
        /// The event has rules by which it comes again.
        case repeats
        case endsBeforeItBegins
    }

    public init(line: Int, _ reason: Reason) {
        self.line = line
        self.reason = reason
    }

    /// What to tell a person, and what fills the holes of it beside `{line}`.
    public var phrase: Phrase {
        switch reason {
        case .tooLarge: Phrase("This calendar file is larger than {limit} bytes.")
        case .tooManyEvents: Phrase("This calendar file has more than {limit} events.")
        case .tooLong: Phrase("Line {line} is longer than {limit} bytes.")
        case .notText: Phrase("Line {line} is no text that can be read (UTF-8).")
        case .noCalendar: Phrase("This is no calendar file (iCalendar 2.0).")
        case .malformedLine: Phrase("Line {line} is not written as calendar files are.")
        case .unbalanced: Phrase("Line {line}: {what} does not begin and end as it should.")
        case .missing: Phrase("Line {line}: this event has no {what}.")
        case .repeated: Phrase("Line {line}: {what} stands there twice.")
        case .unreadable: Phrase("Line {line}: “{value}” in {what} cannot be read.")
        case .unknownZone: Phrase("Line {line}: nobody knows the time zone “{value}”.")
        case .repeats: Phrase("Line {line}: this event repeats. Record each of its days by itself.")
        case .endsBeforeItBegins: Phrase("Line {line}: this event ends before it begins.")
        }
    }

    /// The phrase in a reader's language.
    public func text(_ say: Tongue) -> String {
        var (limit, what, value) = (0, "", "")
        switch reason {
        case .tooLarge(let most), .tooManyEvents(let most), .tooLong(let most): limit = most
        case .unbalanced(let name), .missing(let name), .repeated(let name): what = name
        case .unreadable(let name, let text): (what, value) = (name, text)
        case .unknownZone(let name): value = name
        case .notText, .noCalendar, .malformedLine, .repeats, .endsBeforeItBegins: break
        }
        return say(
            phrase,
            [
                "line": say.number(line), "limit": say.number(limit), "what": String(what.prefix(60)),
                "value": String(value.prefix(60)),
            ])
    }
}
