public import Languages
import Markup
import Web

/// What the states contributed for a year: bars where the amounts are published, else a mark for each state.
public struct ContributionChart: Sendable {
    /// One state's contribution.
    public struct Row: Sendable {
        let state: Named
        let contribution: Contribution

        public init(_ state: Named, _ contribution: Contribution) {
            self.state = state
            self.contribution = contribution
        }
    }

    private let year: Int
    private let rows: [Row]

    public init(_ year: Int, _ rows: [Row]) {
        self.year = year
        self.rows = rows
    }

    /// Nil where no contribution is recorded.
    public func chart(_ say: Tongue) -> Chart? {
        guard !rows.isEmpty, rows.count <= 300 else { return nil }
        let title = say("Contributions for {year}", ["year": String(year)])
        let areAmountsKnown = rows.allSatisfy { ($0.contribution.assessed ?? 0) > 0 } && rows.count <= 60
        let bars = CountChart(
            title, thing: say("State"), unit: say("Status"),
            rows: rows.map { row in
                CountChart.Row(
                    row.state.name, Places.state(row.state.ref), count: row.contribution.assessed ?? 0,
                    fact: Self.fact(row, say), mark: Mark(row.contribution.paid))
            })
        let words = areAmountsKnown ? bars.chart(say)?.inWords : nil
        return Chart(
            title: title, inWords: words ?? summary(title, say), onScreen: .words(onScreen(areAmountsKnown, say)),
            onPaper: areAmountsKnown ? bars.drawing(say) : marks(say),
            table: ChartTable(
                head: [say("State"), say("Amount"), say("Status")],
                rows: rows.map { row in
                    [
                        row.state.name.shown(say), HTML(text: Self.amount(row, say) ?? say("not published")),
                        HTML(text: say(row.contribution.paid.phrase)),
                    ]
                }))
    }

    /// “paid: Denmark, Estonia; not paid yet: Poland”
    private func summary(_ title: String, _ say: Tongue) -> String {
        let parts = Contribution.Paid.allCases.compactMap { paid -> (String, String)? in
            let names = rows.filter { $0.contribution.paid == paid }.map(\.state.name.body)
            return names.isEmpty ? nil : (say(paid.phrase), say.list(names))
        }
        return ChartWords.said(title, parts, say)
    }

    private static func amount(_ row: Row, _ say: Tongue) -> String? {
        row.contribution.assessed.map { "\(say.number($0)) \(row.contribution.currency ?? "")" }
    }

    private static func fact(_ row: Row, _ say: Tongue) -> String {
        [amount(row, say), say(row.contribution.paid.phrase)].compactMap(\.self).joined(separator: ", ")
    }

    private var legendMarks: [Contribution.Paid] {
        Contribution.Paid.allCases.filter { paid in rows.contains { $0.contribution.paid == paid } }
    }

    private func onScreen(_ withAmounts: Bool, _ say: Tongue) -> HTML {
        let most = rows.compactMap(\.contribution.assessed).max() ?? 0
        let items = rows.map { row -> HTML in
            let paid = row.contribution.paid
            let name: HTML = "<a href=\"\(Places.state(row.state.ref))\">\(row.state.name.plain(say))</a>"
            return withAmounts
                ? "<li>\(Mark(paid).swatch) \(name)\n\(Parts.bar(row.contribution.assessed ?? 0, of: most, label: Self.fact(row, say), Mark(paid)))</li>\n"
                : "<li>\(Mark(paid).swatch) \(name) <span class=\"hidden\">\(say(paid.phrase))</span></li>\n"
        }
        let legend = Legend(entries: legendMarks.map { (Mark($0), say($0.phrase)) }).html
        return withAmounts
            ? "<ul class=\"measures\">\n\(items)</ul>\n\(legend)" : "<ul class=\"marked\">\n\(items)</ul>\n\(legend)"
    }

    /// Four states beside each other, each with its mark.
    private func marks(_ say: Tongue) -> Drawing {
        let drawn = rows.enumerated().map { index, row -> HTML in
            let x = index % 4 * 180
            let y = 28 + index / 4 * 26
            return
                "\(Mark(row.contribution.paid).rectangle(x + 1, y, 18, 16))<text x=\"\(x + 28)\" y=\"\(y + 13)\">\(row.state.name.drawn(say))</text>\n"
        }
        let legend = Legend(entries: legendMarks.map { (Mark($0), say($0.phrase)) })
        return Drawing(
            width: 720, height: 30 + (rows.count + 3) / 4 * 26, content: "\(legend.drawn(at: 2))\(drawn.joined())")
    }
}
