import Basics
import Store

/// Any record as the rules see it: canonical values by column, a reference as the ref of the row it names.
struct LintRecord: Sendable {
    let table: Table
    let id: Key<AnyRecord>
    let number: Int
    let ref: String
    let language: Language
    /// What it is called, in the reader's language where it was translated.
    let title: Text?
    let values: [String: String]

    subscript(_ column: String) -> String? { values[column] }

    /// The day in a column of days.
    func day(_ column: String) -> Day? { values[column].flatMap { Day($0) } }

    /// The texts of the record in its own language.
    var texts: [(column: Column, body: String)] {
        table.texts.compactMap { column in values[column.name].map { (column, $0) } }
    }
}

extension Table {
    /// The records of the table for which a condition on `t` holds, in the order of their numbers.
    func lintRecords(where condition: SQL, in store: Connection, for reader: Language) throws -> [LintRecord] {
        let named = ["title", "name"].compactMap { column($0) }.first(where: \.isText)
        let title: SQL = named.map { Text.columns($0.identifier, of: "t", in: reader) } ?? "null, null, null"
        let fields = storedColumns.map { column -> SQL in
            guard case .reference(let target) = column.kind, let table = Tables.named(target) else {
                return ", t.\(name: column.identifier)"
            }
            return ", (select x.ref from \(name: table.identifier) x where x.id = t.\(name: column.identifier))"
        }
        return try store.all(
            """
            select t.id, t.number, t.ref, t.language, \(title)\(fields.joined(separator: ""))
              from \(name: identifier) t where \(condition) order by t.number
            """
        ) { row in
            let id: Key<AnyRecord> = try row.next()
            let number: Int = try row.next()
            let ref = try row.text()
            let language: Language = try row.next()
            let title = try Text.optional(in: &row, for: reader)
            var values: [String: String] = [:]
            for column in storedColumns { values[column.name] = try column.plainText(&row) }
            return LintRecord(
                table: self, id: id, number: number, ref: ref, language: language, title: title, values: values)
        }
    }
}
