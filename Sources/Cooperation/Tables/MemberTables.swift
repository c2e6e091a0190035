extension Tables {
    /// What members know of each other: who may do what in the house, and how they are reached. Never public.
    static let members: [Table] = [
        Table(
            "assignments",
            "A function that a person holds in the house from one day to another, and by which they may do things there.",
            [
                Column("person", .reference("people"), required: true, "Who."),
                Column("kind", .choice(Tables.assigned), required: true, "Which function."),
                Column("state", .reference("states"), "For which state."),
                Column("group", .reference("groups"), "In which group."),
                Column("project", .reference("projects"), "For which project."),
                Column("from", .day, required: true, "Its first day."),
                Column("to", .day, "Its last day."),
                Column("note", .prose, "What members should know of it."),
            ]),
        Table(
            "contacts", "How members reach a person.",
            [
                Column("person", .reference("people"), required: true, "Whom."),
                Column("mail", .word, sealed: true, "The mail address."),
                Column("phone", .word, sealed: true, "The telephone number, with the country's."),
                Column("languages", .languages, "The languages in which they can be written to."),
                Column("hours", .word, sealed: true, "When they are there, in the network's time."),
                Column("deputy", .reference("people"), "Who answers when they are away."),
                Column("confirmed", .day, "When they last said that all this is so."),
            ]),
    ]

    /// What members work with before anything is adopted.
    static let papers: [Table] = [
        Table(
            "papers", "A paper that members work with: a draft, an agenda, minutes, a letter.",
            [
                Column("title", .text, required: true, "What it is called."),
                Column(
                    "kind", .choice(Paper.Kind.allCases.map(\.rawValue)), required: true, "What kind of paper it is."),
                Column("date", .date, "Of when it is."),
                Column("meeting", .reference("meetings"), "The meeting that it is for."),
                Column("summary", .prose, "What it says, or what readers are asked."),
                Column("address", .address, "Where it can be read, where it is kept elsewhere."),
            ], isForAll: false)
    ]

    /// The functions that are given in the house. Those of the published composition count beside them.
    static let assigned = [
        "chair", "vice-chair", "seat", "alternate", "secretariat", "contact-point", "partner", "observer", "researcher",
        "auditor", "guardian",
        "translator", "operator",
    ]
}
