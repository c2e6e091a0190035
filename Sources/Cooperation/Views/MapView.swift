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

        public init(state: State, fact: String, shade: String) {
            self.state = state
            self.fact = fact
            self.shade = shade
        }
    }

    /// The map with a caption. Every state on it also stands in the list beside it, so readers of screens and of the
    /// keyboard pass over the drawing; its links are for those who point.
    public static func html(_ places: [Place], title: String, in store: Connection, _ say: Tongue) throws -> HTML {
        guard let shapes = try MapShapes.current(in: store) else { return tiles(places, say) }
        let width = Int(shapes.width)
        let height = Int(shapes.height)
        let drawn = shapes.paths.map { shape -> HTML in
            guard let place = places.first(where: { $0.state.shape == shape.id }) else {
                return "<path class=\"land\" d=\"\(shape.path)\"/>\n"
            }
            return """
                <a href="\(Places.state(place.state.ref))" tabindex="-1"><path class="land \(place.shade)" d="\(shape.path)">\
                <title>\(place.state.name.body): \(place.fact)</title></path></a>

                """
        }
        return """
            <figure class="map"><svg viewBox="0 0 \(width) \(height)" aria-hidden="true" focusable="false">
            \(drawn)</svg><figcaption>\(title)</figcaption></figure>
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
