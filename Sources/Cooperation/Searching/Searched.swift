import Basics
import Store

/// A table whose records can be found, and what of each is looked through.
struct Searched: Sendable {
    /// Part of every document's number, so it never changes.
    let code: Int64
    let table: Identifier
    let kind: SearchKind
    var title: Identifier = "title"
    var bodies: [Identifier] = ["summary"]
    /// Words that are the same in every language, such as a place.
    var words: SQL = "null"
    /// Activities keep days as numbers; other records keep a day, month or year as text.
    var daysAreNumbers = false
    var begins: SQL = "null"
    var ends: SQL = "null"
    /// The refs of its states, between blanks.
    var states: SQL = "null"
    /// The ref of its project.
    var project: SQL = "null"
    /// What its address is made of.
    var target: SQL = "r.ref"
    var condition: SQL = "true"
    /// Tables whose records take something from this one, by the column that names it.
    var followers: [(table: Identifier, column: Identifier)] = []

    static let all: [Searched] = [
        Searched(
            code: 1, table: "activities", kind: .activity, bodies: ["summary", "outcome", "next_step", "reason"],
            words: "r.place", daysAreNumbers: true, begins: "r.begins", ends: "r.ends",
            states: "coalesce(r.country, '') || ' ' || coalesce(\(linkedStates), '')",
            project: "(select p.ref from projects p where p.id = r.project_id)", target: "cast(r.number as text)",
            followers: [("meetings", "activity_id")]),
        Searched(
            code: 2, table: "meetings", kind: .meeting, bodies: ["programme_title", "programme", "decisions"],
            words: "(select a.place from activities a where a.id = r.activity_id)", daysAreNumbers: true,
            begins: "(select a.begins from activities a where a.id = r.activity_id)",
            states: "(select a.country from activities a where a.id = r.activity_id)",
            followers: [("messages", "meeting_id")]),
        Searched(
            code: 3, table: "messages", kind: .meeting, bodies: [], daysAreNumbers: true,
            begins: """
                (select a.begins from meetings m join activities a on a.id = m.activity_id where m.id = r.meeting_id)
                """,
            target: "(select m.ref from meetings m where m.id = r.meeting_id)"),
        Searched(
            code: 4, table: "commitments", kind: .meeting, bodies: ["reason"], begins: "r.due",
            states: "(select s.ref from states s where s.id = r.owner_state_id)",
            target: """
                coalesce((select m.ref from meetings m where m.id = r.meeting_id),
                  (select m.ref from messages g join meetings m on m.id = g.meeting_id where g.id = r.message_id), '')
                """),
        Searched(
            code: 5, table: "projects", kind: .project, bodies: ["summary", "outcome", "next_step"],
            begins: "r.begins", ends: "r.ends", states: linkedStates, project: "r.ref"),
        Searched(
            code: 6, table: "project_phases", kind: .project, begins: "r.begins", ends: "r.ends",
            project: "(select p.ref from projects p where p.id = r.project_id)",
            target: "(select p.ref from projects p where p.id = r.project_id)"),
        Searched(code: 7, table: "priorities", kind: .strategy),
        Searched(code: 8, table: "objectives", kind: .strategy, bodies: ["summary", "progress", "reason"]),
        Searched(
            code: 9, table: "conclusions", kind: .conclusion, words: "r.place", begins: "r.adopted",
            followers: [("conclusion_items", "conclusion_id")]),
        Searched(
            code: 10, table: "conclusion_items", kind: .conclusion, bodies: [],
            begins: "(select c.adopted from conclusions c where c.id = r.conclusion_id)",
            target: "(select c.ref from conclusions c where c.id = r.conclusion_id)"),
        Searched(code: 11, table: "states", kind: .state, title: "name", bodies: ["note"], states: "r.ref"),
        Searched(
            code: 12, table: "groups", kind: .group, title: "name", bodies: ["duties"], words: "r.abbreviation",
            begins: "r.begins"),
        Searched(
            code: 13, table: "timeline", kind: .history, bodies: ["summary", "chapter"], words: "r.place",
            begins: "r.date", ends: "r.until", states: linkedStates),
        Searched(
            code: 14, table: "narratives", kind: .text, bodies: ["body"], target: "r.place || ' ' || r.ref",
            condition: "r.place <> 'report'"),
        Searched(
            code: 15, table: "sources", kind: .source, bodies: [], words: "r.publisher", begins: "r.published"),
    ]

    /// Sixteen is the law of a state, whose document is put together from several records.
    static let lawCode: Int64 = 16

    private static let linkedStates: SQL = """
        (select \(sqlite: "group_concat", postgres: "string_agg")(s.ref, ' ') from links l join states s on s.id = l.target
          where l.record = r.id and l.field = 'states')
        """

    /// One record as it is looked through, before its translations.
    struct Found {
        let id: Key<AnyRecord>
        let number: Int64
        let language: Language
        let target: String
        let begins: String?
        let ends: String?
        let states: [String]
        let project: String?
        let words: String?
        /// The title and the texts of the record's own language, in the order of the columns.
        let texts: [String?]
    }

    /// Lends the records that fulfil a condition on `r`, one at a time.
    func each(where more: SQL, in store: some Querying, _ body: (Found) throws -> Void) throws {
        let columns = ([title] + bodies).map { ", r.\(name: $0)" as SQL }.joined(separator: "")
        try store.each(
            """
            select r.id, r.number, r.language, \(target), \(begins), \(ends), \(states), \(project), \(words)\(columns)
              from \(name: table) r where \(condition) and \(more) order by r.number
            """
        ) { row in
            try body(
                Found(
                    id: try row.next(), number: try row.next(), language: try row.next(),
                    target: try (row.next() as String?) ?? "", begins: try date(&row),
                    ends: try date(&row),
                    states: try (row.next() as String?)?.split(separator: " ").map(String.init) ?? [],
                    project: try row.next(), words: try row.next(),
                    texts: try (0...bodies.count).map { _ in try row.next() as String? }))
        }
    }

    private func date(_ row: inout Row) throws(StoreFailure) -> String? {
        if daysAreNumbers { return try (row.next() as Day?)?.description }
        return try row.next()
    }
}
