public import Languages
public import Markup

/// A chart in all its forms: a drawing, a sentence that says what it shows, and its numbers in a table.
///
/// A page shows the drawing with the table one key away; a document shows both, the drawing as a picture with the
/// sentence as its text alternative.
public struct Chart: Sendable {
    public let title: String
    /// What the picture shows, in words and figures, in the reader's language.
    public let inWords: String
    let onScreen: Screen
    let onPaper: Drawing
    let table: ChartTable
    /// The table of a document, where it is another.
    var paperTable: ChartTable?

    /// How a page shows it.
    enum Screen: Sendable {
        /// The drawing itself; in narrow windows it can be pushed sideways.
        case drawing(Drawing)
        /// Markup whose words can be read as they stand, such as a list of bars.
        case words(HTML)
        /// A drawing with links for those who point; others read the sentence and the table.
        case silent(HTML)
    }

    /// The chart on a page.
    public func html(_ say: Tongue) -> HTML {
        """
        <figure class="chart"><figcaption>\(title)\(when: needsWords, "<span class=\"hidden\">. \(inWords)</span>")</figcaption>
        \(screen)
        <details><summary>\(say("As a table"))</summary>\(table.html(labelled: title))</details></figure>

        """
    }

    /// How a document takes a picture.
    public enum Form: Sendable {
        /// As a figure of its own with a caption.
        case figure
        /// As a paragraph after its caption's, for word processors.
        case paragraphs
    }

    /// The chart in a document: its title, the picture, and its table unless that stands elsewhere in the document.
    public func document(withTable: Bool = true, as form: Form = .figure) -> HTML {
        let picture = onPaper.picture(inWords)
        let figure: HTML =
            switch form {
            case .figure: "<figure class=\"chart\"><figcaption>\(title)</figcaption>\n\(picture)</figure>"
            case .paragraphs:
                "<div class=\"caption\"><p>\(title)</p></div>\n<div class=\"picture\"><p>\(picture)</p></div>"
            }
        return "\(figure)\n\(when: withTable, (paperTable ?? table.folded).html(labelled: nil))\n"
    }

    private var screen: HTML {
        switch onScreen {
        case .drawing(let drawing):
            "<div class=\"drawing\" role=\"group\" tabindex=\"0\" aria-label=\"\(title)\">\(drawing.inline(inWords))</div>"
        case .words(let html), .silent(let html): html
        }
    }

    private var needsWords: Bool {
        if case .silent = onScreen { true } else { false }
    }
}

/// The numbers behind a chart.
struct ChartTable: Sendable {
    let head: [String]
    /// The rows; the first cell of each is its head.
    let rows: [[HTML]]
    /// How many rows stand beside each other, each with a head of its own.
    var groups = 1

    /// A long and narrow table with its rows beside each other, to save paper.
    var folded: ChartTable {
        guard rows.count > 7, head.count <= 3, rows.allSatisfy({ $0.count == head.count }) else { return self }
        let groups = head.count == 2 ? 3 : 2
        let height = (rows.count + groups - 1) / groups
        let empty = [HTML](repeating: .empty, count: head.count)
        return ChartTable(
            head: (0..<groups).flatMap { _ in head },
            rows: (0..<height).map { row in
                (0..<groups).flatMap { group in
                    let index = group * height + row
                    return index < rows.count ? rows[index] : empty
                }
            }, groups: groups)
    }

    func html(labelled title: String?) -> HTML {
        let table: HTML = """
            <table class="numbers"><thead><tr>\(head.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows.map(row))</tbody></table>
            """
        guard let title else { return table }
        return "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"\(title)\">\(table)</div>"
    }

    private func row(_ cells: [HTML]) -> HTML {
        let width = max(1, cells.count / max(1, groups))
        let drawn = cells.enumerated().map { index, cell -> HTML in
            index.isMultiple(of: width) && !cell.isEmpty ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>"
        }
        return "<tr>\(drawn)</tr>\n"
    }
}
