public import Languages
import Markup
public import Store
import Web

/// How many activities took place with each state: on the map, shaded and numbered; as tiles where there is no map.
public struct StatesChart: Sendable {
    private let title: String
    private let counts: [(state: State, count: Int)]

    public init(_ title: String, _ counts: [(state: State, count: Int)]) {
        self.title = title
        self.counts = counts
    }

    private var most: Int { counts.map(\.count).max() ?? 0 }

    /// Nil where nothing took place with any state.
    public func chart(in store: Connection, _ say: Tongue) throws -> Chart? {
        guard most > 0, counts.count <= 300 else { return nil }
        let shapes = try MapShapes.current(in: store)
        let sorted = counts.sorted { $0.count > $1.count }
        return Chart(
            title: title,
            inWords: ChartWords.listed(title, sorted.map { ($0.state.name.body, $0.count) }, say),
            onScreen: .silent("\(try MapView.drawing(places(say), in: store, say))\n\(legend.html)"),
            onPaper: shapes.map(map) ?? tiles(say),
            table: ChartTable(
                head: [say("State"), say("Activities")],
                rows: sorted.map { [$0.state.name.shown(say), HTML(text: say.number($0.count))] }))
    }

    private func places(_ say: Tongue) -> [MapView.Place] {
        counts.map { state, count in
            MapView.Place(
                state: state, fact: say(one: "{count} activity", other: "{count} activities", count: count),
                shade: Shade(count, of: most).rawValue, number: count)
        }
    }

    private var legend: ShadeLegend { ShadeLegend(counts.map(\.count)) }

    private func map(_ shapes: GeoShapes) -> Drawing {
        let drawn = shapes.paths.map { shape -> HTML in
            let found = counts.first { $0.state.shape == shape.id }
            let shade = Shade(found?.count ?? 0, of: most)
            return "<path fill=\"\(shade.colour)\" stroke=\"#6f8c98\" d=\"\(shape.path)\"/>\n"
        }
        let numbers = shapes.paths.compactMap { shape in
            counts.first { $0.state.shape == shape.id }.map { MapView.number($0.count, at: shape.middle, size: 30) }
        }
        let width = Int(shapes.width)
        let height = Int(shapes.height)
        return Drawing(
            width: width, height: height + 50,
            content: """
                <rect fill="#e3eef2" width="\(width)" height="\(height)"/>
                \(drawn)\(numbers)\(legend.drawn(at: height + 16, scale: 2))
                """)
    }

    private func tiles(_ say: Tongue) -> Drawing {
        let drawn = counts.enumerated().map { index, one -> HTML in
            let x = index % 4 * 180
            let y = 34 + index / 4 * 66
            let shade = Shade(one.count, of: most)
            return """
                <rect fill="\(shade.colour)" stroke="#6f8c98" x="\(x + 1)" y="\(y)" width="168" height="56" rx="4"/>\
                <text fill="\(shade.ink)" x="\(x + 12)" y="\(y + 23)">\(one.state.name.drawn(say))</text>\
                <text fill="\(shade.ink)" font-size="18" font-weight="600" x="\(x + 12)" y="\(y + 45)">\(one.count)</text>

                """
        }
        return Drawing(
            width: 720, height: 34 + (counts.count + 3) / 4 * 66,
            content: "\(legend.drawn(at: 4, scale: 1))\(drawn.joined())")
    }
}
