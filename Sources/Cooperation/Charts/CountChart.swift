import Basics
public import Languages
public import Markup

/// Things beside each other by a number: a lying bar for each, its name above and its number behind.
public struct CountChart: Sendable {
    /// What one bar stands for.
    public struct Row: Sendable {
        let name: Text
        let link: Link?
        let count: Int
        /// What is said behind the bar.
        let fact: String
        let mark: Mark

        public init(_ name: Text, _ link: Link?, count: Int, fact: String) {
            self.init(name, link, count: count, fact: fact, mark: .light)
        }

        init(_ name: Text, _ link: Link?, count: Int, fact: String, mark: Mark) {
            self.name = name
            self.link = link
            self.count = count
            self.fact = fact
            self.mark = mark
        }
    }

    let title: String
    let head: [String]
    let rows: [Row]

    /// `thing` and `unit` are the heads of the table's columns.
    public init(_ title: String, thing: String, unit: String, rows: [Row]) {
        self.title = title
        head = [thing, unit]
        self.rows = rows
    }

    /// Nil where there is nothing to show.
    public func chart(_ say: Tongue) -> Chart? {
        let most = rows.map(\.count).max() ?? 0
        guard most > 0, rows.count <= 60 else { return nil }
        return Chart(
            title: title, inWords: ChartWords.said(title, rows.map { ($0.name.body, $0.fact) }, say),
            onScreen: .words("<ul class=\"measures\">\n\(rows.map { Self.item($0, most, say) })</ul>"),
            onPaper: drawing(say),
            table: ChartTable(head: head, rows: rows.map { [$0.name.shown(say), HTML(text: $0.fact)] }))
    }

    private static func item(_ row: Row, _ most: Int, _ say: Tongue) -> HTML {
        let name: HTML = row.link.map { "<a href=\"\($0)\">\(row.name.shown(say))</a>" } ?? row.name.shown(say)
        return "<li>\(name)\n\(Parts.bar(row.count, of: most, label: row.fact))</li>\n"
    }

    /// Bars of up to 480 units; a name of more than one line keeps its lines.
    func drawing(_ say: Tongue) -> Drawing {
        let most = rows.map(\.count).max() ?? 0
        var y = 0
        let drawn = rows.map { row -> HTML in
            let lines = Drawing.lines(row.name.drawn(say), 98)
            let name = lines.enumerated().map { "<text x=\"0\" y=\"\(y + 15 + $0 * 16)\">\($1)</text>" as HTML }
            let top = y + 6 + lines.count * 16
            let width = Drawing.share(row.count, of: most, in: 480)
            y = top + 24
            return """
                \(name)<path class="track" stroke="#ddd4c5" d="M0 \(top + 6)H480"/>\
                \(when: width > 0, row.mark.rectangle(0, top, width, 12))\
                <text font-weight="600" x="492" y="\(top + 11)">\(row.fact)</text>

                """
        }
        return Drawing(width: 720, height: max(1, y), content: drawn.joined())
    }
}

extension Text {
    /// The text as a drawing says it: with its language in brackets where it is not the reader's.
    func drawn(_ say: Tongue) -> String {
        language == say.language ? body : "\(body) [\(language.code)]"
    }
}
