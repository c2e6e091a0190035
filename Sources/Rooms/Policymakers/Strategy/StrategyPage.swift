import Cooperation
import Languages
import Markup
import Room
import Web

extension StrategyRoom {
    /// `GET /strategy`
    @Sendable
    static func strategy(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let language = visitor.language
        guard let strategy = try Strategy.current(on: visitor.today, in: visitor.store, for: language) else {
            return .page(
                Page(
                    say("Strategy"), in: .policymakers,
                    body: "<h1>\(say("Strategy"))</h1>\(Parts.empty(say("No strategy has been recorded yet.")))"))
        }
        let priorities = try Priority.all(of: strategy, in: visitor.store, for: language)
        let follows = try visitor.store.linked(.conclusions, from: strategy.id, "conclusions", in: language)
        let body: HTML = """
            <h1>\(strategy.title.shown(say))</h1>
            <p class="when">\(Dates.period(strategy.begins, strategy.ends, say))</p>
            \(strategy.summary?.paragraphs(say))
            \(try progress(priorities, visitor))
            \(try Narratives.html(on: "strategy", visitor.store, say))
            \(try priorities.map { try part($0, visitor) })
            \(Parts.section(say("The mandate"), id: "mandate", mandate(strategy, say)))
            \(Parts.section(say("What it follows up"), id: "follows", Parts.links(follows, say, to: { Places.conclusion($0) }).map { "<p>\($0)</p>" }))
            \(Parts.section(say("Other strategies"), id: "others", try others(than: strategy, visitor)))
            """
        return .page(Page(strategy.title.body, in: .policymakers, body: body))
    }

    /// How far all of it has come, at one look.
    private static func progress(_ priorities: [Priority], _ visitor: Visitor) throws -> HTML? {
        let rows = try priorities.map { priority in
            let objectives = try Objective.all(of: priority, in: visitor.store, for: visitor.language)
            return ProgressChart.Row(
                priority.title, Link(anchor: priority.ref),
                objectives.map { .init($0.number.map { visitor.say.number($0) } ?? "–", $0.state) })
        }
        return ProgressChart(rows).chart(visitor.say)?.html(visitor.say)
    }

    private static func mandate(_ strategy: Strategy, _ say: Tongue) -> HTML? {
        strategy.mandate.map { "<p><strong>\($0.shown(say))</strong></p>\(strategy.mandateSummary?.paragraphs(say))" }
    }

    /// Those before and after it, which still carry what was adopted and recorded under them.
    private static func others(than strategy: Strategy, _ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        let rows = try Strategy.all(in: visitor.store, for: visitor.language).filter { $0.id != strategy.id }.map {
            other -> HTML in
            """
            <li><span>\(Dates.period(other.begins, other.ends, say))</span><span class="what">\(other.title.plain(say)) \
            <span class="facts">\(other.mandate?.plain(say))</span></span></li>

            """
        }
        return rows.isEmpty ? nil : "<ul class=\"rows\">\n\(rows)</ul>"
    }

    private static func part(_ priority: Priority, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let objectives = try Objective.all(of: priority, in: visitor.store, for: visitor.language)
        return """
            <section aria-labelledby="\(priority.ref)">
            <h2 id="\(priority.ref)"><a href="\(Places.priority(priority.ref))">\(priority.title.shown(say))</a></h2>
            \(ObjectiveRows.list(objectives, say))
            </section>

            """
    }
}
