public import Basics
public import Store

/// A record that the house keeps, as a form sees it.
public struct Kept: Sendable {
    public let id: Key<AnyRecord>
    public let table: Table
    /// The permanent short number within its table.
    public let number: Int
    public let ref: String
    public let sheet: Sheet

    /// The record of a table with that ref; nil where there is none.
    public static func find(_ ref: String, of table: Table, in store: some Querying) throws -> Kept? {
        try one("r.ref = \(ref)", of: table, in: store)
    }

    /// The record of a table with that key; nil where there is none.
    public static func find(_ id: Key<AnyRecord>, of table: Table, in store: some Querying) throws -> Kept? {
        try one("r.id = \(id)", of: table, in: store)
    }

    private static func one(_ condition: SQL, of table: Table, in store: some Querying) throws -> Kept? {
        let columns = table.storedColumns
        let selected = columns.map(selection).joined(separator: "")
        let found = try store.first(
            "select r.id, r.number, r.ref, r.language\(selected) from \(name: table.identifier) r where \(condition)"
        ) { row in
            let id: Key<AnyRecord> = try row.next()
            let number: Int = try row.next()
            let ref: String = try row.next()
            var sheet = Sheet(language: try row.next())
            for column in columns {
                sheet[column.name] = try column.opened(try column.plainText(&row), of: id, in: table, store)
            }
            return (id, number, ref, sheet)
        }
        guard case (let id, let number, let ref, var sheet)? = found else { return nil }
        for column in table.columns {
            guard case .links(let target) = column.kind else { continue }
            sheet[column.name] = try refs(column.name, of: id, to: target, in: store).joined(separator: " ")
        }
        return Kept(id: id, table: table, number: number, ref: ref, sheet: sheet)
    }

    private static func selection(_ column: Column) -> SQL {
        guard case .reference(let target) = column.kind, let table = Tables.named(target) else {
            return ", r.\(name: column.identifier)"
        }
        return ", (select t.ref from \(name: table.identifier) t where t.id = r.\(name: column.identifier))"
    }

    private static func refs(
        _ field: String, of id: Key<AnyRecord>, to target: String, in store: some Querying
    ) throws -> [String] {
        guard let table = Tables.named(target) else { return [] }
        return try store.values(
            """
            select t.ref from links l join \(name: table.identifier) t on t.id = l.target
             where l.record = \(id) and l.field = \(field) order by l.position
            """)
    }

    /// What the record is called in its own language, for lists and for the journal.
    public var title: String { table.titleColumn.flatMap { sheet[$0.name] } ?? ref }
}

extension Table {
    /// The column that names a record of this table, if one does.
    public var titleColumn: Column? { column("title") ?? column("name") }
}
