import Basics
import Cooperation
import Languages
import Markup
import Store
import Web

extension ChapterWriter {
    /// Who held which function in the period, and which seats there are.
    func composition() throws -> HTML {
        try Group.all(in: store, for: language).filter { $0.kind == "members" || $0.kind == "secretariat" }.map {
            group -> HTML in
            let rows = try Function.all(of: group.id, in: store, for: language).filter(isInPeriod).map {
                function -> HTML in
                let title = function.title?.plain(say) ?? HTML(text: say(function.kind.phrase))
                return """
                    <tr><th scope="row">\(function.person)</th><td>\(title)</td><td>\(function.organisation?.plain(say))</td>\
                    <td>\(Dates.period(function.begins, function.ends, say))</td></tr>

                    """
            }
            let table: HTML = """
                <div class="table wide" role="group" tabindex="0" aria-labelledby="composition"><table><thead><tr><th scope="col">\(say("Name"))</th><th scope="col">\(say("Function"))</th>\
                <th scope="col">\(say("From"))</th><th scope="col">\(say("Time"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
                """
            let seats = try Seat.all(of: group.id, in: store, for: language)
            let seatCount = seats.isEmpty ? "" : say(one: "{count} seat", other: "{count} seats", count: seats.count)
            return """
                <h3><a href="\(Places.about())">\(group.name.plain(say))</a></h3>
                \(group.duties?.paragraphs(say))\(when: !seats.isEmpty, "<p>\(seatCount)</p>")\(rows.isEmpty ? .empty : table)
                """
        }.joined()
    }

    /// Dates of functions may be years or months; as texts they still compare with days.
    private func isInPeriod(_ function: Function) -> Bool {
        let first = year.presidency.begins.description
        let last = year.presidency.ends.description
        return (function.begins ?? "") <= last
            && first.prefix((function.ends ?? "").utf8.count) <= (function.ends ?? first)
    }

    func mandate() throws -> HTML {
        guard let strategy = try Strategy.current(on: year.presidency.ends, in: store, for: language) else {
            return .empty
        }
        let theme = year.presidency.theme.map {
            "<h3>\(say("What the presidency highlighted"))</h3>\($0.paragraphs(say))" as HTML
        }
        let targets = try store.linked(.targets, from: year.presidency.id, "highlights", in: language)
        return """
            <p><a href="\(Places.strategy())">\(strategy.title.plain(say))</a>, \(Dates.period(strategy.begins, strategy.ends, say))</p>
            \(strategy.summary?.paragraphs(say))\(theme)
            \(Parts.links(targets, say, to: { Places.goals().at($0) }).map { "<p>\($0)</p>" as HTML })
            """
    }

    /// Contributions and budgets of the calendar years that the period touches.
    func financing() throws -> HTML {
        let years = year.presidency.begins.year...year.presidency.ends.year
        let contributions = try Contribution.all(in: store).filter { years.contains($0.year) }
        let paid = contributions.count { $0.paid == .yes }
        let sentence = say(
            one: "{paid} of {count} contribution was paid.", other: "{paid} of {count} contributions were paid.",
            count: contributions.count, ["paid": say.number(paid)])
        let budgets = try Budget.all(in: store, for: language).filter {
            years.contains($0.year) || $0.meeting != nil && years.contains($0.year - 1)
        }
        let rows = budgets.map {
            "<li>\(String($0.year)): \($0.title.plain(say)) (\(say($0.state.phrase)))</li>\n" as HTML
        }
        guard !contributions.isEmpty || !rows.isEmpty else { return .empty }
        return """
            \(when: !contributions.isEmpty, "<p><a href=\"\(Places.finances())\">\(sentence)</a></p>")
            \(when: !rows.isEmpty, "<ul>\(rows)</ul>")
            """
    }
}
