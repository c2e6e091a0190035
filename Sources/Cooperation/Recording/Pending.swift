public import Basics
public import Store

/// What waits to be written down or carried out.
public struct Pending: Sendable {
    public let late: List
    public let open: List
    public let postponed: List
    public let waiting: List
    public let withoutOutcome: List
    public let withoutMessages: List
    public let notTaken: List

    /// The first of some records, and how many there are in all.
    public struct List: Sendable {
        public let first: [Item]
        public let count: Int
    }

    public struct Item: Sendable {
        public let table: String
        public let ref: String
        public let name: Text
        /// A day, a month or a year.
        public let date: String?
    }

    /// Everything that waits on a day.
    public static func all(on today: Day, in store: Connection, for language: Language) throws -> Pending {
        let due: SQL =
            "coalesce((select a.begins from meetings m join activities a on a.id = m.activity_id where m.id = n.due_meeting_id), -1)"
        let lateByMeeting: SQL = "\(due) between 0 and \(today.adding(days: -1))"
        let text = today.description
        let lateByDate: SQL = "coalesce(n.due, '9999') < substr(\(text), 1, length(coalesce(n.due, '9999')))"
        let isLate: SQL = "(\(lateByMeeting) or \(lateByDate))"
        let list = { (table: Identifier, date: SQL, condition: SQL, order: SQL) in
            try read(table, date, condition, order, in: store, for: language)
        }
        return Pending(
            late: try list("commitments", "n.due", "n.state = 'open' and \(isLate)", "n.due nulls first, n.number"),
            open: try list("commitments", "n.due", "n.state = 'open' and not \(isLate)", "n.due nulls first, n.number"),
            postponed: try list("commitments", "n.due", "n.state = 'postponed'", "n.due nulls first, n.number"),
            waiting: try list("commitments", "n.due", "n.state = 'waiting'", "n.due nulls first, n.number"),
            withoutOutcome: try list(
                "activities", "n.ref",
                "n.ends < \(today) and n.ends > \(today.adding(days: -400)) and n.outcome is null and n.state in ('done', 'underway')",
                "n.begins desc, n.number"),
            withoutMessages: try list(
                "meetings", "null",
                """
                n.messages_state = 'not-recorded' and exists
                  (select 1 from activities a where a.id = n.activity_id and a.ends < \(today))
                """, "n.number desc"),
            notTaken: try list(
                "messages", "null", "not exists (select 1 from commitments c where c.message_id = n.id)",
                "n.number desc"))
    }

    private static func read(
        _ table: Identifier, _ date: SQL, _ condition: SQL, _ order: SQL, in store: Connection, for language: Language
    ) throws -> List {
        let first = try store.all(
            """
            select n.ref, \(Text.columns("title", of: "n", in: language)), \(date) from \(name: table) n
             where \(condition) order by \(order) limit 8
            """
        ) { row in
            Item(
                table: table.name, ref: try row.next(), name: try Text.required(in: &row, for: language),
                date: try (row.next() as String?).flatMap {
                    Column.isDate($0) ? $0 : Column.isDate(String($0.prefix(10))) ? String($0.prefix(10)) : nil
                })
        }
        let count: Int? =
            first.count < 8 ? nil : try store.value("select count(*) from \(name: table) n where \(condition)")
        return List(first: first, count: count ?? first.count)
    }
}
