public import Basics
public import Store

/// Any record by its name: enough to mention it and to link to it.
public struct Named: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let name: Text

    /// The kinds of records that others mention.
    public enum Kind: Sendable {
        case states, organisations, projects, objectives, priorities, targets, conclusions, presidencies, groups

        var table: Identifier {
            switch self {
            case .states: "states"
            case .organisations: "organisations"
            case .projects: "projects"
            case .objectives: "objectives"
            case .priorities: "priorities"
            case .targets: "sdg_targets"
            case .conclusions: "conclusions"
            case .presidencies: "presidencies"
            case .groups: "groups"
            }
        }

        /// The column that holds the record's name.
        var name: Identifier {
            switch self {
            case .states, .organisations, .groups: "name"
            default: "title"
            }
        }
    }

    static func columns(_ kind: Kind, in language: Language) -> SQL {
        "n.id, n.ref, \(Text.columns(kind.name, of: "n", in: language))"
    }

    init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        id = try row.next()
        ref = try row.next()
        name = try Text.required(in: &row, for: language)
    }
}

extension Connection {
    /// Every record of a kind, in the order of its numbers.
    public func all(_ kind: Named.Kind, in language: Language) throws -> [Named] {
        try all("select \(Named.columns(kind, in: language)) from \(name: kind.table) n order by n.number") { row in
            try Named(&row, for: language)
        }
    }

    /// The records of a kind that a record's field links to, in their order.
    public func linked(_ kind: Named.Kind, from id: Key<AnyRecord>, _ field: StaticString, in language: Language) throws
        -> [Named]
    {
        try all(
            """
            select \(Named.columns(kind, in: language)) from links l join \(name: kind.table) n on n.id = l.target
             where l.record = \(id) and l.field = \(field.description) order by l.position
            """
        ) { row in try Named(&row, for: language) }
    }

    /// The records of a kind whose field links to a record. For kinds of which there are few: a record may be linked to by
    /// a million activities.
    public func linking(_ kind: Named.Kind, to id: Key<AnyRecord>, _ field: StaticString, in language: Language) throws
        -> [Named]
    {
        try all(
            """
            select \(Named.columns(kind, in: language)) from \(name: kind.table) n
             where exists (select 1 from links l where l.record = n.id and l.field = \(field.description) and l.target = \(id))
             order by n.number
            """
        ) { row in try Named(&row, for: language) }
    }

    /// One record of a kind, by its key.
    public func named(_ kind: Named.Kind, _ id: Key<AnyRecord>?, in language: Language) throws -> Named? {
        guard let id else { return nil }
        return try first("select \(Named.columns(kind, in: language)) from \(name: kind.table) n where n.id = \(id)") {
            row in
            try Named(&row, for: language)
        }
    }
}
