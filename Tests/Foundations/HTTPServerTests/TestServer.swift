import Glibc
import HTTP
import Threads

@testable import HTTPServer

/// What the echoing application answers.
func echo(_ request: HTTPRequest, _ body: [UInt8]) -> String {
    let query = request.query.map { "?\($0)" } ?? ""
    return "\(request.method) \(request.path)\(query) \(request.authority) \(String(decoding: body, as: UTF8.self))"
}

/// Answers with what it was asked.
struct EchoApplication: HTTPApplication {
    func makeWorker() {}

    func plan(_ request: HTTPRequest) -> HTTPPlan {
        .handle(lane: .page, bodyLimit: FramingCase.bodyLimit)
    }

    func respond(to request: HTTPRequest, body: [UInt8], worker: Void, reply: HTTPReply) {
        reply.send(HTTPResponse(.ok, echo(request, body)))
    }

    func failure(_ status: HTTPStatus, incident: String?, to request: HTTPRequest?) -> HTTPResponse {
        HTTPResponse(status, "\(status)" + (incident.map { " incident \($0)" } ?? ""))
    }
}

/// An application made of closures, for one test each.
struct TestApplication: HTTPApplication {
    var plan: @Sendable (HTTPRequest) -> HTTPPlan = { _ in .handle(lane: .page, bodyLimit: 64 << 20) }
    var respond: @Sendable (HTTPRequest, [UInt8], HTTPReply) throws -> Void

    func makeWorker() {}

    func plan(_ request: HTTPRequest) -> HTTPPlan {
        plan(request)
    }

    func respond(to request: HTTPRequest, body: [UInt8], worker: Void, reply: HTTPReply) throws {
        try respond(request, body, reply)
    }

    func failure(_ status: HTTPStatus, incident: String?, to request: HTTPRequest?) -> HTTPResponse {
        HTTPResponse(status, "\(status)" + (incident.map { " incident \($0)" } ?? ""))
    }
}

/// A server on a free port of this machine for the length of a test.
struct TestServer<Application: HTTPApplication> {
    let server: HTTPServer<Application>
    private let ended = Monitor(false)

    init(_ application: Application, _ configure: (inout HTTPServerConfiguration) -> Void = { _ in }) throws {
        var configuration = HTTPServerConfiguration()
        configuration.lanes.pageWorkers = 4
        configuration.deadlines.linger = 0.2
        configure(&configuration)
        server = try HTTPServer(application, configuration)
    }

    func start() {
        launch("server") { [server, ended] in
            try? server.run()
            ended.change { $0 = true }
        }
    }

    /// Whether `run()` has returned within the time.
    func hasEnded(within seconds: Double) -> Bool {
        ended.wait(seconds: seconds) { $0 ? true : nil } ?? false
    }

    func serving(_ body: (UInt16) throws -> Void) throws {
        start()
        defer {
            server.stop()
            _ = hasEnded(within: 10)
        }
        try body(server.port)
    }
}

/// Things that other threads write down for a test.
final class Notes<Note: Sendable>: Sendable {
    private let notes = Monitor<[Note]>([])

    func add(_ note: Note) {
        notes.locked { $0.append(note) }
    }

    var all: [Note] { notes.locked { $0 } }
}

/// Where handlers wait until a test lets them on.
final class Gate: Sendable {
    private let isOpen = Monitor(false)

    func pass() {
        _ = isOpen.wait { $0 ? () : nil }
    }

    func open() {
        isOpen.change { $0 = true }
    }
}

func sleep(seconds: Double) {
    usleep(UInt32(seconds * 1e6))
}

/// Runs something on a thread of its own that ends alone.
func launch(_ name: String, _ run: @escaping @Sendable () -> Void) {
    Thread(named: name, run)?.letGo()
}
