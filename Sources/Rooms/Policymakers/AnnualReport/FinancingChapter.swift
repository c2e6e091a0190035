import Basics
import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// Contributions and budgets of the calendar years that the period touches, and who else pays.
    func financing() throws -> Chapter {
        var chapter = Chapter("financing", say("Financing"))
        let states = Dictionary(
            try store.all(.states, in: language).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var parts: HTML = .empty
        for (year, contributions) in try contributionYears() {
            let rows = contributions.compactMap { one in states[one.state].map { ContributionChart.Row($0, one) } }
            parts += """
                <p><a href="\(Places.finances())">\(String(year)): \(contributionSentence(contributions))</a></p>
                \(drawn(ContributionChart(year, rows).chart(say)))
                """
        }
        parts += try budgets(in: &chapter)
        parts += try cofinancing(in: &chapter)
        chapter.record(parts)
        try write("report-financing", in: &chapter)
        return chapter
    }

    /// The contributions of each year that the period touches, the earlier year first.
    func contributionYears() throws -> [(year: Int, contributions: [Contribution])] {
        let years = year.presidency.begins.year...max(year.presidency.begins.year, year.presidency.ends.year)
        let all = Dictionary(grouping: try Contribution.all(in: store).filter { years.contains($0.year) }, by: \.year)
        return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func contributionSentence(_ contributions: [Contribution]) -> String {
        say(
            one: "{paid} of {count} contribution was paid.", other: "{paid} of {count} contributions were paid.",
            count: contributions.count, ["paid": say.number(contributions.count { $0.paid == .yes })])
    }

    /// The budgets of those years, and those that a meeting of the year decided.
    private func budgets(in chapter: inout Chapter) throws -> HTML {
        let years = year.presidency.begins.year...max(year.presidency.begins.year, year.presidency.ends.year)
        let decided = Dictionary(year.meetings.map { ($0.ref, $0.title) }, uniquingKeysWith: { first, _ in first })
        let rows = try Budget.all(in: store, for: language).filter { budget in
            years.contains(budget.year) || budget.meeting.map { decided[$0] != nil } == true
        }.sorted { $0.year < $1.year }.map { budget -> HTML in
            // By its name: on paper nobody can follow a link.
            let meeting = budget.meeting.map {
                "<p><a href=\"\(Places.meeting($0))\">\(decided[$0]?.shown(say) ?? HTML(text: say("the meeting that decided it")))</a></p>"
                    as HTML
            }
            return """
                <tr><th scope="row">\(String(budget.year))</th><td>\(budget.title.shown(say))</td>\
                <td>\(say(budget.state.phrase))</td><td>\(budget.note.map { "<p>\($0.shown(say))</p>" as HTML })\(meeting)</td></tr>

                """
        }
        guard !rows.isEmpty else { return .empty }
        let heads = [say("Year"), say("What"), say("Status"), say("Remark")]
        return "\(chapter.heading("budgets", say("Budgets"), say))\n\(table(heads, rows, named: "budgets"))"
    }

    private func cofinancing(in chapter: inout Chapter) throws -> HTML {
        let rows = try Cofinancing.all(in: store, for: language).map { kind -> HTML in
            "<p><strong>\(kind.title.shown(say)).</strong> \(kind.note?.shown(say))</p>\n"
        }
        guard !rows.isEmpty else { return .empty }
        return "\(chapter.heading("cofinancing", say("Our own share of projects"), say))\n\(rows.joined())"
    }
}
