extension Tables {
    /// Who cooperates: the network itself, its states, groups, seats and people.
    static let people: [Table] = [
        Table(
            "network", "The network itself; one row only, with the ref `network`.",
            [
                Column("name", .text, required: true, "The full name."),
                Column("short_name", .text, required: true, "The name for narrow places."),
                Column("claim", .text, required: true, "One sentence that greets whoever comes to the front door."),
                Column("lede", .prose, required: true, "Two or three sentences below the claim."),
                Column(
                    "languages", .languages, required: true,
                    "The languages offered; the first is that of the tables' own texts."),
                Column(
                    "time_zone", .word, required: true, "The IANA name of the time zone by which days begin and end."),
                Column("today", .day, "For samples: the day that every page takes for today. A banner says so."),
                Column("colour_house", .colour, "The colour of the house's walls."),
                Column("colour_accent", .colour, "The colour of links and buttons; at least 4.5:1 against white."),
                Column("website", .address, "The network's own site."),
            ]),
        Table(
            "sources", "A publication or document from which facts were taken.",
            [
                Column("title", .text, required: true, "Its title."),
                Column("publisher", .word, "Who published it."),
                Column("published", .date, "When."),
                Column("address", .address, "Where it can be read."),
            ]),
        Table(
            "states", "A state of the region, or a union of states that has a seat.",
            [
                Column("name", .text, required: true, "The name in use."),
                Column("kind", .choice(["state", "union"]), required: true, "A state, or a union of states."),
                Column("map", .word, "The `id` of its shape in map.geojson."),
                Column("member_from", .date, "When its membership of the network's parent organisation began."),
                Column("member_to", .date, "When it ended."),
                Column("note", .prose, "What a reader should know about the membership."),
            ]),
        Table(
            "organisations", "A ministry, agency, association or international body.",
            [
                Column("name", .text, required: true, "Its name."),
                Column("abbreviation", .word, "Its abbreviation."),
                Column(
                    "kind",
                    .choice([
                        "ministry", "agency", "ombudsman", "local", "association", "university", "intergovernmental",
                    ]),
                    required: true, "What kind of body it is."),
                Column("country", .word, "The two-letter code of its country; empty for an international body."),
                Column("website", .address, "Its site."),
            ]),
        Table(
            "groups",
            "A body of the network: the group of officials itself, its secretariat, a committee it reports to.",
            [
                Column("name", .text, required: true, "Its present name."),
                Column("abbreviation", .word, "Its present abbreviation."),
                Column(
                    "kind", .choice(["members", "secretariat", "superior", "partner"]), required: true,
                    "What it is to the network."),
                Column("from", .date, "When it was set up."),
                Column("to", .date, "When it ended."),
                Column("duties", .prose, "What it does."),
            ]),
        Table(
            "group_names", "A name that a group bore in an earlier time.",
            [
                Column("group", .reference("groups"), required: true, "The group."),
                Column("name", .text, required: true, "The name."),
                Column("abbreviation", .word, "The abbreviation."),
                Column("from", .date, required: true, "Since when."),
                Column("to", .date, "Until when."),
            ]),
        Table(
            "people", "A person in an official function.",
            [
                Column("name", .word, required: true, "The person's name."),
                Column("organisation", .reference("organisations"), "Where they work."),
                Column("sample", .choice(["yes", "no"]), "`yes` for an invented person."),
            ]),
        Table(
            "seats", "A seat in a group, for a state or an invited body.",
            [
                Column("group", .reference("groups"), required: true, "The group."),
                Column("state", .reference("states"), "The state whose seat it is."),
                Column(
                    "organisation", .reference("organisations"),
                    "The body invited, or the ministry that holds the state's seat."),
                Column("kind", .choice(["member", "invited", "observer"]), required: true, "The kind of seat."),
                Column("from", .date, "Since when."),
                Column("to", .date, "Until when."),
                Column("note", .prose, "What a reader should know."),
            ]),
        Table(
            "presidencies", "A term in which one state leads.",
            [
                Column("title", .text, required: true, "What the term is called."),
                Column("state", .reference("states"), required: true, "The state that leads."),
                Column("from", .day, required: true, "Its first day."),
                Column("to", .day, required: true, "Its last day."),
                Column("theme", .prose, "What it set out to highlight."),
                Column("highlights", .links("sdg_targets"), "The goals' targets that it highlighted."),
            ]),
        Table(
            "functions", "An official function that a person holds from one day to another.",
            [
                Column("person", .reference("people"), required: true, "Who."),
                Column("group", .reference("groups"), required: true, "In which group."),
                Column(
                    "kind",
                    .choice(["chair", "vice-chair", "head", "adviser", "coordinator", "assistant", "researcher"]),
                    required: true, "Which function."),
                Column("title", .text, "What the function is called, where it has a title of its own."),
                Column("state", .reference("states"), "For which state."),
                Column("presidency", .reference("presidencies"), "In which presidency."),
                Column("from", .date, "Since when."),
                Column("to", .date, "Until when."),
            ]),
    ]
}
