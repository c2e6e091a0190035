public import Basics
public import Languages
import Markup

/// How many activities began in each month of a year: a column for each, with its number on top.
public enum MonthChart {
    /// Nil where there is nothing to show.
    public static func chart(_ months: [(first: Day, count: Int)], _ say: Tongue) -> Chart? {
        let most = months.map(\.count).max() ?? 0
        guard most > 0, months.count <= 36 else { return nil }
        let title = say("Activities by month")
        let named = months.map { (name: say.month($0.first.year, $0.first.month), count: $0.count) }
        let drawing = Drawing(width: 720, height: 208, content: columns(months, most, say))
        return Chart(
            title: title,
            inWords: ChartWords.counted(title, named.filter { $0.count > 0 }, say),
            onScreen: .drawing(drawing), onPaper: drawing,
            table: ChartTable(
                head: [say("Month"), say("Activities")],
                rows: named.map { [HTML(text: $0.name), HTML(text: say.number($0.count))] }),
            paperTable: months.count > 13 ? nil : across(months, say))
    }

    private static func across(_ months: [(first: Day, count: Int)], _ say: Tongue) -> ChartTable {
        ChartTable(
            head: [say("Month")] + months.map { say.shortMonthName($0.first.month) },
            rows: [[HTML(text: say("Activities"))] + months.map { HTML(text: say.number($0.count)) }])
    }

    private static func columns(_ months: [(first: Day, count: Int)], _ most: Int, _ say: Tongue) -> HTML {
        let step = 720 / months.count
        let columns = months.enumerated().map { index, month -> HTML in
            let height = Drawing.share(month.count, of: most, in: 150)
            let middle = index * step + step / 2
            let isNewYear = month.first.month == 1 || index == 0
            return """
                <rect class="column" fill="#5f98ab" x="\(middle - step * 3 / 10)" y="\(174 - height)" width="\(step * 6 / 10)" height="\(height)"/>\
                <text class="count" font-weight="600" x="\(middle)" y="\(168 - height)" text-anchor="middle">\(month.count)</text>\
                <text x="\(middle)" y="190" text-anchor="middle">\(say.shortMonthName(month.first.month))</text>\
                \(when: isNewYear, "<text class=\"quiet\" fill=\"#4d5d66\" font-size=\"11\" x=\"\(middle)\" y=\"204\" text-anchor=\"middle\">\(String(month.first.year))</text>")

                """
        }
        return "<path class=\"base\" stroke=\"#4d5d66\" d=\"M0 174.5H720\"/>\n\(columns)"
    }
}

/// Sentences that say what charts show.
enum ChartWords {
    /// A title, how many in all, and each part with its number.
    static func counted(_ title: String, _ parts: [(name: String, count: Int)], _ say: Tongue) -> String {
        say(
            "{title}: {total} in all – {parts}.",
            [
                "title": title, "total": say.number(parts.reduce(0) { $0 + $1.count }),
                "parts": parts.map { "\($0.name) \(say.number($0.count))" }.joined(separator: ", "),
            ])
    }

    /// A title and each part with its number, where the parts overlap.
    static func listed(_ title: String, _ parts: [(name: String, count: Int)], _ say: Tongue) -> String {
        let words = parts.map { "\($0.name) \(say.number($0.count))" }
        return say("{title}: {parts}.", ["title": title, "parts": words.joined(separator: ", ")])
    }

    /// A title and each part with what is said of it.
    static func said(_ title: String, _ parts: [(name: String, fact: String)], _ say: Tongue) -> String {
        say(
            "{title}: {parts}.",
            ["title": title, "parts": parts.map { "\($0.name) – \($0.fact)" }.joined(separator: "; ")])
    }
}
