import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// The year in sentences and figures, each leading to what was counted.
    func brief() throws -> Chapter {
        var chapter = Chapter("summary", say("Summary"))
        let heading = chapter.heading("brief", say("The year in figures"), say)
        let sentences = try [
            activities(), met(), messages(), represented(), objectives(), commitments(), contributions(),
        ].compactMap(\.self).map { "<li>\($0)</li>\n" as HTML }
        chapter.record("\(heading)\n<ul class=\"brief\">\n\(sentences)</ul>")
        try write("report-summary", in: &chapter)
        chapter.record(
            """
            \(drawn(YearTimeline(from: year.presidency.begins, to: year.presidency.ends, year.activities, meetings: year.meetings).chart(say), withTable: false))
            \(drawn(MonthChart.chart(year.months, say)))
            """)
        return chapter
    }

    private func activities() throws -> HTML {
        guard !year.activities.isEmpty else { return HTML(text: say("Nothing has been recorded yet.")) }
        let done = year.activities.count { $0.state == .done }
        let sentence = say(
            one: "{count} activity is recorded, {done} of them done.",
            other: "{count} activities are recorded, {done} of them done.",
            count: year.activities.count, ["done": say.number(done)])
        let places = try countries()
        let place = say(
            one: "They took place in {count} country: {names}.",
            other: "They took place in {count} countries: {names}.",
            count: places.count, ["names": say.list(places)])
        return "<a href=\"\(Link(anchor: "events"))\">\(sentence)</a> \(places.isEmpty ? "" : place)"
    }

    /// The countries of the year by the network's own names for them, the most frequent first.
    private func countries() throws -> [String] {
        let codes = year.activities.compactMap { details[$0.number]?.country }
        let counts = Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +)
        let names = try store.all(.states, in: language)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, _ in
            names.first { $0.ref == code }?.name.body ?? say.country(code) ?? code
        }
    }

    private func met() -> HTML? {
        guard !year.meetings.isEmpty else { return nil }
        let sentence = say(
            one: "The group met once:", other: "The group met {count} times:", count: year.meetings.count)
        let list = year.meetings.map { meeting -> HTML in
            "<a href=\"\(Places.meeting(meeting.ref))\">\(meeting.title.shown(say))</a> (\(meeting.place), \(Dates.full(meeting.begins, meeting.ends, say)))"
        }
        return "\(sentence) \(list.joined(separator: ", "))."
    }

    private func messages() throws -> HTML? {
        let counts = try year.meetings.map { try Message.all(of: $0, in: store, for: language).count }
        let all = counts.reduce(0, +)
        let missing = zip(year.meetings, counts).contains { $0.messagesState == .notRecorded && $1 == 0 }
        guard all > 0 || missing else { return nil }
        let sentence = say(
            one: "{count} message to take home was agreed on.", other: "{count} messages to take home were agreed on.",
            count: all)
        return """
            \(when: all > 0, "<a href=\"\(Link(anchor: "meetings"))\">\(sentence)</a> ")\
            \(missing ? say("The messages of one meeting or more have not been recorded.") : "")
            """
    }

    private func represented() -> HTML? {
        let count = elsewhere.count
        guard count > 0 else { return nil }
        let sentence = say(
            one: "The network spoke or took part in {count} event that others arranged.",
            other: "The network spoke or took part in {count} events that others arranged.", count: count)
        return "<a href=\"\(Link(anchor: "representation"))\">\(sentence)</a>"
    }

    private func objectives() -> HTML? {
        let states = priorities.flatMap(\.objectives).map(\.state)
        guard !states.isEmpty else { return nil }
        let parts = Progress.allCases.compactMap { state -> String? in
            let count = states.count { $0 == state }
            return count == 0 ? nil : "\(say.number(count)) \(say(state.phrase))"
        }
        let sentence = say(
            one: "{count} objective: {parts}.", other: "{count} objectives: {parts}.", count: states.count,
            ["parts": parts.joined(separator: ", ")])
        return "<a href=\"\(Link(anchor: "progress"))\">\(sentence)</a>"
    }

    private func commitments() throws -> HTML? {
        let all = try Commitment.all(in: store, for: language)
        let open = all.count { $0.state != .done }
        guard !all.isEmpty else { return nil }
        let sentence = say(
            one: "{count} commitment is still open.", other: "{count} commitments are still open.", count: open)
        return "<a href=\"\(Link(anchor: "commitments"))\">\(sentence)</a>"
    }

    private func contributions() throws -> HTML? {
        let years = try contributionYears().map { "\(String($0)): \(contributionSentence($1))" }
        guard !years.isEmpty else { return nil }
        return "<a href=\"\(Link(anchor: "financing"))\">\(years.joined(separator: " "))</a>"
    }
}
