import Cooperation
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /activities/{number}`
    @Sendable
    static func activity(_ visitor: Visitor, _ number: Int) throws -> Outcome {
        let say = visitor.say
        guard let activity = try Activity.find(number, in: visitor.store, for: visitor.language) else {
            return .missing
        }
        let links = try activity.links(in: visitor.store, for: visitor.language)
        let item = activity.item
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.activities())">\(say("Activities"))</a></p>
            <h1>\(item.title.shown(say))</h1>
            <p class="when">\(Dates.full(item.begins, item.ends, say)) · \(place(of: activity, say)) \(item.state.label(say))</p>
            \(Deeds.on("activities", activity.ref, isOffered: visitor.member != nil, say))
            \(activity.reason.map { "<div class=\"notice\">\($0.paragraphs(say))</div>" as HTML })
            \(activity.summary?.paragraphs(say))
            \(Parts.section(say("What came of it"), id: "outcome", activity.outcome?.paragraphs(say)))
            \(Parts.section(say("What follows"), id: "next", activity.nextStep?.paragraphs(say)))
            \(Parts.section(say("In brief"), id: "facts", Parts.facts(facts(activity, links, say))))
            \(Parts.source(activity.source, say))
            """
        return .page(Page(item.title.body, in: .frontDoor, body: body))
    }

    private static func facts(_ activity: Activity, _ links: Activity.Links, _ say: Tongue) -> [(
        name: String, value: HTML?
    )] {
        [
            (say("Kind"), HTML(text: say(activity.item.kind.phrase))),
            (say("Our part"), HTML(text: say(activity.role.phrase))),
            (say("Participants"), participants(activity, say)),
            (say("Project"), Parts.links(links.project.map { [$0] } ?? [], say, to: { Places.project($0) })),
            (say("Objectives"), Parts.links(links.objectives, say, to: { Places.objective($0) })),
            (
                say("Goals"),
                links.targets.isEmpty
                    ? nil
                    : links.targets.map { target in
                        "<a href=\"\(Places.goals().at(target.ref))\">\(target.ref) \(target.name.plain(say))</a>"
                            as HTML
                    }.joined(separator: ", ")
            ),
            (say("States"), Parts.links(links.states, say, to: { Places.state($0) })),
            (say("With"), Parts.names(links.organisations, say)),
            (
                say("Meeting"),
                links.meeting.map { "<a href=\"\(Places.meeting($0))\">\(say("Programme and messages"))</a>" }
            ),
        ]
    }

    private static func participants(_ activity: Activity, _ say: Tongue) -> HTML? {
        guard let count = activity.participants else { return nil }
        let people = say(one: "{count} person", other: "{count} people", count: count)
        guard let states = activity.participantStates else { return HTML(text: people) }
        let countries = say(one: "{count} country", other: "{count} countries", count: states)
        return HTML(text: say("{people} from {countries}", ["people": people, "countries": countries]))
    }

    /// The town and, where it says more than the town, the country.
    private static func place(of activity: Activity, _ say: Tongue) -> String {
        guard let country = activity.country.flatMap(say.country), country != activity.item.place else {
            return activity.item.place
        }
        return "\(activity.item.place), \(country)"
    }
}
