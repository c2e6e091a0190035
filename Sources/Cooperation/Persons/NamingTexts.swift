import Store

/// Texts of records, where a name may stand that nobody put there as a name.
enum NamingTexts {
    /// Whether the search shows any of it.
    static func areFound(_ needles: [Needle], in store: some Querying) throws -> Bool {
        for needle in needles.map(\.text) {
            let found = try store.value(
                """
                select 1 from search_texts where replace(title, \(needle), '') <> title or replace(body, \(needle), '') <> body
                 limit 1
                """, as: Int.self)
            if found != nil { return true }
        }
        return false
    }

    /// The tables in whose records it stands, or in the translations of these.
    static func tables(naming needles: [Needle], in store: some Querying) throws -> [String] {
        try Tables.all.filter { table in
            let columns = table.storedColumns.filter(\.holdsFreeText).filter { !$0.isSealed }
            let own = try columns.contains { column in
                try stand(needles, in: column.identifier, of: "\(name: table.identifier)", store)
            }
            guard !own, !table.texts.isEmpty else { return own }
            return try stand(
                needles, in: "body",
                of: """
                    (select t.body from translations t where t.record in (select r.id from \(name: table.identifier) r)) told
                    """, store)
        }.map(\.name)
    }

    private static func stand(
        _ needles: [Needle], in column: Identifier, of rows: SQL, _ store: some Querying
    ) throws -> Bool {
        try needles.contains { needle in
            let texts: [String] = try store.values(
                """
                select \(name: column) from \(rows) where replace(\(name: column), \(needle.text), '') <> \(name: column)
                """)
            return texts.contains { needle.stands(in: $0) }
        }
    }
}
