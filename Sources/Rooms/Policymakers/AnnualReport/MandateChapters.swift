import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// What the group was charged with, and the strategy that carries it out.
    func mandate() throws -> Chapter {
        var chapter = Chapter("mandate", say("Mandate and strategy"))
        guard let strategy else { return chapter }
        let follows = try store.linked(.conclusions, from: strategy.id, "conclusions", in: language).map {
            "<li><a href=\"\(Places.conclusion($0.ref))\">\($0.name.shown(say))</a></li>\n" as HTML
        }
        chapter.record(
            """
            \(strategy.mandate.map { "<h3>\($0.shown(say))</h3>" as HTML })
            \(strategy.mandateSummary?.paragraphs(say))
            <h3><a href="\(Places.strategy())">\(strategy.title.shown(say))</a></h3>
            \(facts(HTML(text: Dates.period(strategy.begins, strategy.ends, say))))
            \(strategy.summary?.paragraphs(say))
            \(when: !follows.isEmpty, "<p>\(say("What it follows up")):</p><ul>\(follows)</ul>")
            """)
        return chapter
    }

    /// The priorities, what the presidency highlighted, and where and for what the activities took place.
    func highlights() throws -> Chapter {
        var chapter = Chapter("priorities", say("Priorities"))
        let items = priorities.map { priority, _ -> HTML in
            "<li><a href=\"\(Places.priority(priority.ref))\">\(priority.title.shown(say))</a>\(priority.summary.map { ". \($0.shown(say))" as HTML })</li>\n"
        }
        chapter.record(items.isEmpty ? .empty : "<ol>\n\(items)</ol>")
        chapter.record(try theme(in: &chapter))
        try write("report-priorities", in: &chapter)
        chapter.record("\(drawn(try byPriority()))\(drawn(try byState()))")
        return chapter
    }

    private func theme(in chapter: inout Chapter) throws -> HTML {
        let targets = try store.linked(.targets, from: year.presidency.id, "highlights", in: language)
        guard year.presidency.theme != nil || !targets.isEmpty else { return .empty }
        let rows = targets.map {
            "<li><a href=\"\(Places.goals().at($0.ref))\">\(say("Target {number}", ["number": $0.ref]))</a>: \($0.name.shown(say))</li>\n"
                as HTML
        }
        return """
            \(chapter.heading("theme", say("What the presidency highlighted"), say))
            \(year.presidency.theme?.paragraphs(say))
            \(when: !rows.isEmpty, "<ul>\(rows)</ul>")
            """
    }

    private func byPriority() throws -> Chart? {
        let counts = try year.counts(.priority, in: store)
        let rows = priorities.map { priority, _ in
            let count = counts[priority.ref] ?? 0
            return CountChart.Row(
                priority.title, Places.priority(priority.ref), count: count,
                fact: say(one: "{count} activity", other: "{count} activities", count: count))
        }
        return CountChart(
            say("Activities by priority"), thing: say("Priority"), unit: say("Activities"), rows: rows
        ).chart(say)
    }

    private func byState() throws -> Chart? {
        let counts = try year.counts(.state, in: store)
        let states = try State.all(in: store, for: language).map { ($0, counts[$0.ref] ?? 0) }
        return try StatesChart(say("Activities by state"), states).chart(in: store, say)
    }
}
