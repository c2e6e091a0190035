import CSystem
public import HTTP

/// Where a server listens and what it puts up with. Durations are seconds.
public struct HTTPServerConfiguration: Sendable {
    /// A numeric IPv4 or IPv6 address; `::` listens on both.
    public var host = "127.0.0.1"
    /// 0 takes a free port, which `HTTPServer.port` tells.
    public var port: UInt16 = 0
    /// A socket that listens already, which the server takes over; host and port are then not looked at.
    public var listener: HTTPListener?
    /// The authorities answered to, in lower case and with their port as clients send it; any other gets 421.
    /// Nil answers to all.
    public var hosts: Set<String>?
    /// Added to every response, the server's own errors included, unless the response has a field of that name.
    public var standingFields: HTTPFields = [:]
    public var limits = HTTPLimits()
    public var deadlines = HTTPDeadlines()
    public var lanes = HTTPLanes()
    /// Called on the loop once for each answered request; it must not block.
    public var log: @Sendable (HTTPLogLine) -> Void = { _ in }
    /// Called with the number of each incident, on the thread where it happened; nil when a reply was dropped.
    public var report: @Sendable (_ incident: String, _ error: (any Error)?) -> Void = { _, _ in }

    public init() {}
}

/// How much a server takes from whom.
public struct HTTPLimits: Sendable {
    public var connections = 4096
    /// Connections of one IPv4 address or one IPv6 /64 network.
    public var connectionsPerPeer = 256
    /// Addresses of proxies of our own, to which the limit per peer does not apply.
    public var trustedProxies: Set<String> = []
    /// Bytes of a whole header block; more is 431.
    public var headerBlock = 32 * 1024
    /// Header fields; more is 431.
    public var headerFields = 100
    /// Bytes of a request target; more is 414.
    public var target = 8 * 1024
    /// Bytes the bodies of all requests under way may take together; more is 503.
    public var bodiesInMemory = 512 * 1024 * 1024
    /// Answers that go on (`HTTPStream`), all together; one more is 503.
    public var streams = 2048
    /// The same for one owner; one more is 429.
    public var streamsPerOwner = 8
    /// Bytes that a stream may keep for a client that does not take them; with more, the client is let go.
    public var streamBuffer = 64 * 1024

    public init() {}
}

/// How long a server waits, in seconds.
public struct HTTPDeadlines: Sendable {
    /// For a whole head, from its first byte, or from the beginning of the connection.
    public var head = 10.0
    /// For a body before it must have kept `minimumRate` all along.
    public var body = 30.0
    /// Bytes a second, for bodies and for responses.
    public var minimumRate = 1024.0
    /// For the next request on a connection.
    public var idle = 60.0
    /// For a client that takes no byte of its response.
    public var write = 30.0
    /// For an answer of the application; after it the client gets 503.
    public var reply = 600.0
    /// Between two signs of life on a stream on which nothing else was said; less than proxies wait.
    public var heartbeat = 20.0
    /// For the client to read the last response before the connection is closed for good.
    public var linger = 2.0
    /// For requests under way when the server stops.
    public var stop = 10.0

    public init() {}
}

/// The worker threads.
public struct HTTPLanes: Sendable {
    public var pageWorkers = 16
    /// How many of the page workers work while nothing holds them up; the others stand in for those that wait.
    public var atWork = max(4, 2 * Int(system_cores()))
    public var slowWorkers = 2
    /// Requests that wait for a worker of a lane; one more gets 503.
    public var waiting = 4096

    public init() {}
}
