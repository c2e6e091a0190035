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
    static let imports = Address("/desk/import")
    static let importPlace = Path<String>("/desk/import/{draft}")

    /// `GET /desk/import`
    @Sendable
    static func askImport(_ visitor: Visitor) throws -> Outcome {
        _ = try visitor.asker()
        return .page(importForm(visitor))
    }

    private static func importForm(_ visitor: Visitor, fault: String? = nil, text: String? = nil) -> Page {
        let say = visitor.say
        let title = say("Import activities")
        let kinds = ActivityKind.allCases.map { kind -> HTML in
            "<option value=\"\(kind.rawValue)\">\(say(kind.phrase))</option>"
        }
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.desk())">\(say("Desk"))</a> · <a href="\(Places.records("activities"))">\(say("Activities"))</a></p>
            <h1>\(title)</h1>
            <p>\(say("From a calendar file (.ics) or a table (.csv) with the columns of a network’s activities. You see everything before anything is stored."))</p>
            \(fault.map { "<p class=\"notice fault\" role=\"alert\" id=\"fault\">\($0)</p>" as HTML })
            <form method="post" action="\(imports())" enctype="multipart/form-data" class="record">\(visitor.formToken)
            <input type="hidden" name="key" value="\(Key<AnyRecord>.fresh(at: visitor.now).description)">
            <p class="field"><label for="file">\(say("File"))</label><input type="file" id="file" name="file" accept=".ics,.csv,text/calendar,text/csv"></p>
            <p class="field"><label for="text">\(say("Or paste its text"))</label><textarea id="text" name="text" rows="6">\(text)</textarea></p>
            <p class="field half"><label for="kind">\(say("Kind, where the file says none"))</label><select id="kind" name="kind">\(kinds)</select></p>
            <p class="field half"><label for="place">\(say("Place, where the file says none"))</label><input id="place" name="place" maxlength="200"></p>
            <p class="actions"><button>\(say("Show what would change"))</button></p></form>
            """
        return page(title, status: fault == nil ? .ok : .unprocessableContent, body)
    }

    /// `POST /desk/import`: keeps the file as a draft and shows what it would change.
    @Sendable
    static func beginImport(_ visitor: Visitor) throws -> Outcome {
        let actor = try visitor.asker().actor
        try visitor.form.only(["key", "text", "kind", "place"])
        guard let key = visitor.form["key"].flatMap(Key<AnyRecord>.init(hexadecimal:)) else {
            throw Refused(.badRequest, Phrase("This form has no number of its own. Open the page anew and try again."))
        }
        let file = visitor.files.first { $0.name == "file" && !$0.bytes.isEmpty }
        let bytes = file?.bytes ?? Array((visitor.form["text"] ?? "").utf8)
        guard !bytes.isEmpty else {
            return .page(importForm(visitor, fault: visitor.say("Choose a file, or paste its text.")))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .page(importForm(visitor, fault: visitor.say("The file is not text in UTF-8.")))
        }
        if let fault = naming(text, visitor) {
            return .page(importForm(visitor, fault: fault, text: file == nil ? text : nil))
        }
        let pairs = [
            ("title", file?.fileName ?? visitor.say("Import")), ("text", text),
            ("kind", visitor.form["kind"] ?? "workshop"), ("place", visitor.form["place"] ?? ""),
        ]
        let fields = pairs.map { "\($0.0)=\(Link.encoded($0.1))" }.joined(separator: "&")
        return keep(fields, "import", nil, key, actor, then: importPlace(key.description))
    }

    /// What in a file names a child, with its line: such a file is not even kept for looking at it.
    private static func naming(_ text: String, _ visitor: Visitor) -> String? {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let sign = ChildSign.first(in: String(line), on: visitor.today) else { continue }
            let words = visitor.say(sign.phrase)
            return visitor.say("Line {line}: {words}", ["line": visitor.say.number(index + 1), "words": words])
        }
        return nil
    }

    /// The import that a draft holds, as it would be carried out now; nil where there is no such draft.
    private static func importing(_ code: String, _ actor: String, _ visitor: Visitor) throws -> (Draft, Importing)? {
        guard let key = Key<AnyRecord>(hexadecimal: code),
            let draft = try Draft.find(key, of: actor, in: visitor.store), draft.kind == "import"
        else { return nil }
        let fields = try Fields(encoded: draft.fields)
        var usual = Sheet(language: visitor.language, values: ["role": "organiser"])
        usual["kind"] = fields["kind"]
        usual["place"] = fields["place"]
        return (
            draft,
            try Importing.read(
                Array((fields["text"] ?? "").utf8), usual: usual, zone: visitor.zone, today: visitor.today,
                in: visitor.store, say: visitor.say)
        )
    }

    /// `GET /desk/import/{draft}`
    @Sendable
    static func previewImport(_ visitor: Visitor, _ code: String) throws -> Outcome {
        let actor = try visitor.asker().actor
        guard let (_, importing) = try importing(code, actor, visitor) else { return .elsewhere(imports()) }
        return .page(ImportPreview(importing, code, visitor).page)
    }

    /// `POST /desk/import/{draft}`: takes the rows that were chosen, all or none.
    @Sendable
    static func carryOutImport(_ visitor: Visitor, _ code: String) throws -> Outcome {
        let actor = try visitor.asker().actor
        guard let (draft, importing) = try importing(code, actor, visitor) else {
            return .elsewhere(Places.records("activities"))
        }
        try visitor.form.only(importing.rows.map { "row.\($0.line)" })
        let chosen = importing.rows.filter { visitor.form["row.\($0.line)"] != nil && $0.faults.isEmpty }
        guard !chosen.isEmpty else { return .page(ImportPreview(importing, code, visitor).page) }
        return .commit { [sight = visitor.store.sight] transaction in
            guard try Recorder(transaction, by: actor).take(chosen, of: draft.id, seeing: sight) else {
                transaction.leaveUnnoted(because: "nothing was imported: the preview is shown as it would be now")
                return .elsewhere(importPlace(code))
            }
            try Draft.forget(draft.id, of: actor, in: transaction)
            return .elsewhere(Places.records("activities").with([("imported", String(chosen.count))]))
        }
    }
}
