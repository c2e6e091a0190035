public import Basics
public import Store

/// A meeting of a group; its days and its place come from its activity.
public struct Meeting: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let title: Text
    public let begins: Day
    public let ends: Day
    public let place: String
    public let activity: Int
    public let programmeTitle: Text?
    public let programme: Text?
    public let decisions: Text?
    public let messagesState: MessagesState
    public let source: String?
    public let group: Key<AnyRecord>
    public let presidency: Key<AnyRecord>?

    /// Whether a meeting's messages were recorded.
    public enum MessagesState: String, Storable {
        case recorded
        case notRecorded = "not-recorded"
        case none
    }

    /// Meetings, the newest first: so many after so many others.
    public static func newest(
        skipping count: Int = 0, limit: Int, in store: Connection, for language: Language
    ) throws -> [Meeting] {
        try store.all(
            "\(selected(language)) order by a.begins desc, a.number desc limit \(limit) offset \(count)"
        ) { row in try Meeting(&row, for: language) }
    }

    /// The meetings that begin on one of some days, in the order of time.
    public static func beginning(
        from first: Day, to last: Day, in store: Connection, for language: Language
    ) throws -> [Meeting] {
        try store.all(
            "\(selected(language)) where a.begins >= \(first) and a.begins <= \(last) order by a.begins, a.number"
        ) { row in try Meeting(&row, for: language) }
    }

    /// The next meetings that have not ended yet, in the order of time; none lasts longer than two months.
    public static func ahead(
        of today: Day, limit: Int, in store: Connection, for language: Language
    ) throws -> [Meeting] {
        try store.all(
            """
            \(selected(language)) where a.begins >= \(today.adding(days: -62)) and a.ends >= \(today)
             order by a.begins, a.number limit \(limit)
            """
        ) { row in try Meeting(&row, for: language) }
    }

    /// The meeting with that ref; nil where there is none.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> Meeting? {
        try store.first("\(selected(language)) where m.ref = \(ref)") { row in try Meeting(&row, for: language) }
    }

    private static func selected(_ language: Language) -> SQL {
        """
        select m.id, m.ref, \(Text.columns("title", of: "m", in: language)), a.begins, a.ends, a.place, a.number,
               \(Text.columns("programme_title", of: "m", in: language)), \(Text.columns("programme", of: "m", in: language)),
               \(Text.columns("decisions", of: "m", in: language)), m.messages_state, m.source, m.group_id, m.presidency_id
          from meetings m join activities a on a.id = m.activity_id
        """
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        id = try row.next()
        ref = try row.next()
        title = try Text.required(in: &row, for: language)
        begins = try row.next()
        ends = try row.next()
        place = try row.next()
        activity = try row.next()
        programmeTitle = try Text.next(in: &row, for: language)
        programme = try Text.next(in: &row, for: language)
        decisions = try Text.next(in: &row, for: language)
        messagesState = try row.next()
        source = try row.next()
        group = try row.next()
        presidency = try row.next()
    }
}

/// A message that a meeting agreed to take home.
public struct Message: Sendable {
    public let id: Key<AnyRecord>
    public let title: Text

    /// The messages of a meeting, in their order.
    public static func all(of meeting: Meeting, in store: Connection, for language: Language) throws -> [Message] {
        try store.all(
            "select m.id, \(Text.columns("title", of: "m", in: language)) from messages m where m.meeting_id = \(meeting.id) order by m.position"
        ) { row in Message(id: try row.next(), title: try Text.required(in: &row, for: language)) }
    }
}

/// What someone took upon themselves.
public struct Commitment: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let title: Text
    public let state: Progress
    public let due: String?
    public let reason: Text?
    public let ownerState: Key<AnyRecord>?
    public let ownerGroup: Key<AnyRecord>?
    public let source: String?

    /// The commitments that a meeting took, or that follow from its messages; all of them where no meeting is named.
    public static func all(of meeting: Meeting? = nil, in store: Connection, for language: Language) throws
        -> [Commitment]
    {
        let some: SQL =
            meeting.map { meeting in
                " where c.meeting_id = \(meeting.id) or c.message_id in (select m.id from messages m where m.meeting_id = \(meeting.id))"
            } ?? ""
        return try store.all(
            """
            select c.id, c.ref, \(Text.columns("title", of: "c", in: language)), c.state, c.due,
                   \(Text.columns("reason", of: "c", in: language)), c.owner_state_id, c.owner_group_id, c.source
              from commitments c\(some) order by case when c.state = 'done' then 1 else 0 end, c.due nulls first, c.number limit 500
            """
        ) { row in
            Commitment(
                id: try row.next(), ref: try row.next(), title: try Text.required(in: &row, for: language),
                state: try row.next(), due: try row.next(), reason: try Text.next(in: &row, for: language),
                ownerState: try row.next(),
                ownerGroup: try row.next(), source: try row.next())
        }
    }
}
