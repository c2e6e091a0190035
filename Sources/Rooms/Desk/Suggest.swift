import Basics
import Cooperation
import HTTP
import Languages
import Markup
import Room
import Web

extension Desk {
    /// `GET /desk/suggestions?text=…`: for the script of a form, as JSON.
    @Sendable
    static func suggest(_ visitor: Visitor) throws -> Outcome {
        _ = try visitor.secretary()
        try visitor.query.only(["text", "country"])
        let found = try Suggestions.of(
            String((visitor.query["text"] ?? "").prefix(4000)), country: visitor.query["country"], in: visitor.store)
        let fields = [
            ("project", found.project.map { [$0] } ?? []), ("objectives", found.objectives), ("states", found.states),
        ].map { name, refs in "\"\(name)\":[\(refs.map(JSONText.quoted).joined(separator: ","))]" }
        return .file(
            HTTPFile(
                bytes: Array("{\(fields.joined(separator: ","))}".utf8), contentType: "application/json",
                cacheControl: "no-store"))
    }

    /// The same for those without scripts: the form again, with what the text suggests filled in.
    static func suggested(
        _ submitted: Submitted, _ outline: FormOutline, _ record: Kept?, _ visitor: Visitor
    ) throws -> Page {
        var sheet = submitted.sheet
        let text = ["title", "summary", "outcome", "place"].compactMap { sheet[$0] }.joined(separator: " ")
        let found = try Suggestions.of(text, country: sheet["country"], in: visitor.store)
        var filled: Set<String> = []
        if sheet["project"] == nil, outline.table.column("project") != nil, let project = found.project {
            sheet["project"] = project
            filled.insert("project")
        }
        for (column, refs) in [("objectives", found.objectives), ("states", found.states)]
        where sheet[column] == nil && outline.table.column(column) != nil && !refs.isEmpty {
            sheet[column] = refs.joined(separator: " ")
            filled.insert(column)
        }
        let form = RecordForm(
            outline: outline, key: submitted.key, record: record, sheet: sheet, suggested: filled, visitor: visitor)
        return try record.map { try editPage(form, $0) } ?? newPage(form)
    }
}
