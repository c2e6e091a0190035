import CSystem
import Glibc
import HTTP
import Synchronization

/// The one thread that accepts, reads and writes; every connection's state is touched here only.
///
/// It waits level-triggered, so nothing is lost when it leaves bytes in the kernel on purpose: a connection whose
/// request is being handled is not read any further, which is back-pressure and keeps pipelined requests in order.
final class Loop<Application: HTTPApplication> {
    let application: Application
    let configuration: HTTPServerConfiguration
    let mailbox: Mailbox
    let pages: Workers<Application>
    let slow: Workers<Application>
    let parser: HeadParser

    private let poller: Int32
    private var listener: Int32
    private var isListening = false
    private var resumesListening: Int64 = .max
    /// By descriptor, which the kernel keeps small.
    var connections: [Connection?] = []
    /// Those whose turn comes when others had theirs.
    var waiting: [UInt64] = []
    var connectionCount = 0 {
        didSet { gauges.connections.store(connectionCount, ordering: .relaxed) }
    }
    private var peers: [String: Int] = [:]
    private var serial: UInt32 = 0

    var now = system_milliseconds()
    var writer: ResponseWriter
    /// Lent to whichever connection is being read, so that an idle connection has no buffer.
    var scratch = [UInt8](repeating: 0, count: 64 * 1024)
    /// What is written while one connection is served; a connection keeps only what its client does not take.
    var output = Output()
    /// What all connections hold together.
    var bodyBytes = 0 {
        didSet { gauges.bodyBytes.store(bodyBytes, ordering: .relaxed) }
    }
    /// How many streams there are, and of whom.
    var streamCount = 0 {
        didSet { gauges.streams.store(streamCount, ordering: .relaxed) }
    }
    var streamsOfOwner: [String: Int] = [:]
    private let gauges: Gauges
    private(set) var isStopping = false
    private var stopDeadline: Int64 = .max
    private var nextSweep: Int64 = 0
    /// When to look whether the workers are held up; `Int64.max` while nobody waits for them.
    var nextLook: Int64 = .max
    private let sweepInterval: Int64

    private static var listenerToken: UInt64 { .max }
    private static var bellToken: UInt64 { .max - 1 }

    init(
        _ application: Application, _ configuration: HTTPServerConfiguration, listener: Int32, mailbox: Mailbox,
        pages: Workers<Application>, slow: Workers<Application>, gauges: Gauges
    ) throws(HTTPServerError) {
        self.gauges = gauges
        self.application = application
        self.configuration = configuration
        self.listener = listener
        self.mailbox = mailbox
        self.pages = pages
        self.slow = slow
        let limits = configuration.limits
        parser = HeadParser(
            blockLimit: max(64, limits.headerBlock), fieldLimit: max(1, limits.headerFields),
            targetLimit: max(1, limits.target))
        writer = ResponseWriter(standingFields: configuration.standingFields)
        let deadlines = configuration.deadlines
        let shortest =
            [
                deadlines.head, deadlines.body, deadlines.idle, deadlines.write, deadlines.reply, deadlines.linger,
                deadlines.stop, deadlines.heartbeat,
            ].min() ?? 1
        sweepInterval = max(5, min(1000, Loop.milliseconds(shortest) / 4))
        poller = system_poller()
        guard poller >= 0 else { throw HTTPServerError(doing: "make a poller", code: poller) }
        _ = system_poller_add(poller, mailbox.bell, SYSTEM_READABLE, Loop.bellToken)
    }

    /// Serves until the mailbox says stop and everything under way is done.
    func run() {
        listen()
        var events = [system_event](repeating: system_event(), count: 256)
        while true {
            let idles = connectionCount == 0 && isListening && !isStopping
            let patience = waiting.isEmpty ? max(0, min(nextSweep, nextLook) - now) : 0
            let wait = idles ? -1 : Int32(clamping: patience)
            let count = unsafe system_poller_wait(poller, &events, Int32(events.count), wait)
            now = system_milliseconds()
            writer.tick()
            if idles { nextSweep = now + sweepInterval }
            for event in events.prefix(Int(max(0, count))) { handle(event) }
            if !waiting.isEmpty { giveTurns() }
            if now >= nextLook {
                let (pagesWait, slowWait) = (pages.look(), slow.look())
                nextLook = pagesWait || slowWait ? now + Workers<Application>.patience : .max
            }
            if now >= nextSweep {
                sweep()
                nextSweep = now + sweepInterval
            }
            if isStopping, connectionCount == 0 || now >= stopDeadline { break }
        }
        for connection in connections { connection.map(close) }
    }

    private func handle(_ event: system_event) {
        switch event.token {
        case Loop.listenerToken:
            accept()
        case Loop.bellToken:
            system_bell_silence(mailbox.bell)
            for letter in mailbox.takeAll() {
                switch letter {
                case .answer(let answer): receive(answer)
                case .piece(let token, let bytes): receive(bytes, for: token)
                }
            }
            if mailbox.stops, !isStopping { stop() }
        default:
            guard let connection = connection(event.token) else { return }
            if event.events & SYSTEM_BROKEN != 0 { return close(connection) }
            if event.events & SYSTEM_WRITABLE != 0 { writable(connection) }
            if event.events & SYSTEM_READABLE != 0, !connection.isClosed { readable(connection) }
        }
    }

    /// The connection a token was given to, unless it has gone.
    func connection(_ token: UInt64) -> Connection? {
        let index = Int(token & 0xffff_ffff)
        guard index < connections.count, let connection = connections[index], connection.token == token else {
            return nil
        }
        return connection
    }

    // MARK: - Accepting

    private func listen() {
        guard listener >= 0, !isListening else { return }
        resumesListening = .max
        isListening = system_poller_add(poller, listener, SYSTEM_READABLE, Loop.listenerToken) >= 0
    }

    func resumeListening() {
        if now >= resumesListening { listen() }
    }

    private func accept() {
        for _ in 0..<64 {
            var peer = system_peer()
            let descriptor = unsafe system_accept(listener, &peer)
            switch -descriptor {
            case EAGAIN:
                return
            case EMFILE, ENFILE, ENOMEM, ENOBUFS:
                // The listener stays readable: without a pause the loop would spin until a descriptor is free.
                _ = system_poller_remove(poller, listener)
                isListening = false
                resumesListening = now + 100
                nextSweep = min(nextSweep, resumesListening)
                return
            case 1...:
                continue
            default:
                admit(descriptor, peer)
            }
        }
    }

    private func admit(_ descriptor: Int32, _ peer: system_peer) {
        let address = unsafe withUnsafeBytes(of: peer.address) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        let network = unsafe withUnsafeBytes(of: peer.network) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        let limits = configuration.limits
        let counts = !limits.trustedProxies.contains(address)
        guard connectionCount < limits.connections, !counts || peers[network, default: 0] < limits.connectionsPerPeer
        else { return turnAway(descriptor) }

        serial &+= 1
        let token = UInt64(serial) << 32 | UInt64(UInt32(bitPattern: descriptor))
        guard token < Loop.bellToken, system_poller_add(poller, descriptor, SYSTEM_READABLE, token) >= 0 else {
            return system_close(descriptor)
        }
        let index = Int(descriptor)
        while connections.count <= index { connections.append(nil) }
        connections[index] = Connection(
            descriptor: descriptor, token: token, peer: address, network: network, countsForPeer: counts,
            deadline: now + Loop.milliseconds(configuration.deadlines.head))
        connectionCount += 1
        if counts { peers[network, default: 0] += 1 }
    }

    /// Says 503 as far as one call can, and forgets the connection.
    private func turnAway(_ descriptor: Int32) {
        var output = Output()
        _ = writer.write(busy(on: nil), toHead: false, closes: true, into: &output)
        _ = unsafe output.bytes.withUnsafeBytes { head in
            unsafe output.tail.withUnsafeBytes { tail in
                unsafe system_send(descriptor, head.baseAddress, head.count, tail.baseAddress, tail.count)
            }
        }
        system_end_sending(descriptor)
        system_close(descriptor)
    }

    // MARK: - Ending

    func close(_ connection: Connection) {
        guard !connection.isClosed else { return }
        connection.isClosed = true
        forgetStream(of: connection)
        connections[Int(connection.descriptor)] = nil
        connectionCount -= 1
        bodyBytes -= connection.held
        if connection.countsForPeer {
            let left = peers[connection.network, default: 1] - 1
            peers[connection.network] = left > 0 ? left : nil
        }
        system_close(connection.descriptor)
    }

    func wait(_ connection: Connection, for events: UInt32) {
        guard connection.events != events, !connection.isClosed else { return }
        connection.events = events
        _ = system_poller_change(poller, connection.descriptor, events, connection.token)
    }

    private func stop() {
        isStopping = true
        stopDeadline = now + Loop.milliseconds(configuration.deadlines.stop)
        nextSweep = now
        // What has reached the kernel counts as under way.
        if isListening { accept() }
        closeListener()
        for case let connection? in connections where connection.phase == .streaming { endStream(of: connection) }
        for case let connection? in connections where connection.phase == .head {
            readable(connection)
            if !connection.isClosed, connection.isIdle { close(connection) }
        }
    }

    private func closeListener() {
        guard listener >= 0 else { return }
        // Another process may hold the socket too, and then closing our descriptor would not end the poller's interest.
        if isListening { _ = system_poller_remove(poller, listener) }
        system_close(listener)
        listener = -1
        isListening = false
        resumesListening = .max
    }

    static func milliseconds(_ seconds: Double) -> Int64 {
        Int64(max(0, min(seconds, 1e9)) * 1000)
    }

    deinit {
        closeListener()
        system_close(poller)
    }
}
