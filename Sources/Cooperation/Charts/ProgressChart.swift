public import Languages
public import Markup

/// How far objectives have come: a block for each objective, filled by its state, in a row for each priority.
public struct ProgressChart: Sendable {
    /// One priority with its objectives.
    public struct Row: Sendable {
        let name: Text
        let link: Link?
        let blocks: [Block]

        public init(_ name: Text, _ link: Link?, _ blocks: [Block]) {
            self.name = name
            self.link = link
            self.blocks = blocks
        }
    }

    /// One objective: the number it goes by, and its state.
    public struct Block: Sendable {
        let number: String
        let state: Progress

        public init(_ number: String, _ state: Progress) {
            self.number = number
            self.state = state
        }
    }

    private let rows: [Row]

    public init(_ rows: [Row]) {
        self.rows = rows.filter { !$0.blocks.isEmpty }
    }

    /// Nil where there is no objective.
    public func chart(_ say: Tongue) -> Chart? {
        guard !rows.isEmpty, rows.count <= 60 else { return nil }
        let title = say("Progress by objective")
        let states = Progress.allCases.filter { state in rows.contains { $0.blocks.contains { $0.state == state } } }
        let legend = Legend(entries: states.map { (Mark($0), say($0.phrase)) })
        let items = rows.map { row -> HTML in
            let name: HTML = row.link.map { "<a href=\"\($0)\">\(row.name.shown(say))</a>" } ?? row.name.shown(say)
            return
                "<li>\(name)\n<span class=\"blocks\">\(blocks(row))<span class=\"number\">\(fact(row, say))</span></span></li>\n"
        }
        return Chart(
            title: title, inWords: ChartWords.said(title, rows.map { ($0.name.body, fact($0, say)) }, say),
            onScreen: .words("<ul class=\"measures\">\n\(items)</ul>\n\(legend.html)"), onPaper: drawing(legend, say),
            table: ChartTable(
                head: [say("Priority")] + states.map { say($0.phrase) },
                rows: rows.map { row in
                    [row.name.shown(say)]
                        + states.map { state in
                            HTML(text: say.number(row.blocks.count { $0.state == state }))
                        }
                }))
    }

    /// “2 under way, 1 postponed”
    private func fact(_ row: Row, _ say: Tongue) -> String {
        Progress.allCases.compactMap { state in
            let count = row.blocks.count { $0.state == state }
            return count == 0 ? nil : "\(say.number(count)) \(say(state.phrase))"
        }.joined(separator: ", ")
    }

    private func blocks(_ row: Row) -> HTML {
        let width = row.blocks.count * 40
        return
            "<svg viewBox=\"0 0 \(width) 24\" width=\"\(width)\" height=\"24\" aria-hidden=\"true\">\(drawn(row, 1, 1, 22))</svg>"
    }

    private func drawn(_ row: Row, _ x: Int, _ y: Int, _ height: Int) -> HTML {
        row.blocks.enumerated().map {
            Mark($1.state).rectangle(x + $0 * 40, y, 36, height, saying: $1.number)
        }.joined()
    }

    private func drawing(_ legend: Legend, _ say: Tongue) -> Drawing {
        var y = 30
        let drawn = rows.map { row -> HTML in
            let lines = Drawing.lines(row.name.drawn(say), 98)
            let name = lines.enumerated().map { "<text x=\"0\" y=\"\(y + 15 + $0 * 16)\">\($1)</text>" as HTML }
            let top = y + 6 + lines.count * 16
            y = top + 36
            return """
                \(name)\(self.drawn(row, 1, top, 22))\
                <text class="quiet" fill="#4d5d66" x="\(row.blocks.count * 40 + 12)" y="\(top + 16)">\(fact(row, say))</text>

                """
        }
        return Drawing(width: 720, height: y, content: "\(legend.drawn(at: 2))\(drawn)")
    }
}
