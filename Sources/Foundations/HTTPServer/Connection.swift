import HTTP

/// One connection; only the loop touches it.
final class Connection {
    enum Phase {
        /// Waiting for a head, or amid one.
        case head
        case body
        /// A handler has the request.
        case running
        /// The answer goes on for as long as both sides like; the deadline is that of the next sign of life.
        case streaming
        /// The last response is sent; what still comes in is thrown away.
        case draining
    }

    /// The request being read or handled.
    struct Exchange {
        let head: RequestHead
        let began: Int64
        var route: String?
        var lane = HTTPLane.page
        var bodyLimit = 0
    }

    let descriptor: Int32
    /// The descriptor with a number that is never used twice, so that late news find nobody.
    let token: UInt64
    let peer: String
    let network: String
    let countsForPeer: Bool

    var phase = Phase.head
    var events: UInt32
    /// Bytes read but not yet used; empty on an idle connection.
    var input: [UInt8] = []
    var scanned = 0
    var exchange: Exchange?
    var body: [UInt8] = []
    /// Bytes of the body that count against what all may hold, until the request is answered.
    var held = 0
    var decoder: ChunkDecoder?
    /// What the client has not taken yet.
    var output = Output()
    var closesAfterOutput = false
    /// What the answer goes on with, while it does.
    var stream: HTTPStream?
    /// When the loop loses patience; `Int64.max` for never.
    var deadline: Int64
    /// When the body began, for the minimum rate.
    var readingSince: Int64 = 0
    /// When the output began to wait for the client, and when it must have taken some of it.
    var writingSince: Int64 = 0
    var writeDeadline: Int64 = .max
    /// Bytes of the body as they came over the wire.
    var received = 0
    var isAmidHead = false
    var isAwaitingFirst = true
    var isClosed = false
    /// Whether it has sent more requests at once than are answered in one turn.
    var waitsForTurn = false

    init(descriptor: Int32, token: UInt64, peer: String, network: String, countsForPeer: Bool, deadline: Int64) {
        self.descriptor = descriptor
        self.token = token
        self.peer = peer
        self.network = network
        self.countsForPeer = countsForPeer
        self.deadline = deadline
        events = 1
    }

    /// Whether nothing has been asked yet or again.
    var isIdle: Bool { phase == .head && input.isEmpty && output.isEmpty }

    /// Whether bytes may be used now: no request is under way, and no answer waits to be taken.
    var accepts: Bool { (phase == .head || phase == .body) && output.isEmpty && !isClosed }
}

/// Bytes on their way out: the heads and small bodies in one run, one large body behind it.
struct Output {
    var bytes: [UInt8] = []
    var tail: [UInt8] = []
    var sent = 0

    var count: Int { bytes.count + tail.count }
    var isEmpty: Bool { sent >= count }
    /// Bytes that were not sent yet.
    var waiting: Int { count - sent }

    /// Adds what another output has, all of it unsent.
    mutating func append(_ other: Output) {
        bytes += tail
        bytes += other.bytes
        tail = other.tail
    }
}
