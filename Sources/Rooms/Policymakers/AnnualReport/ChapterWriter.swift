import Basics
import Cooperation
import Languages
import Markup
import Store
import Web

/// Writes the chapters of one report, in the order in which such reports are read.
struct ChapterWriter {
    let year: ReportYear
    let store: Connection
    let say: Tongue
    let today: Day
    let medium: ReportDocument.Medium

    var language: Language { say.language }

    func chapters() throws -> [Chapter] {
        [
            Chapter(id: "summary", title: say("The year in brief"), isWritten: false, content: try brief()),
            try written("summary-text", say("Summary"), "report-summary"),
            Chapter(
                id: "composition", title: say("Composition and administration"), isWritten: false,
                content: try composition()),
            try written("composition-text", say("On the composition"), "report-composition"),
            Chapter(id: "mandate", title: say("Mandate and strategy"), isWritten: false, content: try mandate()),
            Chapter(id: "financing", title: say("Financing"), isWritten: false, content: try financing()),
            try written("financing-text", say("On the financing"), "report-financing"),
            Chapter(
                id: "meetings", title: say("Meetings and their messages"), isWritten: false, content: try meetings()),
            try written("meetings-text", say("On the meetings"), "report-meetings"),
            Chapter(
                id: "representation", title: say("Represented elsewhere"), isWritten: false,
                content: try representation()),
            Chapter(id: "projects", title: say("Flagship projects"), isWritten: false, content: try projects()),
            try written("projects-text", say("On the projects"), "report-projects"),
            Chapter(
                id: "progress", title: say("Progress by priority and objective"), isWritten: false,
                content: try progress()),
            try written("progress-text", say("On the progress"), "report-progress"),
            Chapter(id: "events", title: say("List of events"), isWritten: false, content: try events()),
            try written("history-text", say("Looking back"), "report-history"),
            Chapter(id: "history", title: say("Annex: how it came about"), isWritten: false, content: try history()),
        ]
    }

    /// What people wrote for a chapter, each text under its own heading.
    private func written(_ id: String, _ title: String, _ place: StaticString) throws -> Chapter {
        let texts = try Narrative.all(on: place, of: year.presidency, in: store, for: language)
        let content = texts.map { narrative -> HTML in
            "<h3>\(narrative.title.plain(say))</h3>\n\(narrative.body.map { Narratives.body($0, say) })\n"
        }
        return Chapter(id: id, title: title, isWritten: true, content: content.joined())
    }

    /// The year in numbers, each leading to what was counted.
    private func brief() throws -> HTML {
        let done = year.activities.count { $0.state == .done }
        let months = year.months.map {
            BarChart.Bar(name: String(say.monthName($0.first.month).prefix(3)), count: $0.count)
        }
        let count = year.meetings.count
        let met: HTML =
            count == 0
            ? .empty
            : """
            <li><a href="\(Link(anchor: "meetings"))">\(say(one: "The group met once.", other: "The group met {count} times.", count: count))</a></li>
            """
        return """
            <ul>
            <li><a href="\(Link(anchor: "events"))">\(say(one: "{count} activity is recorded", other: "{count} activities are recorded", count: year.activities.count))</a>, \
            \(say(one: "{count} of them done", other: "{count} of them done", count: done)).</li>
            \(met)
            </ul>
            \(drawn(BarChart(title: say("Activities by month"), unit: say("Activities"), bars: months)))
            \(try byPriority())
            """
    }

    private func drawn(_ chart: BarChart) -> HTML {
        medium == .page ? chart.html(say) : chart.table(say)
    }

    private func byPriority() throws -> HTML {
        guard let strategy = try Strategy.current(on: year.presidency.ends, in: store, for: language) else {
            return .empty
        }
        let rows = try Priority.all(of: strategy, in: store, for: language).map { priority -> (Priority, Int) in
            let those = try ActivityList.between(
                year.presidency.begins, year.presidency.ends.adding(days: 1), tag: "priority/\(priority.ref)",
                most: 2000,
                in: store, for: language)
            return (priority, those.count)
        }
        guard medium == .page else {
            let bars = rows.map { BarChart.Bar(name: $0.title.body, count: $1) }
            return BarChart(title: say("Activities by priority"), unit: say("Activities"), bars: bars).table(say)
        }
        let most = rows.map(\.1).max() ?? 0
        let bars = rows.map { priority, count -> HTML in
            """
            <li><a href="\(Places.priority(priority.ref))">\(priority.title.plain(say))</a>
            \(Parts.bar(count, of: most, label: say(one: "{count} activity", other: "{count} activities", count: count)))</li>

            """
        }
        return bars.isEmpty ? .empty : "<h3>\(say("Activities by priority"))</h3><ul class=\"measures\">\n\(bars)</ul>"
    }
}
