import Synchronization

/// What a server has in its hands at a moment.
public struct HTTPStatistics: Hashable, Sendable {
    /// Open connections.
    public let connections: Int
    /// Those of them whose answer goes on.
    public let streams: Int
    /// Bytes of bodies held for requests that are not answered yet.
    public let bodyBytes: Int
    /// Requests that wait for a page worker.
    public let pagesWaiting: Int
    /// Requests that wait for a worker of the slow lane.
    public let slowWaiting: Int
}

/// What the loop tells of itself to other threads.
final class Gauges: Sendable {
    let connections = Atomic(0)
    let streams = Atomic(0)
    let bodyBytes = Atomic(0)
}
