import Cooperation
import Languages
import Markup
import Room
import Web

extension Desk {
    static let pageSize = 50

    /// `GET /desk/{kind}`: the records of one kind, the newest first.
    @Sendable
    static func list(_ visitor: Visitor, _ kind: String) throws -> Outcome {
        _ = try visitor.asker()
        guard let outline = FormOutline.of(kind) else { return .missing }
        try visitor.query.only(["q", "page", "imported"])
        let say = visitor.say
        let text = visitor.query["q"].map { String($0.prefix(200)) }
        let number = Parts.pageNumber(visitor.query["page"])
        let found = try Option.page(
            of: outline.table, matching: text, skipping: (number - 1) * pageSize, limit: pageSize + 1,
            in: visitor.store, for: visitor.language)
        let rows = found.prefix(pageSize).map { option -> HTML in
            """
            <li><a href="\(Places.record(kind, option.ref))">\(option.name.plain(say))</a>\(option.detail.map { " <span class=\"facts\">\($0)</span>" as HTML })</li>

            """
        }
        let title = say(outline.plural)
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.desk())">\(say("Desk"))</a></p>
            <h1>\(title)</h1>
            \(imported(visitor))
            <p class="actions"><a class="button" href="\(Places.newRecord(kind))">\(say(outline.new))</a>\(when: kind == "activities", " <a class=\"button quiet\" href=\"\(imports())\">\(say("Import activities"))</a>")</p>
            <form class="search" method="get" action="\(Places.records(kind))"><label class="hidden" for="find">\(say("Find"))</label>\
            <input id="find" type="search" name="q" value="\(text)" maxlength="200"><button class="quiet">\(say("Find"))</button></form>
            \(rows.isEmpty ? Parts.empty(text == nil ? say("Nothing has been recorded yet.") : say("Nothing is called like that.")) : "<ul class=\"plain-list\">\(rows)</ul>")
            \(Parts.pager(number, hasMore: found.count > pageSize, say) { Places.records(kind).with([("q", text), ("page", $0)]) })
            """
        return .page(page(title, body))
    }

    private static func imported(_ visitor: Visitor) -> HTML {
        guard let count = visitor.query["imported"].flatMap({ Int($0) }) else { return .empty }
        let sentence = visitor.say(one: "{count} row was imported.", other: "{count} rows were imported.", count: count)
        return "<p class=\"notice saved\" role=\"status\">\(sentence)</p>"
    }
}
