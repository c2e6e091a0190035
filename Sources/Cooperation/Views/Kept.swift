import Basics
import Synchronization

/// The shapes of the map read last, so that a page need not decode them again.
final class Kept: Sendable {
    private let last = Mutex<(bytes: [UInt8], shapes: GeoShapes?)>(([], nil))

    func shapes(of bytes: [UInt8]) -> GeoShapes? {
        last.withLock { kept in
            if kept.bytes != bytes { kept = (bytes, GeoShapes(geoJSON: bytes)) }
            return kept.shapes
        }
    }
}
