public import Languages

/// How the form of a kind of record is laid out: what is seen at once, and what is there for those who need it.
public struct FormOutline: Sendable {
    public let table: Table
    /// What one such record is called.
    public let name: Phrase
    /// What many are called.
    public let plural: Phrase
    /// The button that makes a new one.
    public let new: Phrase
    /// The columns that are seen at once.
    public let first: [Column]
    /// Columns that open under a heading.
    public let more: [Group]
    /// Whether it stands among the things that are recorded every week.
    public let isFrequent: Bool

    /// Columns under a heading.
    public struct Group: Sendable {
        public let title: Phrase
        public let columns: [Column]
    }

    init(
        _ table: String, _ name: Phrase, _ plural: Phrase, new: Phrase, first: [String],
        more: [(Phrase, [String])] = [], isFrequent: Bool = false
    ) {
        let table = Tables.named(table) ?? Table(table, "", [])
        self.table = table
        self.name = name
        self.plural = plural
        self.new = new
        self.isFrequent = isFrequent
        self.first = first.compactMap(table.column)
        var groups = more.map { Group(title: $0.0, columns: $0.1.compactMap(table.column)) }
        let named = Set(first + more.flatMap(\.1))
        let rest = table.columns.filter { !named.contains($0.name) }
        if !rest.isEmpty { groups.append(Group(title: Phrase("More"), columns: rest)) }
        self.more = groups
    }

    /// Everything that can be recorded at the desk.
    public static let all: [FormOutline] = weekly + yearly + seldom

    /// The outline of a table; nil where its records are not recorded at the desk.
    public static func of(_ table: String) -> FormOutline? {
        all.first { $0.table.name == table }
    }
}

extension FormOutline {
    private static let outcome: (Phrase, [String]) = (
        Phrase("How far it has come"),
        ["state", "reason", "outcome", "next_step", "participants", "participant_states"]
    )

    /// What is recorded every week.
    private static let weekly = [
        FormOutline(
            "activities", Phrase("Activity"), Phrase("Activities"), new: Phrase("Record an activity"),
            first: [
                "title", "from", "to", "place", "country", "kind", "role", "summary", "project", "objectives", "states",
            ],
            more: [outcome], isFrequent: true),
        FormOutline(
            "meetings", Phrase("Meeting"), Phrase("Meetings"), new: Phrase("Record a meeting"),
            first: ["activity", "title", "group", "presidency", "programme_title", "programme", "decisions"],
            isFrequent: true),
        FormOutline(
            "commitments", Phrase("Commitment"), Phrase("Commitments"), new: Phrase("Record a commitment"),
            first: ["title", "owner_state", "owner_group", "due_meeting", "due", "state", "reason"],
            more: [
                (Phrase("Where it comes from"), ["message", "meeting"]),
                (Phrase("What it serves"), ["objectives", "conclusions"]),
            ], isFrequent: true),
        FormOutline(
            "narratives", Phrase("Text of a page or report"), Phrase("Texts of pages and reports"),
            new: Phrase("Write a text"), first: ["place", "presidency", "title", "body", "position"], isFrequent: true),
    ]

    /// Parts of a meeting, and what is recorded a few times a year.
    private static let yearly = [
        FormOutline(
            "agenda_items", Phrase("Item of an agenda"), Phrase("Agenda"), new: Phrase("Add an item"),
            first: ["meeting", "position", "title", "presenter", "summary"]),
        FormOutline(
            "attendance", Phrase("Participation"), Phrase("Participation"), new: Phrase("Add who took part"),
            first: ["meeting", "state", "organisation", "people"]),
        FormOutline(
            "messages", Phrase("Message"), Phrase("Messages"), new: Phrase("Add a message"),
            first: ["meeting", "position", "title", "objectives"]),
        FormOutline(
            "papers", Phrase("Paper"), Phrase("Papers"), new: Phrase("Add a paper"),
            first: ["title", "kind", "visibility", "date", "meeting", "summary", "address"]),
        FormOutline(
            "projects", Phrase("Project"), Phrase("Projects"), new: Phrase("Record a project"),
            first: ["title", "summary", "state", "reason", "from", "to", "lead", "funders", "priority", "position"],
            more: [
                (Phrase("What came of it"), ["outcome", "next_step", "website"]),
                (Phrase("Who takes part, and what it serves"), ["partners", "states", "objectives"]),
            ]),
        FormOutline(
            "project_phases", Phrase("Phase of a project"), Phrase("Phases of projects"), new: Phrase("Add a phase"),
            first: ["project", "position", "title", "state", "from", "to", "lead", "funders", "summary"]),
        FormOutline(
            "conclusions", Phrase("Conclusions"), Phrase("Conclusions"), new: Phrase("Record conclusions"),
            first: ["title", "kind", "adopted", "place", "presidency", "summary"]),
        FormOutline(
            "conclusion_items", Phrase("One conclusion"), Phrase("Single conclusions"), new: Phrase("Add a conclusion"),
            first: ["conclusion", "position", "title", "addressee", "objectives", "projects"]),
        FormOutline(
            "contributions", Phrase("Contribution"), Phrase("Contributions"), new: Phrase("Record a contribution"),
            first: ["state", "year", "paid", "paid_on", "assessed", "currency"]),
        FormOutline(
            "budgets", Phrase("Line of the budget"), Phrase("Budget"), new: Phrase("Add a line to the budget"),
            first: ["group", "year", "title", "state", "change_percent", "meeting", "note"]),
        FormOutline(
            "law_facts", Phrase("Fact of the law"), Phrase("Facts of the law"), new: Phrase("Record a fact of the law"),
            first: ["state", "topic", "setting", "status", "year", "instrument", "note"]),
        FormOutline(
            "timeline", Phrase("Day in the history"), Phrase("History"), new: Phrase("Add to the history"),
            first: ["date", "title", "summary", "place", "chapter"]),
    ]

    /// What seldom changes.
    private static let seldom = [
        FormOutline(
            "objectives", Phrase("Objective"), Phrase("Objectives"), new: Phrase("Add an objective"),
            first: ["title", "priority", "position", "state", "reason", "progress", "summary"]),
        FormOutline(
            "priorities", Phrase("Priority"), Phrase("Priorities"), new: Phrase("Add a priority"),
            first: ["strategy", "position", "title", "summary"]),
        FormOutline(
            "presidencies", Phrase("Presidency"), Phrase("Presidencies"), new: Phrase("Add a presidency"),
            first: ["title", "state", "from", "to", "theme"]),
        FormOutline(
            "organisations", Phrase("Organisation"), Phrase("Organisations"), new: Phrase("Add an organisation"),
            first: ["name", "abbreviation", "kind", "country", "website"]),
        FormOutline(
            "people", Phrase("Person"), Phrase("People"), new: Phrase("Add a person"), first: ["name", "organisation"]),
        FormOutline(
            "functions", Phrase("Function"), Phrase("Functions"), new: Phrase("Add a function"),
            first: ["person", "group", "kind", "state", "from", "to"]),
        FormOutline(
            "assignments", Phrase("Function in the house"), Phrase("Functions in the house"),
            new: Phrase("Give a function"), first: ["person", "kind", "state", "group", "project", "from", "to"]),
        FormOutline(
            "contacts", Phrase("Way to reach somebody"), Phrase("Ways to reach people"),
            new: Phrase("Add a way to reach somebody"),
            first: ["person", "mail", "phone", "languages", "hours", "deputy"]),
        FormOutline(
            "seats", Phrase("Seat"), Phrase("Seats"), new: Phrase("Add a seat"),
            first: ["group", "state", "organisation", "kind", "from", "to"]),
        FormOutline(
            "cofinancing", Phrase("Way of co-financing"), Phrase("Co-financing"), new: Phrase("Add a way"),
            first: ["title", "note"]),
        FormOutline(
            "sources", Phrase("Source", context: "publication"), Phrase("Sources"), new: Phrase("Add a source"),
            first: ["title", "publisher", "published", "address"]),
    ]
}
