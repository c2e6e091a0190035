public import Languages

/// What the fields of forms are called.
public enum FieldWords {
    /// The label of a field.
    public static func label(of column: Column, in table: Table) -> Phrase {
        own["\(table.name).\(column.name)"] ?? own["\(column.name) \(column.isReference ? "reference" : "")"]
            ?? common[column.name] ?? Phrase("More")
    }

    /// A short help below the label, where it is needed.
    public static func hint(of column: Column, in table: Table) -> Phrase? {
        if case .date = column.kind { return Phrase("A day, a month or a year: 2018-04-19, 2018-04 or 2018.") }
        return hints["\(table.name).\(column.name)"]
    }

    /// Labels that one table has for itself, and those of references.
    private static let own: [String: Phrase] = [
        "activities.from": Phrase("First day"), "activities.to": Phrase("Last day"),
        "activities.title": Phrase("What takes place"), "activities.organisations": Phrase("With whom"),
        "activities.states": Phrase("States it concerns"), "agenda_items.title": Phrase("What it is about"),
        "agenda_items.summary": Phrase("What was said"), "messages.title": Phrase("Message"),
        "messages.position": Phrase("Place among the messages"), "commitments.title": Phrase("What is to be done"),
        "narratives.place": Phrase("Where it stands"), "narratives.title": Phrase("Heading"),
        "conclusions.follows": Phrase("Follows up"), "conclusion_items.title": Phrase("What it says"),
        "objectives.summary": Phrase("The objective in full"), "projects.summary": Phrase("What it is for"),
        "project_phases.summary": Phrase("What it is for"), "budgets.state": Phrase("How it closed"),
        "law_facts.year": Phrase("Since which year"), "timeline.states": Phrase("States that took part"),
        "timeline.title": Phrase("What happened"), "meetings.activity": Phrase("When and where"),
        "presidencies.highlights": Phrase("Goals it highlighted"),
        "presidencies.from": Phrase("First day"), "presidencies.to": Phrase("Last day"),
        "papers.summary": Phrase("What it says"), "papers.address": Phrase("Where it can be read"),
        "state reference": Phrase("State"), "attendance.people": Phrase("How many people"),
    ]

    private static let common: [String: Phrase] = [
        "title": Phrase("Title"), "name": Phrase("Name"), "abbreviation": Phrase("Abbreviation"),
        "kind": Phrase("Kind"), "role": Phrase("Our part"), "place": Phrase("Place"), "country": Phrase("Country"),
        "state": Phrase("How far it has come"), "reason": Phrase("Why it was postponed or waits"),
        "summary": Phrase("Summary"), "outcome": Phrase("What came of it"), "next_step": Phrase("What follows"),
        "participants": Phrase("How many took part"), "participant_states": Phrase("From how many countries"),
        "project": Phrase("Project"), "objectives": Phrase("Objectives"), "sdg_targets": Phrase("Goals"),
        "states": Phrase("States"), "organisations": Phrase("Organisations"), "source": Phrase("Where this comes from"),
        "group": Phrase("Group"), "presidency": Phrase("Presidency"), "activity": Phrase("Activity"),
        "programme_title": Phrase("Theme of the special programme"), "programme": Phrase("Special programme"),
        "decisions": Phrase("Decisions"), "messages_state": Phrase("Messages"), "meeting": Phrase("Meeting"),
        "position": Phrase("Place in the order"), "presenter": Phrase("Presented by"),
        "organisation": Phrase("Organisation"), "note": Phrase("Note"), "message": Phrase("Message"),
        "owner_state": Phrase("State that does it"), "owner_group": Phrase("Group that does it"),
        "due": Phrase("Due"), "due_meeting": Phrase("Due at the meeting"), "conclusions": Phrase("Conclusions"),
        "priority": Phrase("Priority"), "from": Phrase("From", context: "date"), "to": Phrase("Until", context: "date"),
        "website": Phrase("Website"), "lead": Phrase("Led by"), "partners": Phrase("Partners"),
        "funders": Phrase("Funders"), "adopted": Phrase("Adopted"), "follows": Phrase("Follows up"),
        "conclusion": Phrase("Conclusions"), "addressee": Phrase("To whom it speaks"), "projects": Phrase("Projects"),
        "year": Phrase("Year"), "currency": Phrase("Currency"), "assessed": Phrase("Amount agreed"),
        "paid": Phrase("Paid"), "paid_on": Phrase("Paid on"), "change_percent": Phrase("Change in per cent"),
        "topic": Phrase("Topic"), "setting": Phrase("Setting"), "instrument": Phrase("Convention"),
        "status": Phrase("What holds"), "date": Phrase("When"), "until": Phrase("Until", context: "date"),
        "chapter": Phrase("Part of the history"), "body": Phrase("Text"), "strategy": Phrase("Strategy"),
        "number": Phrase("Published number"), "progress": Phrase("What was achieved so far"),
        "theme": Phrase("Theme"), "person": Phrase("Person"), "sample": Phrase("Invented for a sample"),
        "mail": Phrase("Mail address"), "phone": Phrase("Telephone"), "languages": Phrase("Languages"),
        "hours": Phrase("When they are there"), "deputy": Phrase("Deputy"), "confirmed": Phrase("Confirmed on"),
        "visibility": Phrase("Who may see it"), "publisher": Phrase("Publisher"), "published": Phrase("Published on"),
        "address": Phrase("Address"),
    ]

    private static let hints: [String: Phrase] = [
        "activities.to": Phrase("Empty where it takes one day."),
        "activities.title": Phrase("In a few words, as it should stand in the calendar."),
        "activities.state": Phrase("Empty: done or planned, as its days say."),
        "activities.states": Phrase("Beside the one it takes place in."),
        "narratives.body": Phrase("Write **bold**, *italic*, # headings, - lists and [links](https://…)."),
        "conclusions.summary": Phrase("In your own words."),
        "papers.meeting": Phrase("Whoever may not see the meeting does not see the paper."),
        "contributions.assessed": Phrase("In whole units, without a currency sign."),
        "budgets.change_percent": Phrase("From the year before; below nought where it shrank."),
        "meetings.activity": Phrase("A meeting's day and place stand in its activity: record that first."),
    ]
}

extension Column {
    /// Whether it names one other record.
    public var isReference: Bool {
        if case .reference = kind { true } else { false }
    }
}
