public import Basics
public import Store

/// An item of a meeting's agenda.
public struct AgendaItem: Sendable {
    public let title: Text
    public let presenter: String?
    public let summary: Text?

    /// The agenda of a meeting, in its order.
    public static func all(of meeting: Meeting, in store: Connection, for language: Language) throws -> [AgendaItem] {
        try store.all(
            """
            select \(Text.columns("title", of: "i", in: language)), i.presenter, \(Text.columns("summary", of: "i", in: language))
              from agenda_items i where i.meeting_id = \(meeting.id) order by i.position, i.number
            """
        ) { row in
            AgendaItem(
                title: try Text.required(in: &row, for: language), presenter: try row.next(),
                summary: try Text.next(in: &row, for: language))
        }
    }
}

/// Who took part in a meeting: a state or a body, and how many came for it.
public struct Attendance: Sendable {
    /// The state's ref; nil for a body.
    public let state: String?
    public let name: Text
    public let people: Int?

    /// Who took part in a meeting, in the order in which it was recorded.
    public static func all(of meeting: Meeting, in store: Connection, for language: Language) throws -> [Attendance] {
        try store.all(
            """
            select s.ref, \(Text.columns("name", of: "s", in: language)), \(Text.columns("name", of: "o", in: language)), t.people
              from attendance t left join states s on s.id = t.state_id left join organisations o on o.id = t.organisation_id
             where t.meeting_id = \(meeting.id) and (s.id is not null or o.id is not null) order by t.number
            """
        ) { row in
            let ref: String? = try row.next()
            let state = try Text.optional(in: &row, for: language)
            let body = try Text.optional(in: &row, for: language)
            guard let name = state ?? body else { throw row.mismatch("who took part") }
            return Attendance(state: ref, name: name, people: try row.next())
        }
    }
}
