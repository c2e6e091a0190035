import Basics
import Store

extension Loading {
    /// Makes each row's links those that its cells and links.csv name.
    mutating func loadLinks(of table: Table) throws {
        let fields = table.columns.compactMap { column in
            if case .links(let target) = column.kind { (name: column.name, target: target) } else { nil }
        }
        guard !fields.isEmpty else { return }
        let apart = Dictionary(grouping: folder.links.filter { $0.table == table.name }, by: \.ref)
        for row in folder.rows[table.name] ?? [] {
            guard let id = index.key(row.ref, in: table.name) else { continue }
            for field in fields {
                let others = (apart[row.ref] ?? []).filter { $0.field == field.name }
                try load(field.name, to: field.target, of: row, id, in: table, apart: others)
            }
        }
    }

    private struct StoredLink: Equatable {
        let target: Key<AnyRecord>
        let origin: String?
    }

    private mutating func load(
        _ field: String, to target: String, of row: Folder.Row, _ id: Key<AnyRecord>, in table: Table,
        apart: [Folder.LinkRow]
    ) throws {
        let inline = Column.words(row.values[field] ?? "").compactMap { index.key($0, in: target) }
        var wanted = inline.map { StoredLink(target: $0, origin: row.values["source"]) }
        for link in apart {
            guard let key = index.key(link.target, in: target), !inline.contains(key) else { continue }
            wanted.append(StoredLink(target: key, origin: link.source.isEmpty ? nil : link.source))
        }
        let existing = try transaction.connection.all(
            "select target, origin from links where record = \(id) and field = \(field) order by position"
        ) { row in StoredLink(target: try row.next(), origin: try row.next()) }
        guard existing != wanted else { return }
        _ = try transaction.run("delete from links where record = \(id) and field = \(field)")
        for (position, link) in wanted.enumerated() {
            _ = try transaction.run(
                """
                insert into links (record, field, target, position, origin)
                values (\(id), \(field), \(link.target), \(position), \(link.origin))
                """)
        }
        note("linked", table.name, id, [(field, refs(of: existing), refs(of: wanted))])
        report.others += 1
    }

    private func refs(of links: [StoredLink]) -> String? {
        links.isEmpty ? nil : links.compactMap { index.refs[$0.target] }.joined(separator: " ")
    }
}
