public import Basics
public import HTTP
import House
import Markup

/// A client without a socket: it asks the application as the server does, and waits for the reply.
///
/// It is a worker thread of its own, so let one thread use it at a time.
public final class TestClient {
    /// Keeps the house open for as long as somebody may visit it.
    public let test: TestHouse
    /// What a handler threw, or `NoReply`, where the answer was a 500.
    public private(set) var faults: [any Error] = []

    /// The streams that answers went on with.
    public private(set) var streams: [TestStream] = []

    /// The address of the machine that the client sits at.
    public var peer = "127.0.0.1"
    /// The cookie that is sent with every request, if any.
    public var cookie: String?
    /// The token that is sent with every form, if any.
    public var token: String?

    private let application: HouseApplication
    private let worker: HouseApplication.Worker

    /// A reply was let go without an answer.
    public struct NoReply: Error {}

    init(of test: TestHouse, proxies: Set<String>) throws {
        self.test = test
        application = HouseApplication(test.house, names: ["localhost"], proxies: proxies)
        worker = try application.makeWorker()
    }

    /// Asks for an address; `language` is what the browser says it prefers.
    public func get(_ address: String, language: Language? = nil, headers: HTTPFields = [:]) -> HTTPResponse {
        send(.get, address, language, headers, body: [])
    }

    /// Sends a form as a browser sends it from a page of the house; other headers replace those of the browser.
    public func post(
        _ address: String, form: [(name: String, value: String)], language: Language? = nil,
        headers: HTTPFields = [.secFetchSite: "same-origin"]
    ) -> HTTPResponse {
        let form = form + (token.map { [(name: "token", value: $0)] } ?? [])
        let text = form.map { "\(Link.encoded($0.name))=\(Link.encoded($0.value))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = headers[.contentType] ?? "application/x-www-form-urlencoded"
        return send(.post, address, language, headers, body: Array(text.utf8))
    }

    /// Any other request.
    public func send(
        _ method: HTTPMethod, _ address: String, _ language: Language? = nil, _ headers: HTTPFields = [:], body: [UInt8]
    ) -> HTTPResponse {
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var headers = headers
        if let cookie { headers.append(.cookie, cookie) }
        if let language { headers[.acceptLanguage] = language.code }
        let request = HTTPRequest(
            method: method, path: parts.first ?? "/", query: parts.count > 1 ? parts[1] : nil, authority: "localhost",
            fields: headers, peer: peer)
        switch application.plan(request) {
        case .answer(let answer, _): return answer
        case .handle(_, let limit, _) where body.count > limit:
            return application.failure(.contentTooLarge, incident: nil, to: request)
        case .handle: return answer(to: request, body)
        }
    }

    private func answer(to request: HTTPRequest, _ body: [UInt8]) -> HTTPResponse {
        let awaited = Awaited<HTTPReply.Outcome>()
        respond(to: request, body, HTTPReply { awaited.give($0) })
        switch awaited.wait() {
        case .answered(let answer): return answer
        case .streaming(let head, let stream):
            streams.append(TestStream(stream))
            return head
        case .failed(let error): faults.append(error)
        case .dropped: faults.append(NoReply())
        }
        return application.failure(.internalServerError, incident: "test", to: request)
    }

    /// Lets go of the reply when it ends, as a worker thread does.
    private func respond(to request: HTTPRequest, _ body: [UInt8], _ reply: HTTPReply) {
        do {
            try application.respond(to: request, body: body, worker: worker, reply: reply)
        } catch {
            reply.fail(error)
        }
    }
}
