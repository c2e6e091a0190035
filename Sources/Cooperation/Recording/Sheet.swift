public import Basics
import Markup
import Web

/// A record as a form sees it: the canonical text of every field that holds something, by the name of its column.
///
/// References are the refs of other records, links are refs separated by spaces: the same texts that stand in a
/// network's tables, so forms, imports, the history and undoing all speak of a record in one way.
public struct Sheet: Sendable, Equatable {
    /// The language in which the record's own texts are written.
    public var language: Language
    private(set) var values: [String: String]

    public init(language: Language, values: [String: String] = [:]) {
        self.language = language
        self.values = values.filter { !$0.value.isEmpty }
    }

    /// The text of a field; nil where it is empty.
    public subscript(_ column: String) -> String? {
        get { values[column] }
        set { values[column] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// The refs in a field of links.
    public func refs(_ column: String) -> [String] {
        (self[column] ?? "").split(separator: " ").map(String.init)
    }

    /// The columns in which two records differ, in the table's order.
    public func difference(from other: Sheet, in table: Table) -> [Column] {
        table.columns.filter { self[$0.name] != other[$0.name] }
    }
}

extension Sheet {
    /// The sheet as one line of text, to be kept: `language=en&title=…` (WHATWG URL, 5.2).
    var encoded: String {
        let fields = [("language", language.code)] + values.sorted { $0.key < $1.key }.map { ("=" + $0.key, $0.value) }
        return fields.map { "\(Link.encoded($0.0))=\(Link.encoded($0.1))" }.joined(separator: "&")
    }

    /// Reads what `encoded` wrote; nil for anything else.
    init?(encoded text: String) {
        guard let fields = try? Fields(encoded: text),
            let language = fields["language"].flatMap(Language.init(rawValue:))
        else { return nil }
        self.init(
            language: language,
            values: Dictionary(
                fields.pairs.filter { $0.name.hasPrefix("=") }.map { (String($0.name.dropFirst()), $0.value) },
                uniquingKeysWith: { first, _ in first }))
    }
}
