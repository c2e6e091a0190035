import FoundationEssentials

/// The outlines of the states, ready to be drawn: GeoJSON (RFC 7946) whose coordinates are units of a drawing.
///
/// Decoded with FoundationEssentials' JSON decoder, once per load or start.
public struct GeoShapes: Sendable {
    /// The drawing's width and height.
    public let width: Double
    public let height: Double
    /// The outline of each state as the `d` of an SVG path, by its id, and the place in it for a number.
    public let paths: [(id: String, path: String, middle: (x: Double, y: Double))]

    private struct Collection: Decodable {
        let viewBox: [Double]?
        let features: [Feature]
    }

    private struct Feature: Decodable {
        struct Properties: Decodable { let id: String }
        let properties: Properties
        let geometry: Geometry
    }

    private struct Geometry: Decodable {
        let polygons: [[[[Double]]]]

        enum Keys: CodingKey { case type, coordinates }

        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: Keys.self)
            switch try box.decode(String.self, forKey: .type) {
            case "Polygon": polygons = [try box.decode([[[Double]]].self, forKey: .coordinates)]
            case "MultiPolygon": polygons = try box.decode([[[[Double]]]].self, forKey: .coordinates)
            default: throw DecodingError.dataCorruptedError(forKey: .type, in: box, debugDescription: "not a polygon")
            }
        }
    }

    /// Nil when the bytes are not a collection of polygons with ids.
    public init?(geoJSON bytes: [UInt8]) {
        guard let collection = try? JSONDecoder().decode(Collection.self, from: Data(bytes)),
            !collection.features.isEmpty
        else {
            return nil
        }
        let points = collection.features.flatMap { $0.geometry.polygons.joined().joined() }
        guard points.allSatisfy({ $0.count >= 2 && $0.allSatisfy { abs($0) < 100_000 } }) else { return nil }
        let box = collection.viewBox.flatMap { $0.count == 4 ? $0 : nil }
        width = box?[2] ?? points.map { $0[0] }.max() ?? 0
        height = box?[3] ?? points.map { $0[1] }.max() ?? 0
        paths = collection.features.map { feature in
            let rings = Array(feature.geometry.polygons.joined())
            return (feature.properties.id, rings.map(GeoShapes.path).joined(), RingMiddle.of(rings))
        }
    }

    private static func path(of ring: [[Double]]) -> String {
        "M" + ring.map { "\(short($0[0])) \(short($0[1]))" }.joined(separator: "L") + "Z"
    }

    /// One digit behind the point at the most.
    private static func short(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths.isMultiple(of: 10)
            ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
