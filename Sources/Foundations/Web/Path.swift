public import Markup

/// A value that can stand as one segment of an address.
public protocol PathValue: Sendable {
    /// Reads a segment, already percent-decoded; nil when it cannot be one.
    init?(pathValue: String)
    /// The segment before percent-encoding.
    var pathValue: String { get }
}

extension String: PathValue {
    public init?(pathValue: String) {
        guard !pathValue.isEmpty, pathValue.utf8.count <= 200 else { return nil }
        self = pathValue
    }

    public var pathValue: String { self }
}

extension Int: PathValue {
    /// Digits only, at most nine, without a leading zero, so that each number has one address.
    public init?(pathValue: String) {
        guard pathValue.utf8.count <= 9, let number = Int(pathValue), String(number) == pathValue, number >= 0 else {
            return nil
        }
        self = number
    }

    public var pathValue: String { String(self) }
}

/// An address with holes, which both prints links and reads requests.
///
///     static let state = Path<String>("/states/{state}")
///     state("SE")                      // a Link to /states/SE
///     state.read(["states", "SE"])     // "SE"
public struct Path<each Value: PathValue>: Sendable {
    let pattern: PathPattern

    /// The pattern names as many holes as there are values; anything else stops the program at its start.
    public init(_ pattern: StaticString) {
        self.init(declared: pattern.description)
    }

    /// The same for an address that is put together at the program's start, from the names in a declaration.
    public init(declared pattern: String) {
        self.pattern = PathPattern(pattern)
        var values = 0
        for _ in repeat (each Value).self { values += 1 }
        precondition(values == self.pattern.holes, "\(pattern) has \(self.pattern.holes) holes for \(values) values")
    }

    /// The address with its holes filled.
    public func callAsFunction(_ value: repeat each Value) -> Link {
        var texts: [String] = []
        for value in repeat each value { texts.append(value.pathValue) }
        return pattern.filled(with: texts)
    }

    /// The values in the holes of a decoded address; nil when it is another address or a value does not fit.
    public func read(_ segments: [String]) -> (repeat each Value)? {
        guard var texts = pattern.match(segments)?.makeIterator() else { return nil }
        return try? (repeat Self.next((each Value).self, &texts))
    }

    private struct DoesNotFit: Error {}

    private static func next<One: PathValue>(_ kind: One.Type, _ texts: inout IndexingIterator<[String]>) throws -> One
    {
        guard let text = texts.next(), let value = One(pathValue: text) else { throw DoesNotFit() }
        return value
    }
}

// swift-format-ignore
/// An address without holes. (The empty list of types cannot be written where it is used: the formatter joins its brackets.)
public typealias Address = Path< >
