import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Desk {
    /// `GET /desk/{kind}/new`
    @Sendable
    static func begin(_ visitor: Visitor, _ kind: String) throws -> Outcome {
        let member = try visitor.secretary()
        guard let outline = FormOutline.of(kind) else { return .missing }
        if let draft = try draft(visitor, of: member.actor), draft.kind == kind, draft.ref == nil {
            let submitted = try Submitted(
                Fields(encoded: draft.fields), of: outline.table, language: visitor.language)
            let form = RecordForm(
                outline: outline, key: draft.id, record: nil, sheet: submitted.sheet, visitor: visitor)
            return .page(try newPage(form))
        }
        let sheet =
            try visitor.query["like"].flatMap { try Kept.find($0, of: outline.table, in: visitor.store) }.map(another)
            ?? Beginning.sheet(
                of: outline.table, known: known(in: visitor.query, outline.table), language: visitor.language,
                today: visitor.today, in: visitor.store)
        let form = RecordForm(
            outline: outline, key: Key.fresh(at: visitor.now), record: nil, sheet: sheet, visitor: visitor)
        return .page(try newPage(form, drafts: unfinished(of: kind, member.actor, visitor)))
    }

    /// The draft that the address names, if the visitor has one of that key.
    static func draft(_ visitor: Visitor, of actor: String) throws -> Draft? {
        guard let key = visitor.query["draft"].flatMap(Key<AnyRecord>.init(hexadecimal:)) else { return nil }
        return try Draft.find(key, of: actor, in: visitor.store)
    }

    /// Fields that the address fills in.
    private static func known(in query: Fields, _ table: Table) -> [String: String] {
        var known: [String: String] = [:]
        for (name, value) in query.pairs where table.column(name) != nil && value.utf8.count <= 1000 {
            known[name] = value
        }
        return known
    }

    /// A record like another: the same but for its days and what came of it.
    private static func another(like record: Kept) -> Sheet {
        var sheet = record.sheet
        for column in ["from", "to", "state", "reason", "outcome", "next_step", "participants", "participant_states"] {
            guard let declared = record.table.column(column), !declared.isRequired || declared.kind == .day else {
                continue
            }
            sheet[column] = nil
        }
        if record.table.name == "activities" { sheet["state"] = nil }
        return sheet
    }

    private static func unfinished(of kind: String, _ actor: String, _ visitor: Visitor) throws -> [Draft] {
        try Draft.all(of: actor, in: visitor.store).filter { $0.kind == kind && $0.ref == nil }
    }

    /// The page of a form for a new record.
    static func newPage(_ form: RecordForm, status: HTTPStatus = .ok, drafts: [Draft] = []) throws -> Page {
        let say = form.say
        let title = say(form.outline.new)
        let body: HTML = """
            \(crumbs(form.outline, say))
            <h1>\(title)</h1>
            \(when: !drafts.isEmpty, "<p class=\"notice\">\(say("You have not finished this yet:")) \(drafts.prefix(3).map { draftLink($0, form.visitor) }.joined(separator: ", "))</p>")
            \(try form.html())
            """
        return page(title, status: status, body)
    }

    static func crumbs(_ outline: FormOutline, _ say: Tongue) -> HTML {
        """
        <p class="crumbs"><a href="\(Places.desk())">\(say("Desk"))</a> · <a href="\(Places.records(outline.table.name))">\(say(outline.plural))</a></p>
        """
    }

    static func page(_ title: String, status: HTTPStatus = .ok, _ body: HTML) -> Page {
        var page = Page(title, in: .frontDoor, status: status, body: body)
        page.isListed = false
        page.scripts = ["desk.js"]
        page.sheets = ["desk.css"]
        return page
    }
}
