import Store

/// Which records name a record in one of their fields.
enum Referring {
    /// Tables whose records are parts of another and go where it goes.
    static let parts: [String: [(table: String, column: String)]] = [
        "meetings": [("agenda_items", "meeting"), ("attendance", "meeting"), ("messages", "meeting")],
        "projects": [("project_phases", "project")],
        "conclusions": [("conclusion_items", "conclusion")],
        "groups": [("group_names", "group")],
    ]

    /// The parts of a record, those further down first.
    static func parts(of record: Kept, in store: some Querying) throws -> [Kept] {
        try (parts[record.table.name] ?? []).flatMap { part in
            try records(of: part.table, naming: record, in: part.column, in: store)
        }
    }

    /// Other records that refer to it, at most twenty.
    static func others(to record: Kept, in store: some Querying) throws -> [Kept] {
        var others: [Kept] = []
        for table in Tables.all {
            for column in table.columns where column.kind == .reference(record.table.name) {
                others += try records(of: table.name, naming: record, in: column.name, in: store)
            }
        }
        return Array(others.prefix(20))
    }

    private static func records(
        of name: String, naming record: Kept, in field: String, in store: some Querying
    ) throws -> [Kept] {
        guard let table = Tables.named(name), let column = table.column(field) else { return [] }
        let refs: [String] = try store.values(
            """
            select ref from \(name: table.identifier) where \(name: column.identifier) = \(record.id)
             order by number limit 200
            """)
        return try refs.compactMap { try Kept.find($0, of: table, in: store) }
    }
}
