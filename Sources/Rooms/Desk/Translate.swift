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
    /// `GET /desk/{kind}/{record}/translate/{language}`: each text of a record beside its translation.
    @Sendable
    static func translation(_ visitor: Visitor, _ kind: String, _ ref: String, _ code: String) throws -> Outcome {
        _ = try visitor.asker()
        guard let outline = FormOutline.of(kind), let language = Language(rawValue: code),
            visitor.offered.contains(language),
            let record = try Kept.find(ref, of: outline.table, in: visitor.store), record.sheet.language != language
        else { return .missing }
        return try translation(visitor, record, outline, language)
    }

    /// - Parameters:
    ///   - typed: what was sent and is not stored, by column.
    ///   - faults: what is wrong with it.
    private static func translation(
        _ visitor: Visitor, _ record: Kept, _ outline: FormOutline, _ language: Language,
        typed: [String: String] = [:], faults: [String: String] = [:]
    ) throws -> Outcome {
        let (say, kind, ref, code) = (visitor.say, record.table.name, record.ref, language.code)
        let there = try Translation.all(of: record, into: language, in: visitor.store)
        let fields = record.table.texts.compactMap { column -> HTML? in
            guard let source = record.sheet[column.name] else { return nil }
            var shown = there[column.name]
            if let body = typed[column.name] { shown = Translation(body: body, isConfirmed: false, isStale: false) }
            let fault = faults[column.name].map { "<p class=\"notice fault\" role=\"alert\">\($0)</p>\n" as HTML }
            return "\(fault)\(field(column, source, shown, record, language, say))"
        }
        let isConfirmed = !there.isEmpty && there.values.allSatisfy(\.isConfirmed)
        let title = say(
            "{title} in {language}", ["title": record.title, "language": say.name(of: language)])
        let body: HTML = """
            \(crumbs(outline, say))
            <h1>\(title)</h1>
            \(when: visitor.query["saved"] != nil, "<p class=\"notice saved\" role=\"status\"><b>\(say("Saved."))</b></p>")
            <p class="tools"><a href="\(Places.record(kind, ref))">\(say("To its form"))</a></p>
            <form method="post" action="\(translationPlace(kind, ref, code))" class="record">\(visitor.formToken)
            \(fields)
            <p class="field"><label class="choice"><input type="checkbox" name="confirmed" value="1"\(flag: "checked", isConfirmed)> \(say("A native speaker has checked this."))</label></p>
            <p class="actions"><button>\(say("Save"))</button></p></form>
            """
        return .page(page(title, status: faults.isEmpty ? .ok : .unprocessableContent, body))
    }

    private static func field(
        _ column: Column, _ source: String, _ there: Translation?, _ record: Kept, _ language: Language, _ say: Tongue
    ) -> HTML {
        let lines = max(2, min(source.utf8.count / 50 + 1, 30))
        let marks: HTML =
            there?.isStale == true
            ? "<span class=\"wrong\">\(say("The original has changed since this was translated."))</span>" : .empty
        return """
            <fieldset class="beside-field"><legend>\(say(FieldWords.label(of: column, in: record.table)))</legend>
            <div lang="\(record.sheet.language.code)" class="kept-text" id="\(column.name)-source">\(source)</div>
            <div>\(marks)<label class="hidden" for="\(column.name)">\(say("Translation"))</label><textarea id="\(column.name)" name="\(column.name)" lang="\(language.code)" rows="\(lines)" aria-describedby="\(column.name)-source">\(there?.body)</textarea>\
            <input type="hidden" name="of.\(column.name)" value="\(Fingerprints.digest(of: source))"></div></fieldset>

            """
    }

    /// `POST /desk/{kind}/{record}/translate/{language}`
    @Sendable
    static func translate(_ visitor: Visitor, _ kind: String, _ ref: String, _ code: String) throws -> Outcome {
        let actor = try visitor.asker().actor
        guard let outline = FormOutline.of(kind), let language = Language(rawValue: code),
            visitor.offered.contains(language),
            let record = try Kept.find(ref, of: outline.table, in: visitor.store), record.sheet.language != language
        else { return .missing }
        let texts = record.table.texts
        try visitor.form.only(texts.flatMap { [$0.name, "of.\($0.name)"] } + ["confirmed"])
        var bodies: [(field: String, body: String, digest: String)] = []
        for column in texts {
            guard let source = record.sheet[column.name] else { continue }
            let body = (visitor.form[column.name] ?? "").replacing("\r\n", with: "\n").trimmed
            guard body.unicodeScalars.count <= Faults.limit(of: column) else {
                throw Refused(.unprocessableContent, Phrase("One of these texts is too long. Go back and shorten it."))
            }
            bodies.append((column.name, body, visitor.form["of.\(column.name)"] ?? Fingerprints.digest(of: source)))
        }
        let isConfirmed = visitor.form["confirmed"] != nil
        let faults = Dictionary(
            bodies.compactMap { text in
                ChildSign.first(in: text.body, on: visitor.today).map { (text.field, visitor.say($0.phrase)) }
            }, uniquingKeysWith: { one, _ in one })
        guard faults.isEmpty else {
            let typed = Dictionary(bodies.map { ($0.field, $0.body) }, uniquingKeysWith: { one, _ in one })
            return try translation(visitor, record, outline, language, typed: typed, faults: faults)
        }
        let written = bodies
        return .commit { transaction in
            guard let now = try Kept.find(record.id, of: record.table, in: transaction) else { return .missing }
            for text in written {
                try Recorder(transaction, by: actor).translate(
                    now, text.field, into: language, text.body, isConfirmed: isConfirmed, digest: text.digest)
            }
            transaction.leaveUnnoted(because: "nothing may have changed")
            return .elsewhere(translationPlace(kind, ref, code).with([("saved", "1")]))
        }
    }
}
