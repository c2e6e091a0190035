import Basics
import Store

extension Loading {
    /// Adds the rows that are new, changes those that differ, and leaves the others alone.
    mutating func loadRows(of table: Table) throws {
        let existing = try table.records(in: transaction.connection, index: &index)
        var byRef = Dictionary(uniqueKeysWithValues: existing.map { ($0.ref, $0) })
        let withdrawn = Set<String>(
            try transaction.connection.values("select ref from withdrawn where origin = \(table.name)"))
        var number = try Recorder(transaction, by: "load").nextNumber(in: table) - 1
        for row in folder.rows[table.name] ?? [] {
            var wanted = row.values.filter { name, _ in table.column(name) != nil }
            for column in table.columns {
                if case .links = column.kind { wanted[column.name] = nil }
                if column.kind == .document {
                    wanted[column.name] = folder.sourceText(of: row) ?? byRef[row.ref]?.values[column.name]
                }
            }
            let language = folder.language(of: row)
            if let record = byRef[row.ref] {
                byRef[row.ref] = try change(record, of: table, to: wanted)
            } else if withdrawn.contains(row.ref) {
                // Somebody took it out of the house; files do not bring it back behind their back.
                continue
            } else {
                number += 1
                byRef[row.ref] = try add(row.ref, number, language, wanted, to: table)
            }
        }
        records[table.name] = byRef
    }

    private mutating func add(
        _ ref: String, _ number: Int, _ language: Language, _ values: [String: String], to table: Table
    ) throws -> StoredRecord {
        let id = Key<AnyRecord>.fresh(at: now)
        let columns = table.storedColumns
        let names = columns.map { ", \(name: $0.identifier)" as SQL }.joined(separator: "")
        let bound = try columns.map { column in
            let kept = try column.sealed(values[column.name], of: id, in: table, transaction)
            return ", \(column.value(of: kept, index: index))" as SQL
        }.joined(separator: "")
        _ = try transaction.run(
            "insert into \(name: table.identifier) (id, number, ref, language\(names)) values (\(id), \(number), \(ref), \(language)\(bound))"
        )
        index.add(id, ref, in: table.name)
        note(
            "added", table.name, id,
            [("ref", nil, ref)]
                + columns.compactMap { column in
                    values[column.name].map { (column.name, nil, column.told($0)) }
                })
        report.added[table.name, default: 0] += 1
        return StoredRecord(id: id, number: number, ref: ref, language: language, values: values)
    }

    private mutating func change(_ record: StoredRecord, of table: Table, to values: [String: String]) throws
        -> StoredRecord
    {
        let differing = table.storedColumns.filter { record.values[$0.name] != values[$0.name] }
        guard !differing.isEmpty else { return record }
        let assignments = try differing.map { column in
            let kept = try column.sealed(values[column.name], of: record.id, in: table, transaction)
            return "\(name: column.identifier) = \(column.value(of: kept, index: index))" as SQL
        }
        _ = try transaction.run(
            "update \(name: table.identifier) set \(assignments.joined(separator: ", ")) where id = \(record.id)")
        note(
            "changed", table.name, record.id,
            differing.map { ($0.name, $0.told(record.values[$0.name]), $0.told(values[$0.name])) })
        report.changed[table.name, default: 0] += 1
        var changed = record
        changed.values = values
        return changed
    }
}

extension Folder {
    /// The language of a row's texts: its own, or that of the tables.
    fileprivate func language(of row: Row) -> Language {
        row.values["language"].flatMap(Language.init(rawValue:)) ?? firstLanguage
    }

    /// The Markdown text of a row in its own language.
    fileprivate func sourceText(of row: Row) -> String? {
        let language = language(of: row)
        return translations.first {
            $0.table == "narratives" && $0.ref == row.ref && $0.language == language && $0.line == nil
        }?.text
    }
}
