import Glibc
import HTTP
import Testing

@testable import HTTPServer

private let get = "GET / HTTP/1.1\r\nHost: a\r\n"
private let post = "POST / HTTP/1.1\r\nHost: a\r\n"

/// Answers with the path at once.
private let simple = TestApplication { request, _, reply in reply.send(HTTPResponse(.ok, request.path)) }

private struct Mishap: Error {}

@Suite("A server")
struct ServerTests {
    @Test("answers HEAD with the fields of GET and no body", arguments: ["/page", "/large", "/plan"])
    func head(_ path: String) throws {
        var application = TestApplication { request, _, reply in
            reply.send(
                HTTPResponse(status: .ok, body: Array(repeating: 7, count: request.path == "/large" ? 50_000 : 9)))
        }
        application.plan = { request in
            request.path == "/plan" ? .answer(HTTPResponse(.ok, "planned")) : .handle(lane: .page, bodyLimit: 0)
        }
        try TestServer(application).serving { port in
            let client = try TestClient(port: port)
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            let whole = try #require(client.receive())
            client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n\(get)\r\n")
            let head = try #require(client.receive(toHead: true))
            #expect(head.status == 200)
            #expect(
                head.fields.filter { $0.name != "date" }.map(\.value)
                    == whole.fields.filter { $0.name != "date" }.map(\.value))
            #expect(head.field("content-length") == "\(whole.body.count)")
            #expect(client.receive()?.status == 200)
        }
    }

    @Test("says when it is, and how long the body is, itself")
    func ownFields() throws {
        let application = TestApplication { _, _, reply in
            let fields: HTTPFields = [
                .contentLength: "999", .transferEncoding: "chunked", .date: "never", .eTag: "a\r\nSet-Cookie: b=c",
            ]
            reply.send(HTTPResponse(status: .ok, fields: fields, body: [1, 2]))
        }
        try TestServer(application).serving { port in
            let client = try TestClient(port: port)
            client.send("\(get)\r\n")
            let answer = try #require(client.receive())
            #expect(answer.field("content-length") == "2")
            #expect(answer.field("transfer-encoding") == nil)
            #expect(answer.field("date")?.hasSuffix(" GMT") == true)
            #expect(answer.field("set-cookie") == nil)
            #expect(answer.field("etag") == "a  Set-Cookie: b=c")
        }
    }

    @Test("sends no body and no length with 204 and 304", arguments: [204, 304])
    func withoutBody(_ code: Int) throws {
        let application = TestApplication { _, _, reply in
            reply.send(HTTPResponse(status: HTTPStatus(code: code), body: [1, 2, 3]))
        }
        try TestServer(application).serving { port in
            let client = try TestClient(port: port)
            client.send("\(get)\r\n\(get)\r\n")
            let answers = [client.receive(), client.receive()]
            #expect(answers.map { $0?.status } == [code, code])
            #expect(answers[0]?.field("content-length") == nil)
        }
    }

    @Test(
        "answers to its own names only", arguments: ["evil", "a.example:81", "a.example.", "b.a.example", "127.0.0.1"])
    func misdirected(_ host: String) throws {
        let server = try TestServer(EchoApplication()) { $0.hosts = ["a.example"] }
        try server.serving { port in
            let client = try TestClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: \(host)\r\nX-Forwarded-Host: a.example\r\n\r\n")
            let answer = try #require(client.receive())
            #expect(answer.status == 421)
            #expect(!answer.text.contains(host) && !answer.fields.contains { $0.value.contains(host) })
            client.send("GET / HTTP/1.1\r\nHost: A.EXAMPLE\r\n\r\nGET http://\(host)/ HTTP/1.0\r\n\r\n")
            #expect(client.receive()?.status == 200)
            #expect(client.receive()?.status == 421)
        }
    }

    @Test("asks for a body that waits for permission")
    func expectation() throws {
        try TestServer(EchoApplication()).serving { port in
            let client = try TestClient(port: port)
            client.send("\(post)Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            #expect(client.receive()?.status == 100)
            client.send("ok")
            #expect(client.receive()?.text == "POST / a ok")
            client.send("\(post)Content-Length: 2000\r\nExpect: 100-continue\r\n\r\n")
            #expect(client.receive()?.status == 413)
            #expect(client.isEnded())
        }
    }

    @Test("answers a refused body even while it is still coming")
    func refusedBody() throws {
        try TestServer(EchoApplication()).serving { port in
            let client = try TestClient(port: port)
            client.send("\(post)Content-Length: 10000000\r\n\r\n")
            client.send([UInt8](repeating: 65, count: 400_000))
            #expect(client.receive()?.status == 413)
            #expect(client.isEnded())
        }
    }

    @Test("closes when the plan answers without the body")
    func plannedBody() throws {
        var application = simple
        application.plan = { _ in .answer(HTTPResponse(.notFound, "no")) }
        try TestServer(application).serving { port in
            let client = try TestClient(port: port)
            client.send("\(get)\r\n\(post)Content-Length: 4\r\n\r\nGET \(get)\r\n")
            #expect(client.receive()?.status == 404)
            #expect(client.receive()?.field("connection") == "close")
            #expect(client.isEnded())
        }
    }

    @Test("takes large bodies byte for byte", arguments: [0, 1, 16_384, 16_385, 65_537, 3_000_000])
    func largeBodies(_ count: Int) throws {
        let application = TestApplication { _, body, reply in reply.send(HTTPResponse(status: .ok, body: body)) }
        var body = [UInt8](repeating: 0, count: count)
        for index in body.indices { body[index] = UInt8(truncatingIfNeeded: index &* 7 ^ index >> 8) }
        try TestServer(application).serving { port in
            let client = try TestClient(port: port)
            client.send("\(post)Content-Length: \(count)\r\n\r\n")
            client.send(body)
            #expect(client.receive()?.body == body)
            client.send("\(post)Transfer-Encoding: chunked\r\n\r\n")
            var start = 0
            while start < count {
                let end = min(count, start + 1 + start % 50_000)
                client.send("\(String(end - start, radix: 16))\r\n")
                client.send(Array(body[start..<end]) + [13, 10])
                start = end
            }
            client.send("0\r\n\r\n")
            #expect(client.receive()?.body == body)
        }
    }

    @Test("answers pipelined requests in order, though another thread answers late")
    func order() throws {
        let application = TestApplication { request, _, reply in
            guard request.path == "/late" else { return _ = reply.send(HTTPResponse(.ok, request.path)) }
            launch("late") {
                sleep(seconds: 0.1)
                reply.send(HTTPResponse(.ok, "late"))
            }
        }
        try TestServer(application).serving { port in
            let client = try TestClient(port: port)
            client.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\nGET /soon HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receive()?.text == "late")
            #expect(client.receive()?.text == "/soon")
        }
    }

    @Test("keeps the order when a client reads slowly")
    func slowOrder() throws {
        var application = TestApplication { request, _, reply in reply.send(HTTPResponse(.ok, "worker \(request.path)"))
        }
        application.plan = { request in
            request.path == "/plan"
                ? .answer(HTTPResponse(status: .ok, body: [UInt8](repeating: 80, count: 16_000)))
                : .handle(lane: .page, bodyLimit: 0)
        }
        try TestServer(application).serving { port in
            let client = try TestClient(port: port, receiveBuffer: 4096)
            let planned = String(repeating: "GET /plan HTTP/1.1\r\nHost: a\r\n\r\n", count: 600)
            launch("sender") { client.send("\(planned)GET /end HTTP/1.1\r\nHost: a\r\n\r\n") }
            sleep(seconds: 0.2)
            for _ in 0..<600 { #expect(client.receive()?.body.count == 16_000) }
            #expect(client.receive()?.text == "worker /end")
        }
    }

    @Test("answers 500 with an incident when the handler fails, keeps its words, or drops the reply")
    func incidents() throws {
        let reported = Notes<String>()
        let lines = Notes<HTTPLogLine>()
        let application = TestApplication { request, _, reply in
            switch request.path {
            case "/throws": throw Mishap()
            case "/fails": reply.fail(Mishap())
            case "/answers-and-throws":
                reply.send(HTTPResponse(.ok, "first"))
                throw Mishap()
            case "/twice":
                #expect(reply.send(HTTPResponse(.ok, "one")))
                #expect(!reply.send(HTTPResponse(.ok, "two")))
                #expect(!reply.fail(Mishap()))
            default: break
            }
        }
        let server = try TestServer(application) {
            $0.report = { incident, error in reported.add("\(incident) \(error.map { "\($0)" } ?? "dropped")") }
            $0.log = { lines.add($0) }
        }
        try server.serving { port in
            let client = try TestClient(port: port)
            for path in ["/throws", "/fails", "/drops"] {
                client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try #require(client.receive())
                let incident = try #require(lines.all.last?.incident)
                #expect(answer.status == 500)
                #expect(answer.text == "500 Internal Server Error incident \(incident)")
                #expect(reported.all.last == "\(incident) \(path == "/drops" ? "dropped" : "Mishap()")")
            }
            #expect(Set(lines.all.compactMap(\.incident)).count == 3)
            client.send("GET /answers-and-throws HTTP/1.1\r\nHost: a\r\n\r\nGET /twice HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receive()?.text == "first")
            #expect(client.receive()?.text == "one")
            #expect(reported.all.count == 3)
        }
    }

    @Test("does not start when a worker cannot be made")
    func failingWorker() throws {
        struct Failing: HTTPApplication {
            func makeWorker() throws { throw Mishap() }
            func plan(_ request: HTTPRequest) -> HTTPPlan { .handle(lane: .page, bodyLimit: 0) }
            func respond(to request: HTTPRequest, body: [UInt8], worker: Void, reply: HTTPReply) {}
            func failure(_ status: HTTPStatus, incident: String?, to request: HTTPRequest?) -> HTTPResponse {
                HTTPResponse(status: status)
            }
        }
        let server = try HTTPServer(Failing())
        #expect(throws: Mishap.self) { try server.run() }
        #expect(throws: HTTPServerError.self) { try server.run() }
    }

    @Test("says what is wrong with an address it cannot listen on")
    func badAddress() throws {
        var configuration = HTTPServerConfiguration()
        configuration.host = "nowhere"
        #expect(throws: HTTPServerError.self) { try HTTPServer(simple, configuration) }
        let first = try HTTPServer(simple)
        configuration.host = "127.0.0.1"
        configuration.port = first.port
        #expect(throws: HTTPServerError.self) { try HTTPServer(simple, configuration) }
    }

    @Test("puts its standing fields on every kind of answer, without overriding")
    func standingFields() throws {
        var application = TestApplication { request, _, reply in
            if request.path == "/throws" { throw Mishap() }
            let own: HTTPFields = request.path == "/own" ? [.referrerPolicy: "origin"] : [:]
            reply.send(HTTPResponse(status: request.path == "/304" ? .notModified : .ok, fields: own))
        }
        application.plan = { $0.path == "/plan" ? .answer(HTTPResponse(.ok, "")) : .handle(lane: .page, bodyLimit: 10) }
        let server = try TestServer(application) {
            $0.standingFields = [.referrerPolicy: "no-referrer", .xContentTypeOptions: "nosniff", .contentLength: "7"]
            $0.hosts = ["a"]
            $0.limits.connectionsPerPeer = 1
            $0.deadlines.head = 0.3
        }
        let line = " HTTP/1.1\r\nHost: a\r\n"
        let requests = [
            ("GET /\(line)\r\n", 200), ("GET /plan\(line)\r\n", 200), ("GET /304\(line)\r\n", 304),
            ("GET /throws\(line)\r\n", 500), ("GET /own\(line)\r\n", 200), ("TRACE /\(line)\r\n", 405),
            ("BREW /\(line)\r\n", 501), ("GET /\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: b\r\n\r\n", 421),
            ("POST /\(line)Content-Length: 11\r\n\r\n", 413), ("GET /\(String(repeating: "x", count: 9000))", 414),
            ("GET /\(line)X: \(String(repeating: "x", count: 33_000))", 431), ("GET / HTTP/2.0\r\n\r\n", 505),
            ("GET /\(line)Expect: x\r\n\r\n", 417), ("GET /\(line)", 408),
            ("POST /\(line)Transfer-Encoding: chunked\r\n\r\nz", 400),
        ]
        try server.serving { port in
            for (number, (request, status)) in requests.enumerated() {
                // Each from an address of its own: the limit is for the end of this test.
                let client = try TestClient(port: port, from: "127.0.1.\(number + 1)")
                client.send(request)
                let answer = try #require(client.receive())
                #expect(answer.status == status, "\(request.prefix(40))")
                let own = request.contains("/own") ? "origin" : "no-referrer"
                #expect(answer.field("referrer-policy") == own, "\(request.prefix(40))")
                #expect(answer.field("x-content-type-options") == "nosniff", "\(request.prefix(40))")
                #expect(answer.field("content-length") != "7")
                #expect(!answer.fields.contains { $0.name == "server" || $0.name == "x-powered-by" })
            }
            let first = try TestClient(port: port)
            first.send("GET /\(line)\r\n")
            #expect(first.receive()?.status == 200)
            let turnedAway = try TestClient(port: port).receive()
            #expect(turnedAway?.status == 503)
            #expect(turnedAway?.field("referrer-policy") == "no-referrer")
        }
    }

    @Test("logs each answer once, with what may be known and nothing else")
    func log() throws {
        let lines = Notes<HTTPLogLine>()
        try TestServer(simple) { $0.log = { lines.add($0) } }.serving { port in
            let client = try TestClient(port: port)
            client.send("GET /a%0d%0a?name=Kari HTTP/1.1\r\nHost: a\r\nCookie: secret\r\n\r\nGET /b HTTP/1.1\r\n\r\n")
            #expect(client.receive()?.status == 200)
            #expect(client.receive()?.status == 400)
            #expect(client.isEnded())
        }
        #expect(lines.all.map(\.path) == ["/a%0d%0a", ""])
        #expect(lines.all.map(\.status) == [200, 400])
        #expect(lines.all.map(\.method) == ["GET", ""])
        #expect(lines.all[0].bytes == 8)
        #expect(!lines.all.map(\.description).joined().contains { $0 == "?" || $0.isNewline })
    }

    @Test("writes log lines that cannot be forged")
    func logLine() {
        let line = HTTPLogLine(
            method: "GET", path: "/a\r\nGET /b 200\u{1b}[31m\\ é", status: 404, bytes: 3, milliseconds: 2,
            incident: "a\nb")
        #expect(
            line.description
                == #"GET /a\x0d\x0aGET\x20/b\x20200\x1b[31m\\\x20\xc3\xa9 404 3 bytes 2 ms incident a\x0ab"#)
    }
}
