import Basics
import Cooperation
import HTTP
import Languages
import Room
import Store
import Web

/// What came with the form of a record.
struct Submitted {
    /// The key of the form: that of the new record, or of the draft of a change.
    let key: Key<AnyRecord>
    /// What the fields say, with line ends as they are everywhere.
    var sheet: Sheet
    /// What the record held when the form was opened.
    let was: Fingerprints?
    /// For contested fields, whose version was chosen.
    let taken: [String: String]
    let action: Action

    /// Which button was pressed.
    enum Action: String {
        case save, another, keep, suggest
    }

    /// Reads the fields of a form. Throws `Fields.Refusal` for a field that the form does not have.
    init(_ fields: Fields, of table: Table, language: Language) throws {
        var sheet = Sheet(language: fields["language"].flatMap(Language.init(rawValue:)) ?? language)
        var links: [String: [String]] = [:]
        var taken: [String: String] = [:]
        for (name, value) in fields.pairs {
            if ["key", "was", "language", "do", "form", "record"].contains(name) { continue }
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            if parts.first == "take", parts.count == 2, table.column(parts[1]) != nil {
                taken[parts[1]] = value
            } else if parts.count == 2, let column = table.column(parts[0]), column.isLinks {
                links[column.name, default: []].append(parts[1])
            } else if let column = table.column(name), !column.isLinks {
                guard sheet[name] == nil else { throw Fields.Refusal.repeated(name: name) }
                sheet[name] = Submitted.normal(value, in: column)
            } else {
                throw Fields.Refusal.unknown(name: name)
            }
        }
        for (column, refs) in links { sheet[column] = refs.joined(separator: " ") }
        guard let key = fields["key"].flatMap(Key<AnyRecord>.init(hexadecimal:)) else {
            throw Refused(.badRequest, Phrase("This form has no number of its own. Open the page anew and try again."))
        }
        self.key = key
        self.sheet = sheet
        self.taken = taken
        was = fields["was"].map { Fingerprints($0) }
        action = fields["do"].flatMap(Action.init) ?? .save
    }

    /// Lines end in one way, blanks around a text go, and what is written in two ways is written in one.
    private static func normal(_ value: String, in column: Column) -> String {
        let lines = value.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmed
        switch column.kind {
        case .prose, .document: return lines
        default: return column.canonical(lines) ?? lines
        }
    }
}

extension Column {
    /// Whether it names several other records.
    var isLinks: Bool {
        if case .links = kind { true } else { false }
    }
}

extension Key {
    /// Reads the 32 hexadecimal digits that `description` writes.
    init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.bytes(of: text) else { return nil }
        self.init(bytes: bytes)
    }
}
