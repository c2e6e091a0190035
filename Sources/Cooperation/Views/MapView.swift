public import Languages
public import Markup
public import Store
import Web

/// The region's map, each state a link and coloured by what is told about it; tiles where a network has no map.
public enum MapView {
    /// One state on the map.
    public struct Place: Sendable {
        public let state: State
        /// What is told about it, in words; also the text alternative.
        public let fact: String
        /// The class that colours it: a word of the design's own.
        public let shade: String
        /// A number to stand on it.
        public let number: Int?

        public init(state: State, fact: String, shade: String, number: Int? = nil) {
            self.state = state
            self.fact = fact
            self.shade = shade
            self.number = number
        }
    }

    /// The map with a caption, and what its shades stand for where numbers stand on it. Every state on it also stands in the list beside it, so readers of screens and of the
    /// keyboard pass over the drawing; its links are for those who point.
    public static func html(_ places: [Place], title: String, in store: Connection, _ say: Tongue) throws -> HTML {
        guard try MapShapes.current(in: store) != nil else { return tiles(places, say) }
        let legend = ShadeLegend(places.compactMap { $0.state.shape == nil ? nil : $0.number })
        return """
            <figure class="map">\(try drawing(places, in: store, say))
            \(when: !legend.entries.isEmpty, legend.html)<figcaption>\(title)</figcaption></figure>
            """
    }

    /// The drawing alone, or the tiles.
    static func drawing(_ places: [Place], in store: Connection, _ say: Tongue) throws -> HTML {
        guard let shapes = try MapShapes.current(in: store) else { return tiles(places, say) }
        let drawn = shapes.paths.map { shape -> HTML in
            guard let place = places.first(where: { $0.state.shape == shape.id }) else {
                return "<path class=\"land\" d=\"\(shape.path)\"/>\n"
            }
            return """
                <a href="\(Places.state(place.state.ref))" tabindex="-1"><path class="land \(place.shade)" d="\(shape.path)">\
                <title>\(place.state.name.body): \(place.fact)</title></path></a>

                """
        }
        let numbers = shapes.paths.compactMap { shape in
            places.first { $0.state.shape == shape.id }?.number.map { number($0, at: shape.middle, size: 34) }
        }
        return """
            <div class="map"><svg viewBox="0 0 \(Int(shapes.width)) \(Int(shapes.height))" aria-hidden="true" focusable="false">
            \(drawn)\(numbers)</svg></div>
            """
    }

    /// A number in the middle of a state, on a ground of its own so that it reads on every shade.
    static func number(_ number: Int, at middle: (x: Double, y: Double), size: Int) -> HTML {
        let x = Int(middle.x)
        let y = Int(middle.y)
        let width = size * 3 / 5 * String(number).count + size / 2
        return """
            <rect class="plate" fill="#fffdf9" x="\(x - width / 2)" y="\(y - size * 3 / 5)" width="\(width)" height="\(size * 6 / 5)" rx="\(size / 4)"/>\
            <text class="on-plate" fill="#1d2b33" font-size="\(size)" font-weight="600" x="\(x)" y="\(y + size * 9 / 25)" text-anchor="middle">\(number)</text>

            """
    }

    private static func tiles(_ places: [Place], _ say: Tongue) -> HTML {
        let items = places.map { place in
            """
            <li class="\(place.shade)"><a href="\(Places.state(place.state.ref))">\(place.state.name.plain(say))</a> <span>\(place.fact)</span></li>

            """ as HTML
        }
        return "<ul class=\"tiles\">\n\(items)</ul>"
    }
}

/// The shapes of the loaded map, read from the database once per change of the map.
enum MapShapes {
    static func current(in store: Connection) throws -> GeoShapes? {
        try store.kept("map shapes") {
            let bytes: [UInt8]? = try store.value("select content from network_files where name = 'map.geojson'")
            return bytes.flatMap { GeoShapes(geoJSON: $0) }
        }
    }
}
