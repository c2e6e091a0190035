public import Basics
public import Store

/// A record that a form offers to choose.
public struct Option: Sendable {
    public let ref: String
    public let name: Text
    /// What tells it from others of the same name: a day, or what it belongs to.
    public let detail: String?

    /// How many records a form offers at most: the newest.
    public static let most = 400

    /// The records of a table that a form can offer, those most likely wanted first; one already chosen is always there.
    public static func all(
        of name: String, chosen: [String] = [], in store: Connection, for language: Language
    ) throws -> [Option] {
        guard let table = Tables.named(name) else { return [] }
        let newest = try read(table, "true", limit: most, in: store, for: language)
        let missing = Set(chosen).subtracting(newest.map(\.ref))
        return try newest
            + missing.sorted().flatMap { ref in
                try read(table, "n.ref = \(ref)", limit: 1, in: store, for: language)
            }
    }

    /// What a record is called; nil where it is not there.
    public static func name(of ref: String, in name: String, _ store: Connection, for language: Language) throws
        -> String?
    {
        guard let table = Tables.named(name) else { return nil }
        return try read(table, "n.ref = \(ref)", limit: 1, in: store, for: language).first?.name.body
    }

    /// The records that name a record in a column, in their order.
    static func all(
        of name: String, where column: String, is record: Kept, in store: Connection, for language: Language
    ) throws -> [Option] {
        guard let table = Tables.named(name), let column = table.column(column) else { return [] }
        let ordered: SQL = table.column("position") == nil ? "n.number" : "n.position, n.number"
        return try store.all(
            """
            select \(columns(table, language)) from \(name: table.identifier) n
             where n.\(name: column.identifier) = \(record.id) order by \(ordered) limit 200
            """
        ) { row in try Option(&row, for: language) }
    }

    /// A page of a table's records, the newest first.
    ///
    /// - Parameter text: what must stand in the name or the ref; letters of ASCII count the same large and small.
    public static func page(
        of table: Table, matching text: String?, skipping: Int, limit: Int, in store: Connection, for language: Language
    ) throws -> [Option] {
        // Folded here, because databases differ in which letters they know.
        let pattern = text.map { text in
            let plain = text.unicodeScalars.filter { !["%", "_", "\\"].contains($0) }.map { scalar in
                ("A"..."Z").contains(scalar) ? Character(scalar).lowercased() : String(scalar)
            }
            return "%\(plain.joined())%"
        }
        let naming = table.titleColumn.map { "n.\(name: $0.identifier)" as SQL } ?? "n.ref"
        let condition: SQL =
            pattern.map { "(lower(\(naming)) like \($0) or lower(n.ref) like \($0))" } ?? "true"
        return try read(table, condition, limit: limit, offset: skipping, in: store, for: language)
    }

    private static func read(
        _ table: Table, _ condition: SQL, limit: Int, offset: Int = 0, in store: Connection, for language: Language
    ) throws -> [Option] {
        let joins: SQL = table.name == "meetings" ? "join activities a on a.id = n.activity_id" : ""
        return try store.all(
            """
            select \(columns(table, language)) from \(name: table.identifier) n \(joins)
             where \(condition) \(order(of: table.name)) limit \(limit) offset \(offset)
            """
        ) { row in try Option(&row, for: language) }
    }

    private static func columns(_ table: Table, _ language: Language) -> SQL {
        let naming = table.titleColumn.map { Text.columns($0.identifier, of: "n", in: language) } ?? unnamed(table.name)
        return "n.ref, \(naming), \(detail(of: table.name))"
    }

    /// What records without a name of their own are called: after those they speak of.
    private static func unnamed(_ table: String) -> SQL {
        let state: SQL = "(select s.name from states s where s.id = n.state_id)"
        let body: SQL =
            switch table {
            case "attendance":
                "coalesce(\(state), (select o.name from organisations o where o.id = n.organisation_id), n.ref)"
            case "contributions": "\(state) || ' ' || n.year"
            case "law_facts": "\(state) || ' · ' || coalesce(n.instrument, n.setting)"
            case "functions":
                "(select p.name from people p where p.id = n.person_id) || ' · ' || coalesce(n.title, n.kind)"
            case "assignments":
                "(select p.name from people p where p.id = n.person_id) || ' · ' || n.kind"
            case "contacts": "(select p.name from people p where p.id = n.person_id)"
            case "seats":
                "coalesce(\(state), (select o.name from organisations o where o.id = n.organisation_id), n.ref)"
            default: "n.ref"
            }
        return "\(body), n.language, null"
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        ref = try row.next()
        name = try Text.required(in: &row, for: language)
        detail = try row.next()
    }

    private static func detail(of table: String) -> SQL {
        switch table {
        case "activities": "(select substr(n.ref, 1, 10) where substr(n.ref, 5, 1) = '-')"
        case "objectives", "sdg_targets": "n.ref"
        case "messages": "(select m.title from meetings m where m.id = n.meeting_id)"
        case "organisations", "groups": "n.abbreviation"
        default: "null"
        }
    }

    private static func order(of table: String) -> SQL {
        switch table {
        case "activities": "order by n.begins desc, n.number desc"
        case "meetings": "order by a.begins desc, n.number desc"
        case "messages", "commitments", "contributions", "narratives": "order by n.number desc"
        case "timeline": "order by n.date desc, n.number desc"
        case "presidencies": "order by n.begins desc"
        case "conclusions": "order by n.adopted desc"
        default: "order by n.number"
        }
    }
}
