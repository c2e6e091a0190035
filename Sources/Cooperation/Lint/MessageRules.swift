import Basics
import Languages

extension Lint {
    /// A meeting that is over, and whose messages nobody wrote down.
    @Sendable
    static func missingMessages(_ book: LintBook) -> [Finding] {
        let say = book.say
        let remedy = say("Record the messages, or note that the meeting agreed on none.")
        let meetings = book.all("meetings").compactMap { meeting -> Finding? in
            guard let ends = book.record("activities", meeting["activity"])?.day("to"), ends < book.today else {
                return nil
            }
            switch meeting["messages_state"] {
            case "not-recorded":
                return book.finding(
                    .missingMessages, meeting, "messages_state",
                    mend: book.newForm(of: "messages", "meeting", meeting.ref),
                    reason: say("The messages of this meeting were not recorded."), remedy: remedy)
            case "recorded" where !book.all("messages").contains { $0["meeting"] == meeting.ref }:
                return book.finding(
                    .missingMessages, meeting, "messages_state",
                    mend: book.newForm(of: "messages", "meeting", meeting.ref),
                    reason: say("The messages are said to be recorded, but there are none."), remedy: remedy)
            default: return nil
            }
        }
        let met = Set(book.all("meetings").compactMap { $0["activity"] })
        let alone = book.all("activities").filter { activity in
            activity["kind"] == "group-meeting" && activity["state"] == "done" && !met.contains(activity.ref)
        }
        return meetings
            + alone.map { activity in
                book.finding(
                    .missingMessages, activity, "kind", mend: book.newForm(of: "meetings", "activity", activity.ref),
                    reason: say("A meeting of the group took place, but it has no agenda and no messages."),
                    remedy: say("Record the meeting that belongs to this activity."))
            }
    }

    /// A text that only promises to be written.
    @Sendable
    static func placeholders(_ book: LintBook) -> [Finding] {
        book.records.values.joined().flatMap { record in
            record.texts.filter { Placeholder.stands(in: $0.body) }.map { text in
                book.finding(
                    .placeholder, record, text.column.name,
                    reason: book.say(
                        "Where a text should stand, it says “{text}”.", ["text": Placeholder.excerpt(of: text.body)]),
                    remedy: book.say("Write the text, or leave the field empty."))
            }
        }
    }

    /// A meeting of the group whose day was given up: its activity is postponed or waits.
    @Sendable
    static func meetingsWithoutDate(_ book: LintBook) -> [Finding] {
        book.all("meetings").compactMap { meeting in
            let activity = book.record("activities", meeting["activity"])
            guard let state = activity?["state"], ["postponed", "waiting"].contains(state) else { return nil }
            return book.finding(
                .meetingWithoutDate, meeting, "activity",
                mend: meeting["activity"].map { book.form(of: "activities", $0, at: "from") },
                reason: book.say("The meeting was put off and has no date."),
                remedy: book.say("Enter the new days of its activity, or withdraw the meeting."))
        }
    }
}

/// Words that hold the place of a text that nobody has written yet.
enum Placeholder {
    private static let words: Set<String> = [
        "tbd", "tbc", "tba", "tbf", "to be decided", "to be determined", "to be confirmed", "to be announced",
        "to be added", "to be completed", "to be written", "to do", "todo", "xxx", "lorem ipsum", "wird ergänzt",
        "wird noch festgelegt", "meddelas senare", "kompletteras", "senere", "täydennetään", "do uzupełnienia",
        "будет дополнено", "tiks papildināts", "bus papildyta", "täiendatakse",
    ]

    /// Whether a text is nothing but such words, or holds them in brackets.
    static func stands(in text: String) -> Bool {
        let bare = folded(text[...])
        if words.contains(bare) || !text.contains(where: { $0.isLetter || $0.isNumber }) { return true }
        return text.split(whereSeparator: { "([".contains($0) }).dropFirst().contains { piece in
            guard let end = piece.firstIndex(where: { ")]".contains($0) }) else { return false }
            return words.contains(folded(piece[..<end]))
        }
    }

    static func excerpt(of text: String) -> String {
        text.count > 40 ? text.prefix(40) + "…" : text
    }

    private static func folded(_ text: Substring) -> String {
        let letters = text.lowercased().map { $0.isLetter ? $0 : " " }
        return String(letters).split(separator: " ").joined(separator: " ")
    }
}
