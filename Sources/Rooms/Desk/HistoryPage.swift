import Basics
import Cooperation
import HTTP
import Identity
import Journal
import Languages
import Markup
import Room
import Store
import Web

extension Desk {
    /// `GET /desk/{kind}/{record}/history`: what was done to a record, by whom and when, the latest first.
    @Sendable
    static func history(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        _ = try visitor.asker()
        guard let outline = FormOutline.of(kind) else { return .missing }
        let kept = try Kept.find(ref, of: outline.table, in: visitor.store)
        let gone = try Withdrawn.find(ref, of: outline.table, in: visitor.store)
        guard let id = kept?.id ?? gone?.id else { return .missing }
        let before = visitor.query["before"].flatMap { Int64($0) } ?? .max
        let entries = try Journal.history(of: kind, id, before: before, limit: 31, in: visitor.store)
        let say = visitor.say
        let title = say("History: {title}", ["title": kept?.title ?? gone?.title ?? ref])
        let items = try entries.prefix(30).map { try item($0, outline.table, ref, isThere: kept != nil, visitor) }
        let older = entries.count > 30 ? entries.dropLast().last.map { String($0.position) } : nil
        let body: HTML = """
            \(crumbs(outline, say))
            <h1>\(title)</h1>
            <p class="tools">\(when: kept != nil, "<a href=\"\(Places.record(kind, ref))\">\(say("To its form"))</a>")</p>
            <ol class="entries">\(items)</ol>
            \(older.map { "<nav class=\"pager\" aria-label=\"\(say("Pages"))\"><a rel=\"next\" href=\"\(historyPlace(kind, ref).with([("before", $0)]))\">\(say("Older"))</a></nav>" as HTML })
            """
        return .page(page(title, body))
    }

    private static func item(
        _ entry: Journal.Entry, _ table: Table, _ ref: String, isThere: Bool, _ visitor: Visitor
    ) throws -> HTML {
        let say = visitor.say
        let fields = (entry.values ?? []).filter { entry.verb != "added" || $0.name != "ref" }
        let rows = try fields.map { try row($0, table, isNew: ["added", "restored"].contains(entry.verb), visitor) }
        let canUndo =
            isThere && !fields.allSatisfy({ table.column($0.name)?.isSealed ?? false })
            && ["changed", "linked", "translated"].contains(entry.verb) && !fields.isEmpty
        return """
            <li id="entry-\(entry.position)"><p><b>\(say(verb(entry.verb)))</b> · \(try who(entry.actor, visitor)) · <time datetime="\(entry.moment.description)">\(visitor.when(entry.moment))</time></p>
            \(when: !rows.isEmpty, "<details\(when: fields.count <= 6, " open")><summary>\(say(one: "{count} field", other: "{count} fields", count: fields.count))</summary><dl class=\"changes\">\(rows)</dl></details>")
            \(when: entry.values == nil, "<p class=\"empty\">\(say("What it held was erased."))</p>")
            \(when: canUndo, "<form method=\"post\" action=\"\(undoPlace(table.name, ref, Int(clamping: entry.position)))\">\(visitor.formToken)<button class=\"quiet\">\(say("Undo this"))</button></form>")</li>

            """
    }

    private static func row(_ field: Change.Field, _ table: Table, isNew: Bool, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let parts = field.name.split(separator: " ").map(String.init)
        let column = parts.first.flatMap(table.column)
        let label = column.map { say(FieldWords.label(of: $0, in: table)) } ?? field.name
        let language = parts.count > 1 ? Language(rawValue: parts[1]).map { " (\(say.name(of: $0)))" } : nil
        let old = try shown(field.old, column, table, visitor)
        let new = try shown(field.new, column, table, visitor)
        return """
            <dt>\(label)\(language)</dt><dd>\(when: field.old != nil, "<del><span class=\"hidden\">\(say("before:")) </span>\(old)</del> ")\
            \(when: field.new != nil, isNew ? HTML(text: new) : "<ins><span class=\"hidden\">\(say("then:")) </span>\(new)</ins>")</dd>
            """
    }

    /// A value as people know it: the names of records rather than their refs, phrases rather than words.
    private static func shown(_ value: String?, _ column: Column?, _ table: Table, _ visitor: Visitor) throws -> String
    {
        guard let value, let column else { return value ?? "" }
        if column.isSealed { return visitor.say("not kept in the history") }
        switch column.kind {
        case .choice:
            return ChoiceWords.phrase(value, of: column, in: table).map { visitor.say($0) } ?? value
        case .reference(let other), .links(let other):
            let refs = value.split(separator: " ").map(String.init)
            return visitor.say.list(
                try refs.map { try name(of: $0, in: other, visitor) })
        case .visibility:
            return try Visibility(word: value).map { try SightChoices.name(of: $0, for: visitor) } ?? value
        default: return value
        }
    }

    /// What a record is called; of one that the reader may not see, or that was withdrawn, not even its ref is shown
    /// where it might say what the record is about.
    private static func name(of ref: String, in table: String, _ visitor: Visitor) throws -> String {
        try Option.name(of: ref, in: table, visitor.store, for: visitor.language)
            ?? (Veils.hides(table) ? visitor.say("a record that is not to be seen here") : ref)
    }

    private static func verb(_ verb: String) -> Phrase {
        switch verb {
        case "added": Phrase("Recorded")
        case "changed", "linked": Phrase("Changed")
        case "translated": Phrase("Translated")
        case "withdrawn": Phrase("Withdrawn")
        case "restored": Phrase("Restored")
        case Recorder.visibilityVerb: Phrase("Shown to others than before")
        default: Phrase("Changed")
        }
    }

    /// Who did something, by name where it was a person.
    static func who(_ actor: String, _ visitor: Visitor) throws -> String {
        switch actor {
        case "load": visitor.say("loaded from files")
        case "system": visitor.say("the house itself")
        default: try Member.name(of: actor, in: visitor.store) ?? visitor.say("somebody who has left")
        }
    }
}
