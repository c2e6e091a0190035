import Cooperation
import Languages
import Markup
import Room
import Store
import Web

extension Scientists {
    /// `GET /goals`
    @Sendable
    static func goals(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let targets = try visitor.store.all(.targets, in: visitor.language)
        let sections = try targets.map { target in
            Parts.section("\(target.ref) \(target.name.body)", id: target.ref, try content(of: target, visitor))
        }
        let body: HTML = """
            <h1>\(say("The goals it serves"))</h1>
            <p>\(say("Targets of the United Nations' Sustainable Development Goals, and what was done for each."))</p>
            \(try Narratives.html(on: "goals", visitor.store, say))
            \(sections.isEmpty ? [Parts.empty(say("No goal has been recorded yet."))] : sections)
            """
        return .page(Page(say("The goals it serves"), in: .scientists, body: body))
    }

    private static func content(of target: Named, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let store = visitor.store
        let language = visitor.language
        let list = ActivityList(tags: ["target/\(target.ref)"])
        let rows = try list.page(in: store, for: language).rows.prefix(5)
        let facts = Parts.facts([
            (
                say("Highlighted by"),
                Parts.names(try store.linking(.presidencies, to: target.id, "highlights", in: language), say)
            ),
            (
                say("Objectives"),
                Parts.links(
                    try store.linking(.objectives, to: target.id, "sdg_targets", in: language), say,
                    to: { Places.objective($0) })
            ),
        ])
        let more =
            "<p class=\"more\"><a href=\"\(Places.activities().with([("target", target.ref)]))\">\(say("All activities"))</a></p>"
            as HTML
        let activities =
            rows.isEmpty
            ? Parts.empty(say("Nothing has been recorded for it yet."))
            : ActivityRows.list(Array(rows), say, withYear: true) + more
        return facts + activities
    }
}
