extension Tables {
    /// What the network set out to do.
    static let strategy: [Table] = [
        Table(
            "sdg_goals", "A Sustainable Development Goal of the United Nations.",
            [
                Column("title", .text, required: true, "A short name of the goal."),
                Column("number", .number, required: true, "1 to 17."),
            ]),
        Table(
            "sdg_targets", "A target of a Sustainable Development Goal.",
            [
                Column("goal", .reference("sdg_goals"), required: true, "The goal."),
                Column("title", .text, required: true, "The target in a few words."),
            ]),
        Table(
            "mandates", "What a group was charged with for some years.",
            [
                Column("group", .reference("groups"), required: true, "The group."),
                Column("title", .text, required: true, "Its title."),
                Column("from", .date, required: true, "Since when."),
                Column("to", .date, "Until when."),
                Column("summary", .prose, "What it says."),
            ]),
        Table(
            "strategies", "A strategy adopted by a group.",
            [
                Column("mandate", .reference("mandates"), "The mandate it carries out."),
                Column("title", .text, required: true, "Its title."),
                Column("from", .date, required: true, "Since when."),
                Column("to", .date, "Until when."),
                Column("summary", .prose, "What it says."),
                Column("conclusions", .links("conclusions"), "The conclusions that it follows up."),
            ]),
        Table(
            "priorities", "A priority of a strategy.",
            [
                Column("strategy", .reference("strategies"), required: true, "The strategy."),
                Column("position", .number, required: true, "Its place among the priorities."),
                Column("title", .text, required: true, "Its title."),
                Column("summary", .prose, "What it is about."),
            ]),
        Table(
            "objectives", "An objective of a priority.",
            [
                Column("priority", .reference("priorities"), required: true, "The priority."),
                Column("number", .number, "The number it was published with; empty where it had none."),
                Column("position", .number, required: true, "Its place as published, even where that is out of order."),
                Column("title", .text, required: true, "The objective in a few words."),
                Column("summary", .prose, "The objective in full, in our own words."),
                Column("state", .choice(Tables.progress), required: true, "How far it has come."),
                Column("reason", .prose, "Why it was postponed or waits."),
                Column("progress", .prose, "What was achieved so far."),
                Column("conclusions", .links("conclusions"), "The conclusions it follows up."),
                Column("sdg_targets", .links("sdg_targets"), "The goals' targets it serves."),
            ]),
        Table(
            "conclusions", "Conclusions or recommendations adopted by a meeting or conference.",
            [
                Column("title", .text, required: true, "Their title."),
                Column(
                    "kind",
                    .choice(["conclusions", "recommendations", "roundtable", "action-plan", "statement", "guidelines"]),
                    required: true, "What kind of text it is."),
                Column("adopted", .date, required: true, "When they were adopted."),
                Column("place", .word, "Where."),
                Column("presidency", .reference("presidencies"), "In which presidency."),
                Column("summary", .prose, "What they say."),
                Column("follows", .links("conclusions"), "Earlier conclusions that these follow up."),
            ], isForAll: false),
        Table(
            "conclusion_items", "One conclusion or recommendation.",
            [
                Column("conclusion", .reference("conclusions"), required: true, "The text it stands in."),
                Column("position", .number, required: true, "Its place in that text."),
                Column("title", .text, required: true, "The item in our own words."),
                Column(
                    "addressee", .choice(["states", "group", "union", "europe", "local", "professionals"]),
                    "To whom it speaks."),
                Column("objectives", .links("objectives"), "The objectives that carry it out."),
                Column("projects", .links("projects"), "The projects that carry it out."),
                Column("sdg_targets", .links("sdg_targets"), "The goals' targets it serves."),
            ]),
    ]

    /// How far something has come.
    static let progress = ["planned", "underway", "done", "postponed", "waiting"]
}
