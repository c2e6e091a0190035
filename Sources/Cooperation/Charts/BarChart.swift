public import Languages
public import Markup

/// A chart of bars drawn as SVG, with its numbers in a table below: readable in print, in grey, and by screen readers.
public struct BarChart: Sendable {
    public let title: String
    /// What is counted, as the head of the table's second column.
    public let unit: String
    public let bars: [Bar]

    /// One bar: what it stands for, and how many.
    public struct Bar: Sendable {
        public let name: String
        public let count: Int

        public init(name: String, count: Int) {
            self.name = name
            self.count = count
        }
    }

    public init(title: String, unit: String, bars: [Bar]) {
        self.title = title
        self.unit = unit
        self.bars = bars
    }

    /// The numbers alone, for a medium that takes no drawing.
    public func table(_ say: Tongue) -> HTML {
        let rows = bars.map { "<tr><th scope=\"row\">\($0.name)</th><td>\(say.number($0.count))</td></tr>\n" as HTML }
        return """
            <table><caption>\(title)</caption><thead><tr><th scope="col">\(say("What"))</th><th scope="col">\(unit)</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// Upright bars with their numbers on top and their names below; nothing where there is nothing to show.
    public func html(_ say: Tongue) -> HTML {
        let most = bars.map(\.count).max() ?? 0
        guard most > 0 else { return .empty }
        let step = 720 / max(bars.count, 1)
        let drawn = bars.enumerated().map { index, bar -> HTML in
            let height = bar.count * 150 / most
            let middle = index * step + step / 2
            return """
                <rect class="column" fill="#5f98ab" x="\(middle - step * 3 / 10)" y="\(180 - height)" width="\(step * 6 / 10)" height="\(height)"/>\
                <text class="count" x="\(middle)" y="\(174 - height)" text-anchor="middle">\(bar.count)</text>\
                <text class="name" x="\(middle)" y="200" text-anchor="middle">\(bar.name)</text>

                """
        }
        let inWords = "\(title): " + bars.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        return """
            <figure class="chart"><svg viewBox="0 0 720 210" role="img" aria-label="\(inWords)"><title>\(inWords)</title>
            <path class="base" d="M0 180h720"/>\(drawn)</svg>
            <figcaption>\(title)</figcaption>
            <details><summary>\(say("As a table"))</summary>\(table(say))</details></figure>
            """
    }
}
