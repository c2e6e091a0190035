public import Basics
public import Markup
public import Store

/// A record as everybody may read it: every open column with what stands there, references and links followed.
public struct OpenRecord: Sendable {
    public let table: OpenTable
    public let number: Int
    public let ref: String
    /// The language in which its own texts are written.
    public let language: Language
    /// The public page on which it stands.
    public let page: Link
    /// One for each open column of the table, in that order.
    public let fields: [Field]

    /// What stands in a column.
    public enum Field: Sendable {
        case empty
        /// A text in the reader's language where it was translated, else in its own.
        case text(Text)
        /// What is the same in every language; a date is written as ISO 8601 writes it, as precisely as it is known.
        case word(String)
        case number(Int)
        case words([String])
        case record(OpenTarget)
        case records([OpenTarget])
        case sources([Citation])
    }

    /// A place in a source from which a fact was taken.
    public struct Citation: Sendable {
        /// The source, where it is one of the house's.
        public let source: OpenTarget?
        /// What was noted: the ref of a source, and the place in it.
        public let words: String
    }

    /// The public record of a table with that ref, else with that number; nil where there is none.
    public static func find(
        _ word: String, of table: OpenTable, in store: some Querying, for reader: Language
    ) throws -> OpenRecord? {
        let rows = OpenRows(table: table, reader: reader)
        if let found = try rows.records(where: "r.ref = \(word)", in: store).first { return found }
        guard word.utf8.count <= 9, let number = Int(word) else { return nil }
        return try rows.records(where: "r.number = \(number)", in: store).first
    }
}

/// Reads records of one table, a hundred or so at once, with a number of queries that does not depend on how many.
struct OpenRows {
    let table: OpenTable
    /// Nil for whoever wants every text in the language in which it was written.
    let reader: Language?

    /// A record as its row has it: a value for each open column; nothing for links, which stand elsewhere.
    struct Raw {
        let id: Key<AnyRecord>
        let number: Int
        let ref: String
        let language: Language
        var values: [Value] = []
    }

    /// The public records that fulfil a condition on `r`, in the order of their numbers.
    func records(where condition: SQL, limit: Int = 1, in store: some Querying) throws -> [OpenRecord] {
        let from: SQL = "from \(name: table.table.identifier) r where \(table.condition) and \(condition)"
        return try records("\(from) order by r.number limit \(limit)", in: store)
    }

    /// The records that the rest of a statement, from its `from`, finds as `r`.
    func records(_ rest: SQL, in store: some Querying) throws -> [OpenRecord] {
        let selected = table.columns.filter { !$0.isLinks }.map { ", r.\(name: $0.identifier)" as SQL }
        let raws = try store.all("select r.id, r.number, r.ref, r.language\(selected.joined(separator: "")) \(rest)") {
            row in
            var raw = Raw(
                id: try row.next(), number: try row.next(), ref: try row.next(), language: try row.next())
            raw.values.reserveCapacity(table.columns.count)
            for column in table.columns { raw.values.append(try value(of: column, &row)) }
            return raw
        }
        return try OpenReading(table: table, reader: reader, raws: raws, in: store).records
    }

    private func value(of column: Column, _ row: inout Row) throws -> Value {
        switch column.kind {
        case .links: return .null
        case .reference: return (try row.next() as Key<AnyRecord>?).stored
        case .number: return (try row.next() as Int?).stored
        default: return try column.plainText(&row).stored
        }
    }
}

extension Column {
    var isLinks: Bool { if case .links = kind { true } else { false } }
}
