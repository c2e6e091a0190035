public import HTTP

/// Finds the route for a request among those of all rooms.
public struct Router<Need: Sendable, Context, Outcome>: Sendable {
    public typealias Route = Routes<Need, Context, Outcome>.Route

    /// Two routes that would answer the same address.
    public struct Clash: Error, CustomStringConvertible {
        public let description: String
    }

    /// What was found.
    public enum Match: Sendable {
        case found(Route, segments: [String])
        case wrongMethod(allowed: [HTTPMethod])
        case nothing
    }

    /// All routes, in the order of their addresses.
    public let routes: [Route]
    private let root: Branch

    /// Throws where two routes of one method have the same shape.
    public init(_ routes: Routes<Need, Context, Outcome>) throws(Clash) {
        self.routes = routes.all.sorted { ($0.address, $0.method.rawValue) < ($1.address, $1.method.rawValue) }
        var root = Branch()
        for route in routes.all {
            guard root.add(route, at: route.pattern.segments[...]) else {
                throw Clash(description: "two routes answer \(route.method.rawValue) \(route.address)")
            }
        }
        self.root = root
    }

    /// Finds the route for a method and a raw path; a word wins over a hole. `HEAD` is answered as `GET`.
    public func match(_ method: HTTPMethod, path: String) -> Match {
        guard let segments = Percent.segments(of: path), let leaf = root.leaf(for: segments[...]) else {
            return .nothing
        }
        let wanted = method == .head ? .get : method
        if let route = leaf[wanted] { return .found(route, segments: segments) }
        let allowed = leaf.keys.sorted { $0.rawValue < $1.rawValue }
        return .wrongMethod(allowed: allowed + (leaf[.get] == nil ? [] : [.head]))
    }

    /// Answers a request that was matched; nil when a segment does not fit its hole, which is "not found".
    public static func answer(_ route: Route, segments: [String], in context: Context) throws -> Outcome? {
        try route.answer(context, segments)
    }

    /// One level of the tree of addresses.
    private struct Branch: Sendable {
        var words: [String: Branch] = [:]
        var hole: [Branch] = []
        var leaf: [HTTPMethod: Route] = [:]

        /// False when the place is taken.
        mutating func add(_ route: Route, at segments: ArraySlice<PathPattern.Segment>) -> Bool {
            guard let first = segments.first else {
                guard leaf[route.method] == nil else { return false }
                leaf[route.method] = route
                return true
            }
            switch first {
            case .word(let word):
                return words[word, default: Branch()].add(route, at: segments.dropFirst())
            case .hole:
                if hole.isEmpty { hole = [Branch()] }
                return hole[0].add(route, at: segments.dropFirst())
            }
        }

        func leaf(for segments: ArraySlice<String>) -> [HTTPMethod: Route]? {
            guard let first = segments.first else { return leaf.isEmpty ? nil : leaf }
            let rest = segments.dropFirst()
            return words[first]?.leaf(for: rest) ?? hole.first?.leaf(for: rest)
        }
    }
}
