import Cooperation
import Languages
import Markup
import Room
import Web

extension StrategyRoom {
    /// `GET /strategy/priorities/{priority}`
    @Sendable
    static func priority(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        let language = visitor.language
        guard let priority = try Priority.find(ref, in: visitor.store, for: language) else { return .missing }
        let objectives = try Objective.all(of: priority, in: visitor.store, for: language)
        let projects = try Project.all(in: visitor.store, for: language).filter { $0.priority == priority.id }
        let rows = try ActivityList(tags: ["priority/\(ref)"]).page(in: visitor.store, for: language).rows
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.strategy())">\(say("Strategy"))</a></p>
            <h1>\(priority.title.shown(say))</h1>
            \(Deeds.on("priorities", priority.ref, isOffered: visitor.member != nil, say))
            \(priority.summary?.paragraphs(say))
            \(Parts.section(say("Objectives"), id: "objectives", ObjectiveRows.list(objectives, say)))
            \(Parts.section(say("Projects"), id: "projects", projects.isEmpty ? nil : "<ul>\(projects.map { "<li><a href=\"\(Places.project($0.ref))\">\($0.title.plain(say))</a> \($0.state.label(say))</li>" as HTML })</ul>"))
            \(Parts.section(say("Activities"), id: "activities", rows.isEmpty ? nil : ActivityRows.list(rows, say, withYear: true)))
            <p class="tools"><a href="\(Places.activities().with([("priority", ref)]))">\(say("All its activities"))</a></p>
            """
        return .page(Page(priority.title.body, in: .policymakers, body: body))
    }

    /// `GET /strategy/objectives/{objective}`
    @Sendable
    static func objective(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        let language = visitor.language
        guard let objective = try Objective.find(ref, in: visitor.store, for: language) else { return .missing }
        let priority = try visitor.store.named(.priorities, objective.priority, in: language)
        let rows = try ActivityList(tags: ["objective/\(ref)"]).page(in: visitor.store, for: language).rows
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.strategy())">\(say("Strategy"))</a> \
            \(priority.map { " › <a href=\"\(Places.priority($0.ref))\">\($0.name.plain(say))</a>" as HTML })</p>
            <h1>\(ObjectiveRows.number(objective, say))\(objective.title.shown(say))</h1>
            <p class="when">\(objective.state.label(say))</p>
            \(Deeds.on("objectives", objective.ref, isOffered: visitor.member != nil, say))
            \(objective.reason.map { "<div class=\"notice\">\($0.paragraphs(say))</div>" as HTML })
            \(objective.summary?.paragraphs(say))
            \(Parts.section(say("Progress"), id: "progress", progress(objective, say)))
            \(Parts.section(say("In brief"), id: "facts", Parts.facts(try facts(of: objective, visitor))))
            \(Parts.section(say("Activities behind it"), id: "activities", rows.isEmpty ? nil : ActivityRows.list(rows, say, withYear: true)))
            \(Parts.source(objective.source, say))
            """
        return .page(Page(objective.title.body, in: .policymakers, body: body))
    }

    private static func progress(_ objective: Objective, _ say: Tongue) -> HTML {
        "\(ObjectiveRows.measure(objective, say))\(objective.progress?.paragraphs(say))"
    }

    private static func facts(of objective: Objective, _ visitor: Visitor) throws -> [(name: String, value: HTML?)] {
        let store = visitor.store
        let say = visitor.say
        let language = visitor.language
        let targets = try store.linked(.targets, from: objective.id, "sdg_targets", in: language)
        return [
            (
                say("Follows up"),
                Parts.links(
                    try store.linked(.conclusions, from: objective.id, "conclusions", in: language), say,
                    to: { Places.conclusion($0) })
            ),
            (
                say("Projects"),
                Parts.links(
                    try store.linking(.projects, to: objective.id, "objectives", in: language), say,
                    to: { Places.project($0) })
            ),
            (
                say("Goals"),
                targets.isEmpty
                    ? nil
                    : targets.map {
                        "<a href=\"\(Places.goals().at($0.ref))\">\($0.ref) \($0.name.plain(say))</a>" as HTML
                    }.joined(separator: ", ")
            ),
        ]
    }
}
