import Basics
import Cooperation
import Languages
import Markup
import Store
import Web

extension ChapterWriter {
    func meetings() throws -> HTML {
        try year.meetings.map { meeting -> HTML in
            let messages = try Message.all(of: meeting, in: store, for: language).map {
                "<li>\($0.title.plain(say))</li>\n" as HTML
            }
            let list: HTML =
                meeting.messagesState == .none
                ? .empty
                : messages.isEmpty
                    ? Parts.empty(say("The messages of this meeting have not been recorded."))
                    : "<h4>\(say("Messages"))</h4><ol class=\"messages\">\n\(messages)</ol>"
            return """
                <h3><a href="\(Places.meeting(meeting.ref))">\(meeting.title.plain(say))</a></h3>
                <p class="facts">\(Dates.full(meeting.begins, meeting.ends, say)) · \(meeting.place)</p>
                \(meeting.programme?.paragraphs(say))\(meeting.decisions?.paragraphs(say))
                \(list)
                """
        }.joined()
    }

    /// Where the network spoke or took part in what others organised.
    func representation() throws -> HTML {
        let kinds: [ActivityKind] = [.presentation, .external, .conference]
        let those = year.activities.filter { kinds.contains($0.kind) }
        return those.isEmpty ? .empty : ActivityRows.list(those, say, withYear: true)
    }

    func projects() throws -> HTML {
        try Project.all(in: store, for: language).map { project -> HTML in
            let priority = try store.named(.priorities, project.priority, in: language)
            let lead = try store.named(.organisations, project.lead, in: language)
            let funders = try store.linked(.organisations, from: project.id, "funders", in: language)
            return """
                <h3><a href="\(Places.project(project.ref))">\(project.title.plain(say))</a> \(project.state.label(say))</h3>
                \(project.summary.paragraphs(say))\(project.outcome?.paragraphs(say))
                \(Parts.facts([
                    (say("Priority"), priority?.name.plain(say)), (say("Led by"), lead?.name.plain(say)),
                    (say("Paid for by"), Parts.names(funders, say)),
                ]))
                """
        }.joined()
    }

    func progress() throws -> HTML {
        guard let strategy = try Strategy.current(on: year.presidency.ends, in: store, for: language) else {
            return .empty
        }
        return try Priority.all(of: strategy, in: store, for: language).map { priority -> HTML in
            let objectives = try Objective.all(of: priority, in: store, for: language).map { objective -> HTML in
                let number = objective.number.map { say("Objective {number}", ["number": say.number($0)]) + ": " } ?? ""
                return """
                    <h4><a href="\(Places.objective(objective.ref))">\(number)\(objective.title.plain(say))</a> \(objective.state.label(say))</h4>
                    \(objective.progress?.paragraphs(say) ?? objective.reason?.paragraphs(say))
                    """
            }
            return "<h3>\(priority.title.plain(say))</h3>\n\(objectives)"
        }.joined()
    }

    func events() throws -> HTML {
        year.activities.isEmpty
            ? Parts.empty(say("Nothing has been recorded yet."))
            : ActivityRows.byMonth(year.activities, say, heading: 3)
    }

    func history() throws -> HTML {
        let rows = try TimelineEntry.all(in: store, for: language).filter {
            $0.date <= year.presidency.ends.description
        }.map { entry -> HTML in
            """
            <li><time datetime="\(entry.date)">\(Dates.period(entry.date, entry.until ?? entry.date, say))</time><span class="what">\(entry.title.plain(say))</span></li>

            """
        }
        return rows.isEmpty ? .empty : "<ul class=\"rows\">\n\(rows)</ul>"
    }
}
