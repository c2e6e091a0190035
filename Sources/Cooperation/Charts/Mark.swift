import Markup

/// Five ways to fill a shape that can be told apart without colour: full, light, empty, hatched, dotted.
enum Mark: String, Sendable {
    case full, light, empty, hatched, dotted

    init(_ progress: Progress) {
        self =
            switch progress {
            case .done: .full
            case .underway: .light
            case .planned, .open: .empty
            case .postponed: .hatched
            case .waiting: .dotted
            }
    }

    init(_ paid: Contribution.Paid) {
        self =
            switch paid {
            case .yes: .full
            case .partly: .hatched
            case .no: .empty
            }
    }

    private var colour: StaticString {
        switch self {
        case .full: "#3f6b4f"
        case .light: "#9fc3cf"
        case .empty, .hatched, .dotted: "#fffdf9"
        }
    }

    /// A rectangle filled this way.
    func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> HTML {
        """
        <rect class="mark \(rawValue)" x="\(x)" y="\(y)" width="\(width)" height="\(height)" rx="2" \
        fill="\(colour.description)" stroke="#4d5d66"/>\(strokes(x, y, width, height))
        """
    }

    /// The same with a short word in its middle.
    func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, saying word: String) -> HTML {
        let colour = self == .full ? "#ffffff" : "#1d2b33"
        // What stands on a pattern needs a quiet ground.
        let ground: HTML =
            self == .hatched || self == .dotted
            ? "<rect class=\"mark empty\" stroke=\"none\" fill=\"#fffdf9\" x=\"\(x + width / 2 - 9)\" y=\"\(y + 3)\" width=\"18\" height=\"\(max(0, height - 6))\"/>"
            : .empty
        return """
            \(rectangle(x, y, width, height))\(ground)<text class="on-\(rawValue)" fill="\(colour)" x="\(x + width / 2)" \
            y="\(y + height / 2 + 5)" text-anchor="middle">\(word)</text>
            """
    }

    /// A small square beside a word, for a legend or a list.
    var swatch: HTML {
        "<svg class=\"swatch\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">\(rectangle(1, 1, 14, 14))</svg>"
    }

    private func strokes(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> HTML {
        switch self {
        case .full, .light, .empty: .empty
        case .hatched: "<path class=\"hatch\" stroke=\"#4d5d66\" fill=\"none\" d=\"\(hatch(x, y, width, height))\"/>"
        case .dotted: dots(x, y, width, height).joined()
        }
    }

    /// Slanting lines, each cut where it leaves the rectangle.
    private func hatch(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
        stride(from: 5 - height, to: width, by: 5).map { start in
            let from = (x: max(start, 0), y: start < 0 ? height + start : height)
            let end = start + height
            let to = (x: min(end, width), y: end > width ? end - width : 0)
            return "M\(x + from.x) \(y + from.y)L\(x + to.x) \(y + to.y)"
        }.joined()
    }

    private func dots(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> [HTML] {
        stride(from: 4, to: height - 1, by: 5).flatMap { down in
            stride(from: 4, to: width - 1, by: 5).map { across in
                "<circle class=\"dot\" fill=\"#4d5d66\" cx=\"\(x + across)\" cy=\"\(y + down)\" r=\"1\"/>"
            }
        }
    }
}

/// What each mark of a drawing stands for: in one line of a drawing, or as a list on a page.
struct Legend: Sendable {
    let entries: [(mark: Mark, word: String)]

    /// Swatches with their words, from the left; a letter is taken to be seven units wide.
    func drawn(at y: Int) -> HTML {
        var x = 0
        return entries.map { entry -> HTML in
            let here = x
            x += 36 + entry.word.count * 7
            return
                "\(entry.mark.rectangle(here + 1, y, 16, 14))<text x=\"\(here + 24)\" y=\"\(y + 12)\">\(entry.word)</text>\n"
        }.joined()
    }

    var html: HTML {
        "<ul class=\"legend\">\(entries.map { "<li>\($0.mark.swatch) \($0.word)</li>" as HTML })</ul>"
    }
}
