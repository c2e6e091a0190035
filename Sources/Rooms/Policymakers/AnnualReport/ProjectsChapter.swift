import Basics
import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// The flagship projects that had begun and were not over, with their phases and who pays.
    func projects() throws -> Chapter {
        var chapter = Chapter("projects", say("Flagship projects"))
        let counts = try year.counts(.project, in: store)
        let last = year.presidency.ends.description, first = year.presidency.begins.description
        for project in try Project.all(in: store, for: language) {
            let isBegun = (project.begins ?? "") <= last
            let isOver = project.ends.map { $0 < first.prefix($0.utf8.count) } ?? false
            guard isBegun && !isOver || counts[project.ref] != nil else { continue }
            chapter.record(try portrait(project, counts[project.ref] ?? 0, in: &chapter))
        }
        try write("report-projects", in: &chapter)
        return chapter
    }

    private func portrait(_ project: Project, _ count: Int, in chapter: inout Chapter) throws -> HTML {
        let id = "project-\(project.ref)"
        let priority = try store.named(.priorities, project.priority, in: language)
        let lead = try store.named(.organisations, project.lead, in: language)
        let funders = try store.linked(.organisations, from: project.id, "funders", in: language)
        let activities = say(one: "{count} activity", other: "{count} activities", count: count)
        let rows: [(String, HTML?)] = [
            (say("Status"), HTML(text: say(project.state.phrase))),
            (say("Time"), HTML(text: Dates.period(project.begins, project.ends, say))),
            (
                say("Priority"),
                priority.map { "<a href=\"\(Places.priority($0.ref))\">\($0.name.shown(say))</a>" }
            ),
            (say("Led by"), lead?.name.shown(say)),
            (say("Paid for by"), funders.isEmpty ? nil : funders.map { $0.name.shown(say) }.joined(separator: ", ")),
            (
                say("In this presidency"),
                count == 0
                    ? nil
                    : "<a href=\"\(Places.activities().with([("project", project.ref)]))\">\(activities)</a>"
            ),
        ]
        return """
            \(chapter.heading(id, project.title, to: Places.project(project.ref), say))
            \(project.summary.paragraphs(say))\(project.outcome?.paragraphs(say))
            \(project.nextStep.map { "<p><strong>\(say("Next step")):</strong> \($0.shown(say))</p>" as HTML })
            \(Parts.facts(rows))
            \(try phases(of: project, id))
            """
    }

    private func phases(of project: Project, _ id: String) throws -> HTML {
        let rows = try project.phases(in: store, for: language).map { phase -> HTML in
            let funders = try store.linked(.organisations, from: phase.id, "funders", in: language)
            return """
                <tr><th scope="row">\(phase.title.shown(say))</th><td>\(Dates.period(phase.begins, phase.ends, say))</td>\
                <td>\(say(phase.state.phrase))</td><td>\(funders.map { $0.name.shown(say) }.joined(separator: ", "))</td></tr>

                """
        }
        return table([say("Phase"), say("Time"), say("Status"), say("Paid for by")], rows, named: id)
    }
}
