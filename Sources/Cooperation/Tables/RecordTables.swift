extension Tables {
    /// Money, law, history, and what people wrote.
    static let record: [Table] = [
        Table(
            "contributions", "What a state contributed for a year.",
            [
                Column("state", .reference("states"), required: true, "The state."),
                Column("year", .number, required: true, "The calendar year."),
                Column("currency", .word, "The currency's three-letter code."),
                Column("assessed", .number, "The amount agreed, in whole units; empty where it is not published."),
                Column("paid", .choice(["yes", "partly", "no"]), required: true, "Whether it was paid."),
                Column("paid_on", .date, "When."),
            ]),
        Table(
            "budgets", "The budget of a group for a year.",
            [
                Column("group", .reference("groups"), required: true, "The group."),
                Column("year", .number, required: true, "The calendar year."),
                Column("title", .text, required: true, "What was budgeted or decided."),
                Column(
                    "state", .choice(["balanced", "surplus", "deficit", "planned"]), required: true, "How it closed."),
                Column("change_percent", .number, "The change from the year before, in per cent."),
                Column("meeting", .reference("meetings"), "The meeting that decided it."),
                Column("note", .prose, "What a reader should know."),
            ]),
        Table(
            "cofinancing", "A way in which the network pays its own share of a funded project.",
            [
                Column("title", .text, required: true, "What it is."),
                Column("note", .prose, "How it works."),
                Column("funders", .links("organisations"), "The funders who accept it."),
            ]),
        Table(
            "law_facts", "What the law of a state says, for one setting.",
            [
                Column("state", .reference("states"), required: true, "The state."),
                Column(
                    "topic", .choice(["corporal-punishment", "convention"]), required: true, "What the fact is about."),
                Column(
                    "setting",
                    .choice([
                        "all", "home", "alternative-care", "day-care", "schools", "penal-institutions", "sentence",
                    ]),
                    required: true, "Where it holds."),
                Column("instrument", .word, "The convention, where the fact is about one."),
                Column(
                    "status", .choice(["prohibited", "partly", "not-prohibited", "ratified", "signed", "none"]),
                    required: true, "What holds."),
                Column("year", .number, "Since which year."),
                Column("note", .prose, "What a reader should know."),
            ]),
        Table(
            "timeline", "A day in the history of the cooperation.",
            [
                Column("date", .date, required: true, "When: a day, a month or a year."),
                Column("until", .date, "Until when, where it lasted."),
                Column("title", .text, required: true, "What happened, in a few words."),
                Column("summary", .prose, "What happened."),
                Column("place", .word, "Where."),
                Column("chapter", .text, "The part of the history it belongs to."),
                Column("states", .links("states"), "The states that took part by name."),
                Column("conclusions", .links("conclusions"), "The conclusions adopted there."),
            ], isForAll: false),
        Table(
            "narratives", "A text that people wrote; its words stand in texts/<language>/<ref>.md.",
            [
                Column(
                    "place", .choice(Tables.narrativePlaces), required: true,
                    "The page it stands on; with `report-` in front, the chapter of the annual report."),
                Column("position", .number, required: true, "Its place on that page."),
                Column("title", .text, required: true, "Its heading."),
                Column("presidency", .reference("presidencies"), "The presidency it reports on."),
                Column("body", .document, "The text, in Markdown."),
            ], isForAll: false),
    ]

    /// The pages, and the chapters of the annual report, on which people's own texts stand.
    static let narrativePlaces =
        ["about", "strategy", "goals", "finances", "history", "law"]
        + ["summary", "composition", "financing", "priorities", "meetings", "projects", "progress", "history"].map {
            "report-" + $0
        }
}
