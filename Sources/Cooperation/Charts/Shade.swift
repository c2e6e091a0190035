import Markup

/// Five shades, from none to most, each darker than the one before.
public enum Shade: String, Sendable, CaseIterable {
    case none = "shade-0"
    case few = "shade-1"
    case some = "shade-2"
    case many = "shade-3"
    case most = "shade-4"

    /// The shade of a count among counts of which the highest is `most`.
    public init(_ count: Int, of most: Int) {
        guard most > 0, count > 0 else {
            self = .none
            return
        }
        let quarter = min(4, 1 + Drawing.share(count, of: most, in: 40_000) * 4 / 40_001)
        self = [Shade.none, .few, .some, .many, .most][quarter]
    }

    /// The same as the style sheet's, for paper.
    var colour: String {
        switch self {
        case .none: "#efe9dd"
        case .few: "#cfe0e5"
        case .some: "#9fc3cf"
        case .many: "#5f98ab"
        case .most: "#1f6480"
        }
    }

    /// What can be read on it.
    var ink: String { self == .most ? "#ffffff" : "#1d2b33" }
}

/// Which counts each shade stands for.
struct ShadeLegend: Sendable {
    let entries: [(shade: Shade, words: String)]

    init(_ counts: [Int]) {
        let most = counts.max() ?? 0
        entries = Shade.allCases.compactMap { shade in
            let those = counts.filter { Shade($0, of: most) == shade }
            guard let low = those.min(), let high = those.max() else { return nil }
            return (shade, low == high ? String(low) : "\(low)–\(high)")
        }
    }

    var html: HTML {
        let items = entries.map { entry -> HTML in
            """
            <li><svg class="swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect class="land \(entry.shade.rawValue)" fill="\(entry.shade.colour)" \
            x="1" y="1" width="14" height="14"/></svg> \(entry.words)</li>
            """
        }
        return "<ul class=\"legend\">\(items)</ul>"
    }

    /// Beside each other, `scale` times as large as other writing.
    func drawn(at y: Int, scale: Int) -> HTML {
        entries.enumerated().map { index, entry -> HTML in
            let x = index * 85 * scale
            return """
                <rect fill="\(entry.shade.colour)" stroke="#6f8c98" x="\(x + 1)" y="\(y)" width="\(16 * scale)" height="\(13 * scale)"/>\
                <text font-size="\(13 * scale)" x="\(x + 24 * scale)" y="\(y + 11 * scale)">\(entry.words)</text>

                """
        }.joined()
    }
}
