import Cooperation
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /projects`
    @Sendable
    static func projects(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let projects = try Project.all(in: visitor.store, for: visitor.language)
        let cards = try projects.map { project -> HTML in
            let priority = try visitor.store.named(.priorities, project.priority, in: visitor.language)
            return """
                <li><h2><a href="\(Places.project(project.ref))">\(project.title.shown(say))</a> \(project.state.label(say))</h2>
                \(project.summary.paragraphs(say))
                <p class="facts">\(priority?.name.plain(say)) · \(say(one: "{count} activity", other: "{count} activities", count: project.activities))</p></li>

                """
        }
        let body: HTML = """
            <h1>\(say("Projects"))</h1>
            \(Deeds.new("projects", isOffered: visitor.member != nil, say))
            \(cards.isEmpty ? Parts.empty(say("No project has been recorded yet.")) : "<ul class=\"cards\">\n\(cards)</ul>")
            """
        return .page(Page(say("Projects"), in: .frontDoor, body: body))
    }

    /// `GET /projects/{project}`
    @Sendable
    static func project(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        let language = visitor.language
        guard let project = try Project.find(ref, in: visitor.store, for: language) else { return .missing }
        let rows = try ActivityList(tags: ["project/\(ref)"]).page(in: visitor.store, for: language).rows
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.projects())">\(say("Projects"))</a></p>
            <h1>\(project.title.shown(say))</h1>
            <p class="when">\(Dates.period(project.begins, project.ends, say)) \(project.state.label(say))</p>
            \(Deeds.on("projects", project.ref, isOffered: visitor.member != nil, say))
            \(project.summary.paragraphs(say))
            \(Parts.section(say("What came of it"), id: "outcome", project.outcome?.paragraphs(say)))
            \(Parts.section(say("What follows"), id: "next", project.nextStep?.paragraphs(say)))
            \(Parts.section(say("Phases"), id: "phases", try phases(of: project, visitor)))
            \(Parts.section(say("In brief"), id: "facts", Parts.facts(try facts(of: project, visitor))))
            \(Parts.section(say("Activities"), id: "activities", rows.isEmpty ? nil : ActivityRows.list(rows, say, withYear: true)))
            <p class="tools"><a href="\(Places.activities().with([("project", ref)]))">\(say("All its activities"))</a>
            <a href="\(Places.projectCalendar(ref))">\(say("Calendar file"))</a></p>
            \(Parts.source(project.source, say))
            """
        let calendar = Page.Alternate(
            title: say("Calendar file"), type: "text/calendar", link: Places.projectCalendar(ref))
        return .page(Page(project.title.body, in: .frontDoor, alternates: [calendar], body: body))
    }

    private static func facts(of project: Project, _ visitor: Visitor) throws -> [(name: String, value: HTML?)] {
        let store = visitor.store
        let say = visitor.say
        let language = visitor.language
        let linked = { (kind: Named.Kind, field: StaticString) in
            try store.linked(kind, from: project.id, field, in: language)
        }
        return [
            (
                say("Priority"),
                Parts.links(
                    try store.named(.priorities, project.priority, in: language).map { [$0] } ?? [], say,
                    to: { Places.priority($0) })
            ),
            (say("Objectives"), Parts.links(try linked(.objectives, "objectives"), say, to: { Places.objective($0) })),
            (say("Led by"), try store.named(.organisations, project.lead, in: language)?.name.plain(say)),
            (say("Partners"), Parts.names(try linked(.organisations, "partners"), say)),
            (say("Paid for by"), Parts.names(try linked(.organisations, "funders"), say)),
            (say("States"), Parts.links(try linked(.states, "states"), say, to: { Places.state($0) })),
            (say("Site"), project.website.flatMap(Link.init(outside:)).map { "<a href=\"\($0)\">\($0.address)</a>" }),
        ]
    }

    private static func phases(of project: Project, _ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        let phases = try project.phases(in: visitor.store, for: visitor.language)
        guard !phases.isEmpty else { return nil }
        let rows = try phases.map { phase -> HTML in
            let lead = try visitor.store.named(.organisations, phase.lead, in: visitor.language)
            let funders = try visitor.store.linked(.organisations, from: phase.id, "funders", in: visitor.language)
            return """
                <tr><th scope="row">\(phase.title.plain(say)) \(phase.state.label(say))</th>\
                <td>\(Dates.period(phase.begins, phase.ends, say))</td>\
                <td>\(phase.summary?.plain(say))</td><td>\(lead?.name.plain(say))</td><td>\(Parts.names(funders, say))</td></tr>

                """
        }
        return """
            <div class="table wide" role="group" tabindex="0" aria-labelledby="phases"><table><thead><tr><th scope="col">\(say("Phase"))</th><th scope="col">\(say("Time"))</th>\
            <th scope="col">\(say("What for"))</th><th scope="col">\(say("Led by"))</th><th scope="col">\(say("Paid for by"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}
