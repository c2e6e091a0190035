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

    /// The functions that are given in the house. Those of the published composition count beside them.
    static let assigned = [
        "seat", "alternate", "secretariat", "contact-point", "partner", "observer", "researcher", "auditor", "guardian",
        "translator", "operator",
    ]
}
