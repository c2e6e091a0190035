extension Tables {
    /// What the network does.
    static let work: [Table] = [
        Table(
            "projects", "A flagship project.",
            [
                Column("title", .text, required: true, "Its name."),
                Column("position", .number, required: true, "Its place among the projects."),
                Column("priority", .reference("priorities"), "The priority it serves."),
                Column("state", .choice(Tables.progress), required: true, "How far it has come."),
                Column("from", .date, "When it began."),
                Column("to", .date, "When it ends."),
                Column("summary", .prose, required: true, "What it is for."),
                Column("outcome", .prose, "What it achieved in the time recorded."),
                Column("next_step", .prose, "What comes next."),
                Column("website", .address, "Its site."),
                Column("lead", .reference("organisations"), "Who leads it."),
                Column("partners", .links("organisations"), "Who takes part."),
                Column("funders", .links("organisations"), "Who pays for it beside the partners."),
                Column("objectives", .links("objectives"), "The objectives it serves."),
                Column("states", .links("states"), "The states it works with."),
            ], isForAll: false),
        Table(
            "project_phases", "A phase of a project, with its own time and money.",
            [
                Column("project", .reference("projects"), required: true, "The project."),
                Column("position", .number, required: true, "Its place among the phases."),
                Column("title", .text, required: true, "Its name."),
                Column("from", .date, "When it began."),
                Column("to", .date, "When it ends."),
                Column("state", .choice(Tables.progress), required: true, "How far it has come."),
                Column("summary", .prose, "What it is for."),
                Column("lead", .reference("organisations"), "Who leads it."),
                Column("funders", .links("organisations"), "Who pays for it."),
            ]),
        Table(
            "activities", "Anything that takes place on a day: a meeting, a workshop, a visit, a speech.",
            [
                Column("from", .day, required: true, "The first day."),
                Column("to", .day, required: true, "The last day."),
                Column("title", .text, required: true, "What took place, in a few words."),
                Column("kind", .choice(Tables.activityKinds), required: true, "What kind of event it is."),
                Column(
                    "role", .choice(["organiser", "co-organiser", "partner", "speaker", "participant"]), required: true,
                    "Our part in it."),
                Column("place", .word, required: true, "The town; a country where the town is not known."),
                Column("country", .word, "The two-letter code of the country."),
                Column("state", .choice(Tables.progress), required: true, "How far it has come."),
                Column("reason", .prose, "Why it was postponed or waits."),
                Column("summary", .prose, "What it was about."),
                Column("outcome", .prose, "What came of it."),
                Column("next_step", .prose, "What follows."),
                Column("participants", .number, "How many took part."),
                Column("participant_states", .number, "From how many countries."),
                Column("project", .reference("projects"), "The project it belongs to."),
                Column("objectives", .links("objectives"), "The objectives it serves."),
                Column("sdg_targets", .links("sdg_targets"), "The goals' targets it serves."),
                Column("states", .links("states"), "The states it concerns, beside the one it takes place in."),
                Column("organisations", .links("organisations"), "Who organised it with us, or invited us."),
            ], isForAll: false),
        Table(
            "meetings", "A meeting of a group; when and where it takes place stands in its activity.",
            [
                Column("activity", .reference("activities"), required: true, "Its entry among the activities."),
                Column("group", .reference("groups"), required: true, "The group that met."),
                Column("presidency", .reference("presidencies"), "In which presidency."),
                Column("title", .text, required: true, "What it is called."),
                Column("programme_title", .text, "The theme of its special programme."),
                Column("programme", .prose, "What the special programme dealt with."),
                Column("decisions", .prose, "What it decided."),
                Column(
                    "messages_state", .choice(["recorded", "not-recorded", "none"]), required: true,
                    "Whether its messages were recorded."),
            ]),
        Table(
            "agenda_items", "An item of a meeting's agenda.",
            [
                Column("meeting", .reference("meetings"), required: true, "The meeting."),
                Column("position", .number, required: true, "Its place on the agenda."),
                Column("title", .text, required: true, "What it is about."),
                Column("presenter", .word, "Who presents it."),
                Column("summary", .prose, "What was said."),
            ]),
        Table(
            "attendance", "Who took part in a meeting: a state or a body, and how many people came for it.",
            [
                Column("meeting", .reference("meetings"), required: true, "The meeting."),
                Column("state", .reference("states"), "The state."),
                Column("organisation", .reference("organisations"), "The body, where it is none of a state."),
                Column("people", .number, "How many came; empty where it is not known."),
                Column("note", .prose, "What a reader should know."),
            ]),
        Table(
            "messages", "A message that a meeting agreed to take home.",
            [
                Column("meeting", .reference("meetings"), required: true, "The meeting."),
                Column("position", .number, required: true, "Its place among the messages."),
                Column("title", .text, required: true, "The message."),
                Column("objectives", .links("objectives"), "The objectives it concerns."),
                Column("sdg_targets", .links("sdg_targets"), "The goals' targets it serves."),
            ]),
        Table(
            "commitments", "What someone took upon themselves, often from a message.",
            [
                Column("message", .reference("messages"), "The message it follows from."),
                Column("meeting", .reference("meetings"), "The meeting that took it."),
                Column("title", .text, required: true, "What is to be done."),
                Column("owner_state", .reference("states"), "The state that does it."),
                Column("owner_group", .reference("groups"), "The group that does it."),
                Column("due", .date, "When it is due."),
                Column("due_meeting", .reference("meetings"), "The meeting at which it is due."),
                Column(
                    "state", .choice(["open", "done", "postponed", "waiting"]), required: true, "How far it has come."),
                Column("reason", .prose, "Why it was postponed or waits."),
                Column("objectives", .links("objectives"), "The objectives it serves."),
                Column("conclusions", .links("conclusions"), "The conclusions it carries out."),
            ], isForAll: false),
    ]

    /// What kinds of events there are.
    static let activityKinds = [
        "group-meeting", "expert-meeting", "consultation", "workshop", "conference", "steering", "kick-off",
        "study-visit",
        "network-meeting", "presentation", "external", "planning", "webinar",
    ]
}
