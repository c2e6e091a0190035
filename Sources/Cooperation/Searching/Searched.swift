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
    /// Tables whose records are words of this one's, by their column that names it.
    var parts: [(table: Identifier, column: Identifier)] = []

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
            followers: [
                ("messages", "meeting_id"), ("agenda_items", "meeting_id"), ("commitments", "meeting_id"),
                ("papers", "meeting_id"),
            ]),
        Searched(
            code: 3, table: "messages", kind: .meeting, bodies: [], daysAreNumbers: true,
            begins: """
                (select a.begins from meetings m join activities a on a.id = m.activity_id where m.id = r.meeting_id)
                """,
            target: "(select m.ref from meetings m where m.id = r.meeting_id)",
            followers: [("commitments", "message_id")]),
        Searched(
            code: 4, table: "commitments", kind: .meeting, bodies: ["reason"], begins: "r.due",
            states: "(select s.ref from states s where s.id = r.owner_state_id)",
            target: """
                coalesce((select m.ref from meetings m where m.id = r.meeting_id),
                  (select m.ref from messages g join meetings m on m.id = g.meeting_id where g.id = r.message_id), '')
                """),
        Searched(
            code: 5, table: "projects", kind: .project, bodies: ["summary", "outcome", "next_step"],
            begins: "r.begins", ends: "r.ends", states: linkedStates, project: "r.ref",
            followers: [("project_phases", "project_id")]),
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
            code: 12, table: "groups", kind: .group, title: "name", bodies: ["duties"],
            words: """
                nullif(trim(coalesce(r.abbreviation, '') || ' ' || coalesce((select \(joined)(
                  n.name || ' ' || coalesce(n.abbreviation, ''), ' ') from group_names n where n.group_id = r.id), '')), '')
                """,
            begins: "r.begins", parts: [("group_names", "group_id")]),
        Searched(
            code: 13, table: "timeline", kind: .history, bodies: ["summary", "chapter"], words: "r.place",
            begins: "r.date", ends: "r.until", states: linkedStates),
        Searched(
            code: 14, table: "narratives", kind: .text, bodies: ["body"], target: "r.place || ' ' || r.ref",
            condition: "r.place not like 'report-%'"),
        // A chapter of a report that belongs to no presidency stands nowhere.
        Searched(
            code: 17, table: "narratives", kind: .report, bodies: ["body"], daysAreNumbers: true,
            begins: "(select p.begins from presidencies p where p.id = r.presidency_id)",
            ends: "(select p.ends from presidencies p where p.id = r.presidency_id)",
            target: "r.place || ' ' || (select p.ref from presidencies p where p.id = r.presidency_id) || ' ' || r.ref",
            condition: "r.place like 'report-%' and r.presidency_id is not null"),
        Searched(
            code: 15, table: "sources", kind: .source, bodies: [], words: "r.publisher", begins: "r.published"),
        Searched(code: 18, table: "strategies", kind: .strategy, begins: "r.begins", ends: "r.ends"),
        Searched(
            code: 19, table: "mandates", kind: .strategy, begins: "r.begins", ends: "r.ends",
            condition: "exists (select 1 from strategies s where s.mandate_id = r.id)",
            parts: [("strategies", "mandate_id")]),
        Searched(
            code: 20, table: "presidencies", kind: .report, bodies: ["theme"], daysAreNumbers: true,
            begins: "r.begins", ends: "r.ends", states: "(select s.ref from states s where s.id = r.state_id)",
            followers: [("narratives", "presidency_id")]),
        Searched(
            code: 21, table: "people", kind: .person, title: "name", bodies: [],
            words: "(select o.name from organisations o where o.id = r.organisation_id)", target: firstGroup,
            condition: "exists (select 1 from functions f where f.person_id = r.id)",
            parts: [("functions", "person_id")]),
        Searched(
            code: 22, table: "budgets", kind: .money, bodies: ["note"], begins: "cast(r.year as text)"),
        Searched(code: 23, table: "cofinancing", kind: .money, bodies: ["note"]),
        Searched(
            code: 24, table: "sdg_targets", kind: .goal, bodies: [],
            words: "r.ref || ' ' || (select g.title from sdg_goals g where g.id = r.goal_id)"),
        Searched(
            code: 25, table: "agenda_items", kind: .meeting, words: "r.presenter", daysAreNumbers: true,
            begins: """
                (select a.begins from meetings m join activities a on a.id = m.activity_id where m.id = r.meeting_id)
                """,
            target: "(select m.ref from meetings m where m.id = r.meeting_id)"),
        Searched(code: 26, table: "papers", kind: .paper, begins: "r.date"),
    ]

    /// Sixteen is the law of a state, whose document is put together from several records.
    static let lawCode: Int64 = 16

    /// Tables of the cooperation without a document of their own, each with its reason.
    static let unsearched: [String: String] = [
        "assignments": "who may do what in the house is for members, on a page of their own",
        "contacts": "how a person is reached is for members, on a page of their own",
        "network": "its words stand at the front door and at the head of every page",
        "organisations": "has no page; its names stand on those of projects, activities and states",
        "group_names": "words of its group",
        "functions": "leads to the person who holds it",
        "attendance": "numbers on the page of their meeting",
        "seats": "has no words of its own; its state has",
        "sdg_goals": "words of its targets, which the page of goals shows",
        "contributions": "numbers in one table, without words",
        "law_facts": "words of the law of their state, which is one document",
    ]

    /// The ref of the group in which a person has their first function.
    private static let firstGroup: SQL = """
        (select g.ref from functions f join groups g on g.id = f.group_id
          where f.person_id = r.id order by f.number limit 1)
        """

    /// The function that puts texts together, with something between them.
    private static let joined: SQL = "\(sqlite: "group_concat", postgres: "string_agg")"

    private static let linkedStates: SQL = """
        (select \(joined)(s.ref, ' ') from links l join states s on s.id = l.target
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
        /// The words that stand on it where not everybody may see it.
        let visibility: String?
        /// The title and the texts of the record's own language, in the order of the columns.
        let texts: [String?]
    }

    /// Lends the records that fulfil a condition on `r`, one at a time.
    func each(where more: SQL, in store: some Querying, _ body: (Found) throws -> Void) throws {
        let columns = ([title] + bodies).map { ", r.\(name: $0)" as SQL }.joined(separator: "")
        try store.each(
            """
            select r.id, r.number, r.language, \(target), \(begins), \(ends), \(states), \(project), \(words),
                   \(Veils.words(of: table.name))\(columns)
              from \(name: table) r where \(condition) and \(more) order by r.number
            """
        ) { row in
            try body(
                Found(
                    id: try row.next(), number: try row.next(), language: try row.next(),
                    target: try (row.next() as String?) ?? "", begins: try date(&row),
                    ends: try date(&row),
                    states: try (row.next() as String?)?.split(separator: " ").map(String.init) ?? [],
                    project: try row.next(), words: try row.next(), visibility: try row.next(),
                    texts: try (0...bodies.count).map { _ in try row.next() as String? }))
        }
    }

    private func date(_ row: inout Row) throws(StoreFailure) -> String? {
        if daysAreNumbers { return try (row.next() as Day?)?.description }
        return try row.next()
    }
}
