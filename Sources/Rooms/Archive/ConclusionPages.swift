import Cooperation
import Languages
import Markup
import Room
import Web

extension Archive {
    /// `GET /conclusions`
    @Sendable
    static func conclusions(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let rows = try Conclusion.all(in: visitor.store, for: visitor.language).map { one -> HTML in
            """
            <li><time datetime="\(one.adopted)">\(Dates.text(one.adopted, say))</time><span class="what"><a href="\(Places.conclusion(one.ref))">\(one.title.plain(say))</a> \
            <span class="facts">\(say(one.kind.phrase))\(one.place.map { " · \($0)" })</span></span></li>

            """
        }
        let body: HTML = """
            <h1>\(say("Conclusions and recommendations"))</h1>
            \(Deeds.new("conclusions", isOffered: visitor.member != nil, say))
            \(rows.isEmpty ? Parts.empty(say("Nothing adopted has been recorded yet.")) : "<ul class=\"rows wide\">\n\(rows)</ul>")
            <p class="tools"><a href="\(Places.sources())">\(say("Sources"))</a></p>
            """
        return .page(Page(say("Conclusions and recommendations"), in: .archive, body: body))
    }

    /// `GET /conclusions/{conclusion}`
    @Sendable
    static func conclusion(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        let language = visitor.language
        guard let one = try Conclusion.find(ref, in: visitor.store, for: language) else { return .missing }
        let items = try one.items(in: visitor.store, for: language).map { try row(of: $0, visitor) }
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.conclusions())">\(say("Conclusions and recommendations"))</a></p>
            <h1>\(one.title.shown(say))</h1>
            <p class="when">\(say(one.kind.phrase)) · <time datetime="\(one.adopted)">\(Dates.text(one.adopted, say))</time>\(one.place.map { " · \($0)" })</p>
            \(Deeds.on("conclusions", one.ref, isOffered: visitor.member != nil, say))
            \(one.summary?.paragraphs(say))
            \(Parts.section(say("What they say"), id: "items", items.isEmpty ? nil : "<ol class=\"messages\">\n\(items)</ol>"))
            \(Parts.section(say("In brief"), id: "facts", Parts.facts(try facts(of: one, visitor))))
            \(Parts.source(one.source, say))
            """
        return .page(Page(one.title.body, in: .archive, body: body))
    }

    private static func row(of item: Conclusion.Item, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let store = visitor.store
        let objectives = Parts.links(
            try store.linked(.objectives, from: item.id, "objectives", in: visitor.language), say,
            to: { Places.objective($0) })
        let projects = Parts.links(
            try store.linked(.projects, from: item.id, "projects", in: visitor.language), say,
            to: { Places.project($0) })
        let facts = [item.addressee.map { HTML(text: say($0.phrase)) }, objectives, projects].compactMap(\.self)
        return
            "<li>\(item.title.shown(say))\(when: !facts.isEmpty, "<p class=\"facts\">\(facts.joined(separator: " · "))</p>")</li>\n"
    }

    private static func facts(of one: Conclusion, _ visitor: Visitor) throws -> [(name: String, value: HTML?)] {
        let say = visitor.say
        let language = visitor.language
        let store = visitor.store
        return [
            (say("Presidency"), try store.named(.presidencies, one.presidency, in: language)?.name.plain(say)),
            (
                say("Follow up"),
                Parts.links(
                    try store.linked(.conclusions, from: one.id, "follows", in: language), say,
                    to: { Places.conclusion($0) })
            ),
            (
                say("Followed up by"),
                Parts.links(
                    try store.linking(.conclusions, to: one.id, "follows", in: language), say,
                    to: { Places.conclusion($0) })
            ),
            (
                say("Objectives"),
                Parts.links(
                    try store.linking(.objectives, to: one.id, "conclusions", in: language), say,
                    to: { Places.objective($0) })
            ),
        ]
    }
}
