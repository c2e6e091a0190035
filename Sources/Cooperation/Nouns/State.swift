public import Basics
public import Store

/// A state of the region, or a union of states that has a seat.
public struct State: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let name: Text
    public let isUnion: Bool
    /// The id of its shape on the map.
    public let shape: String?
    public let memberFrom: String?
    public let memberTo: String?
    public let note: Text?
    public let source: String?
    public let activities: Int

    /// Every state, in the order of the network's table.
    public static func all(in store: Connection, for language: Language) throws -> [State] {
        try store.all("\(selected(language)) order by s.number") { row in try State(&row, for: language) }
    }

    /// The state with that code; nil where there is none.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> State? {
        try store.first("\(selected(language)) where s.ref = \(ref)") { row in try State(&row, for: language) }
    }

    private static func selected(_ language: Language) -> SQL {
        """
        select s.id, s.ref, \(Text.columns("name", of: "s", in: language)), s.kind, s.map, s.member_from, s.member_to,
               \(Text.columns("note", of: "s", in: language)), s.source,
               coalesce((select c.count from activity_tag_counts c where c.tag = 'state/' || s.ref), 0)
          from states s
        """
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        id = try row.next()
        ref = try row.next()
        name = try Text.required(in: &row, for: language)
        isUnion = try row.text() == "union"
        shape = try row.next()
        memberFrom = try row.next()
        memberTo = try row.next()
        note = try Text.next(in: &row, for: language)
        source = try row.next()
        activities = try row.next()
    }
}

/// A seat in a group, with who holds it.
public struct Seat: Sendable {
    public let state: Key<AnyRecord>?
    public let organisation: Key<AnyRecord>?
    public let kind: String
    public let begins: String?
    public let ends: String?
    public let note: Text?

    /// The seats of a group, or of a state in every group.
    public static func all(
        of group: Key<AnyRecord>? = nil, state: Key<AnyRecord>? = nil, in store: Connection, for language: Language
    ) throws -> [Seat] {
        let condition: SQL = group.map { "s.group_id = \($0)" } ?? "s.state_id = \(state)"
        return try store.all(
            """
            select s.state_id, s.organisation_id, s.kind, s.begins, s.ends, \(Text.columns("note", of: "s", in: language))
              from seats s where \(condition) order by s.kind desc, s.number
            """
        ) { row in
            Seat(
                state: try row.next(), organisation: try row.next(), kind: try row.next(), begins: try row.next(),
                ends: try row.next(), note: try Text.next(in: &row, for: language))
        }
    }
}

/// A term in which one state leads.
public struct Presidency: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let title: Text
    public let state: Key<AnyRecord>
    public let begins: Day
    public let ends: Day
    public let theme: Text?

    /// Every presidency, the newest first.
    public static func all(in store: Connection, for language: Language) throws -> [Presidency] {
        try store.all(
            """
            select p.id, p.ref, \(Text.columns("title", of: "p", in: language)), p.state_id, p.begins, p.ends,
                   \(Text.columns("theme", of: "p", in: language))
              from presidencies p order by p.begins desc
            """
        ) { row in
            Presidency(
                id: try row.next(), ref: try row.next(), title: try Text.required(in: &row, for: language),
                state: try row.next(), begins: try row.next(), ends: try row.next(),
                theme: try Text.next(in: &row, for: language))
        }
    }
}
