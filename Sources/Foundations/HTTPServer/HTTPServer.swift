import Basics
import CSystem
public import HTTP
import Synchronization

/// A strict HTTP/1.1 server (RFC 9110 and 9112): one loop that reads and writes, and worker threads that answer.
///
///     let server = try HTTPServer(application, configuration)
///     try server.run()        // until somebody calls `stop()`
///
/// TLS, HTTP/2 and HTTP/3 are a proxy's business.
public final class HTTPServer<Application: HTTPApplication>: Sendable {
    public typealias Configuration = HTTPServerConfiguration

    /// The port listened on.
    public let port: UInt16

    private let application: Application
    private let configuration: Configuration
    private let listener: Int32
    private let mailbox: Mailbox
    private let hasRun = Atomic(false)
    private let gauges = Gauges()
    private let pages: Workers<Application>
    private let slow: Workers<Application>

    /// Listens at once: connections wait until `run()`. Throws when the address is no number, or taken.
    public init(_ application: Application, _ configuration: Configuration = Configuration()) throws(HTTPServerError) {
        self.application = application
        self.configuration = configuration
        pages = Workers(application, limit: configuration.lanes.waiting)
        slow = Workers(application, limit: configuration.lanes.waiting)
        mailbox = try Mailbox()
        let listening: HTTPListener
        if let given = configuration.listener {
            listening = given
        } else {
            listening = try HTTPListener(host: configuration.host, port: configuration.port)
        }
        guard let taken = listening.take() else {
            throw HTTPServerError(doing: "listen on a socket that another server has", code: 0)
        }
        listener = taken
        port = listening.port
    }

    /// Serves on this thread until `stop()`, once. Throws what `makeWorker()` throws, before anything is served.
    ///
    /// Returns when every request under way is answered, or when the deadline for stopping has passed.
    public func run() throws {
        guard !hasRun.exchange(true, ordering: .acquiringAndReleasing) else {
            throw HTTPServerError(doing: "run a server twice", code: 0)
        }
        let lanes = configuration.lanes
        let loop = try Loop(
            application, configuration, listener: listener, mailbox: mailbox, pages: pages, slow: slow,
            gauges: gauges)
        defer {
            let began = system_milliseconds()
            let limit = configuration.deadlines.stop
            _ = pages.stop(within: limit)
            _ = slow.stop(within: max(0, limit - Double(system_milliseconds() - began) / 1000))
        }
        try pages.start(lanes.pageWorkers, atWork: lanes.atWork, name: "page")
        try slow.start(lanes.slowWorkers, atWork: lanes.slowWorkers, name: "slow")
        loop.run()
    }

    /// What the server has in its hands. From any thread.
    public var statistics: HTTPStatistics {
        HTTPStatistics(
            connections: gauges.connections.load(ordering: .relaxed),
            streams: gauges.streams.load(ordering: .relaxed),
            bodyBytes: gauges.bodyBytes.load(ordering: .relaxed), pagesWaiting: pages.waiting, slowWaiting: slow.waiting
        )
    }

    /// Closes the listener, lets the requests under way end, and makes `run()` return. From any thread.
    public func stop() {
        mailbox.stop()
    }

    deinit {
        if !hasRun.load(ordering: .acquiring) { system_close(listener) }
    }
}

/// Why a server could not start.
public struct HTTPServerError: Error, CustomStringConvertible {
    public let description: String

    init(doing what: String, code: Int32) {
        description = "cannot \(what)" + (code == 0 ? "" : " (error \(-code) of the system)")
    }
}
