public import HTTP

/// The addresses a room answers, in one list, as the browser shows them.
///
/// `Context` is what a handler is given, `Outcome` what it returns.
public struct Routes<Context, Outcome>: Sendable {
    /// One method and address with its handler.
    public struct Route: Sendable {
        public let method: HTTPMethod
        /// How many bytes of body the route takes; 0 for none.
        public let bodyLimit: Int
        public let lane: HTTPLane
        let pattern: PathPattern
        let answer: @Sendable (Context, [String]) throws -> Outcome?

        /// The address with its holes named.
        public var address: String { pattern.description }
    }

    public private(set) var all: [Route] = []

    public init() {}

    /// Answers `GET`, and with it `HEAD`.
    public mutating func get<each Value: PathValue>(
        _ path: Path<repeat each Value>, lane: HTTPLane = .page,
        _ handler: @escaping @Sendable (Context, repeat each Value) throws -> Outcome
    ) {
        add(.get, path, bodyLimit: 0, lane: lane, handler)
    }

    /// Answers `POST` with a body of at most `limit` bytes.
    public mutating func post<each Value: PathValue>(
        _ path: Path<repeat each Value>, limit: Int = 64 << 10, lane: HTTPLane = .page,
        _ handler: @escaping @Sendable (Context, repeat each Value) throws -> Outcome
    ) {
        add(.post, path, bodyLimit: limit, lane: lane, handler)
    }

    private mutating func add<each Value: PathValue>(
        _ method: HTTPMethod, _ path: Path<repeat each Value>, bodyLimit: Int, lane: HTTPLane,
        _ handler: @escaping @Sendable (Context, repeat each Value) throws -> Outcome
    ) {
        all.append(
            Route(method: method, bodyLimit: bodyLimit, lane: lane, pattern: path.pattern) { context, segments in
                guard let values = path.read(segments) else { return nil }
                return try handler(context, repeat each values)
            })
    }

    public static func + (one: Routes, other: Routes) -> Routes {
        var sum = one
        sum.all += other.all
        return sum
    }
}
