import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// How far each objective has come, in the order in which the objectives were published.
    func progress() throws -> Chapter {
        var chapter = Chapter("progress", say("Progress by priority and objective"))
        let counts = try year.counts(.objective, in: store)
        let rows = priorities.map { priority, objectives in
            ProgressChart.Row(priority.title, Places.priority(priority.ref), objectives.map(block))
        }
        chapter.record(drawn(ProgressChart(rows).chart(say)))
        for (priority, objectives) in priorities {
            let heading = chapter.heading(
                "priority-\(priority.ref)", priority.title, to: Places.priority(priority.ref), say)
            chapter.record("\(heading)\n\(objectives.map { objective($0, counts[$0.ref] ?? 0) })")
        }
        try write("report-progress", in: &chapter)
        return chapter
    }

    private func block(_ objective: Objective) -> ProgressChart.Block {
        ProgressChart.Block(objective.number.map { say.number($0) } ?? "–", objective.state)
    }

    private func objective(_ objective: Objective, _ count: Int) -> HTML {
        let number = objective.number.map { say("Objective {number}", ["number": say.number($0)]) + ": " } ?? ""
        let activities = say(one: "{count} activity", other: "{count} activities", count: count)
        let link = Places.activities().with([("objective", objective.ref)])
        return """
            <h4><a href="\(Places.objective(objective.ref))">\(number)\(objective.title.shown(say))</a></h4>
            \(facts(objective.state.label(say), count == 0 ? nil : "<a href=\"\(link)\">\(activities)</a>"))
            \(objective.progress?.paragraphs(say))\(objective.reason.map { "<p class=\"reason\">\($0.shown(say))</p>" as HTML })

            """
    }
}
