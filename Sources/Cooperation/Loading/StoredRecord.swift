import Basics
import Sealing
import Store

/// Any record of any table, as the loader and the exporter see it: canonical values by column, links apart.
struct StoredRecord {
    let id: Key<AnyRecord>
    let number: Int
    let ref: String
    let language: Language
    /// Values of the stored columns; a reference is the `ref` of the row it names. Empty ones are left out.
    var values: [String: String]
}

/// The refs and keys of every record, which references and links are resolved by.
struct RecordIndex {
    private(set) var keys: [String: [String: Key<AnyRecord>]] = [:]
    private(set) var refs: [Key<AnyRecord>: String] = [:]

    func key(_ ref: String, in table: String) -> Key<AnyRecord>? {
        keys[table]?[ref]
    }

    mutating func add(_ key: Key<AnyRecord>, _ ref: String, in table: String) {
        keys[table, default: [:]][ref] = key
        refs[key] = ref
    }
}

extension Table {
    /// The table's name as SQL takes it. Every declared name fits; another stands for a table that is not there.
    var identifier: Identifier { Identifier(name) ?? "no_such_table" }

    /// Every record of the table in the order of its numbers, added to the index as it is read.
    func records(in connection: Connection, index: inout RecordIndex) throws -> [StoredRecord] {
        let columns = storedColumns
        let selected = columns.map { ", \(name: $0.identifier)" as SQL }.joined(separator: "")
        let known = index
        let records = try connection.all(
            "select id, number, ref, language\(selected) from \(name: identifier) order by number"
        ) { row in
            var record = StoredRecord(
                id: try row.next(), number: try row.next(), ref: try row.next(), language: try row.next(), values: [:])
            for column in columns {
                let value = try column.read(&row, index: known)
                record.values[column.name] = try column.opened(value, of: record.id, in: self, connection)
            }
            return record
        }
        for record in records { index.add(record.id, record.ref, in: name) }
        return records
    }
}

extension Column {
    var identifier: Identifier { Identifier(storedName) ?? "no_such_column" }

    /// The canonical text of the next field of a row.
    func read(_ row: inout Row, index: RecordIndex) throws(StoreFailure) -> String? {
        guard case .reference = kind else { return try plainText(&row) }
        let key: Key<AnyRecord>? = try row.next()
        return key.flatMap { index.refs[$0] }
    }

    /// The same where references were read as refs.
    func plainText(_ row: inout Row) throws(StoreFailure) -> String? {
        switch kind {
        case .day:
            let day: Day? = try row.next()
            return day?.description
        case .number:
            let number: Int? = try row.next()
            return number.map(String.init)
        default:
            return try row.next()
        }
    }

    /// What a kept text says: the same, or what was sealed in it.
    func opened(
        _ text: String?, of record: Key<AnyRecord>, in table: Table, _ store: some Querying
    ) throws(StoreFailure) -> String? {
        isSealed ? try store.opened(text, at: SealedPlace(table.name, storedName, of: record)) : text
    }

    /// What is kept for a text: the same, or the text sealed.
    func sealed(
        _ text: String?, of record: Key<AnyRecord>, in table: Table, _ store: some Querying
    ) throws(StoreFailure) -> String? {
        guard isSealed, let text, !text.isEmpty else { return text }
        return try store.sealed(text, for: SealedPlace(table.name, storedName, of: record))
    }

    /// What the journal says of a value: of a sealed one only that there is one.
    func told(_ text: String?) -> String? {
        isSealed ? text.map { _ in Column.untold } : text
    }

    /// What stands in the journal instead of a sealed value.
    public static let untold = "…"

    /// What is bound for a canonical text.
    func value(of text: String?, index: RecordIndex) -> Value {
        guard let text, !text.isEmpty else { return .null }
        switch kind {
        case .day: return Day(text)?.stored ?? .null
        case .number: return Int(text)?.stored ?? .null
        case .reference(let table): return index.key(text, in: table)?.stored ?? .null
        default: return .text(text)
        }
    }
}
