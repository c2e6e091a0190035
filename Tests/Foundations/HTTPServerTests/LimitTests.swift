import Glibc
import HTTP
import Testing
import Threads

@testable import HTTPServer

private let get = "GET / HTTP/1.1\r\nHost: a\r\n"
private let post = "POST / HTTP/1.1\r\nHost: a\r\n"

private let simple = TestApplication { request, _, reply in reply.send(HTTPResponse(.ok, request.path)) }

/// The milliseconds something took.
private func took(_ body: () throws -> Void) rethrows -> Int {
    let began = ContinuousClock.now
    try body()
    return Int((ContinuousClock.now - began) / .milliseconds(1))
}

@Suite("A server's patience")
struct PatienceTests {
    @Test("ends with a head that comes one byte at a time, although bytes keep coming")
    func slowHead() throws {
        try TestServer(simple) { $0.deadlines.head = 0.3 }.serving { port in
            let client = try TestClient(port: port)
            let milliseconds = took {
                launch("slow") {
                    for byte in Array("\(get)X: \(String(repeating: "y", count: 200))".utf8) {
                        if !client.send([byte]) { return }
                        sleep(seconds: 0.02)
                    }
                }
                #expect(client.receive()?.status == 408)
                #expect(client.isEnded())
            }
            #expect((200...3000).contains(milliseconds))
        }
    }

    @Test("gives the second head of a connection its time too")
    func slowSecondHead() throws {
        try TestServer(simple) { $0.deadlines.head = 0.2 }.serving { port in
            let client = try TestClient(port: port)
            client.send("\(get)\r\n")
            #expect(client.receive()?.status == 200)
            sleep(seconds: 0.4)
            client.send("\(get)\r\nGET ")
            #expect(client.receive()?.status == 200)
            #expect(client.receive()?.status == 408)
            #expect(client.isEnded())
        }
    }

    @Test("ends silently with a client that never says a word, and one that has nothing more to say")
    func idle() throws {
        let server = try TestServer(simple) {
            $0.deadlines.head = 0.2
            $0.deadlines.idle = 0.2
        }
        try server.serving { port in
            let silent = try TestClient(port: port)
            let idle = try TestClient(port: port)
            idle.send("\(get)\r\n")
            #expect(idle.receive()?.status == 200)
            let milliseconds = took { #expect(silent.isEnded() && idle.isEnded()) }
            #expect(milliseconds < 3000)
        }
    }

    @Test("ends with a body that comes too slowly, and not with one that keeps the rate")
    func slowBody() throws {
        let server = try TestServer(simple) {
            $0.deadlines.body = 0.2
            $0.deadlines.minimumRate = 400
        }
        try server.serving { port in
            for (size, status) in [(1, 408), (400, 200)] {
                for head in ["Content-Length: 8000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n1f40\r\n"] {
                    let client = try TestClient(port: port)
                    client.send("\(post)\(head)")
                    launch("slow") {
                        for _ in 0..<(8000 / size) {
                            if !client.send([UInt8](repeating: 65, count: size)) { return }
                            sleep(seconds: 0.05)
                        }
                        client.send("\r\n0\r\n\r\n")
                    }
                    let answer = client.receive()
                    #expect(answer?.status == status)
                    if status == 408 { #expect(client.isEnded()) }
                }
            }
        }
    }

    @Test("is not used up by one who sends thousands of requests at once")
    func turns() throws {
        let count = 3000
        let paths = Monitor<[String]>([])
        let application = TestApplication(
            plan: { .answer(HTTPResponse(.ok, $0.path), route: $0.path) },
            respond: { _, _, reply in reply.send(HTTPResponse(status: .ok)) })
        try TestServer(application) { $0.log = { line in paths.change { $0.append(line.path) } } }.serving { port in
            let greedy = try TestClient(port: port)
            let other = try TestClient(port: port)
            other.send("\(get)\r\n")
            #expect(other.receive()?.status == 200)
            launch("greedy") {
                greedy.send((0..<count).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            }
            let begun: Bool? = paths.wait(seconds: 5) { $0.count > 1 ? true : nil }
            #expect(begun == true)
            other.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(other.receive()?.text == "/other")
            // All of it comes, in its order.
            for number in 0..<count {
                guard greedy.receive()?.text == "/\(number)" else {
                    Issue.record("answer \(number) is missing or late")
                    break
                }
            }
            let place = paths.locked { $0.firstIndex(of: "/other") }
            #expect((place ?? count) < count)
        }
    }

    @Test("ends with a client that does not take its answer")
    func slowRead() throws {
        let application = TestApplication { _, _, reply in
            reply.send(HTTPResponse(status: .ok, body: [UInt8](repeating: 1, count: 20_000_000)))
        }
        try TestServer(application) { $0.deadlines.write = 0.3 }.serving { port in
            let client = try TestClient(port: port, receiveBuffer: 4096)
            client.send("\(get)\r\n")
            sleep(seconds: 1)
            // What is in the kernel's buffers still comes, then the end: not the whole body.
            #expect(client.receive() == nil)
        }
    }

    @Test("ends with an application that never answers")
    func lateReply() throws {
        let held = Notes<HTTPReply>()
        let application = TestApplication { _, _, reply in held.add(reply) }
        try TestServer(application) { $0.deadlines.reply = 0.2 }.serving { port in
            let client = try TestClient(port: port)
            client.send("\(get)\r\n")
            let answer = client.receive()
            #expect(answer?.status == 503)
            #expect(answer?.text.contains("incident") == true)
            #expect(client.isEnded())
            held.all.forEach { $0.send(HTTPResponse(.ok, "too late")) }
        }
    }
}

@Suite("A server's limits")
struct LimitTests {
    @Test("hold for one peer, not for another, and not for a trusted proxy", arguments: [false, true])
    func perPeer(_ isTrusted: Bool) throws {
        let server = try TestServer(simple) {
            $0.limits.connectionsPerPeer = 2
            if isTrusted { $0.limits.trustedProxies = ["127.0.0.2"] }
        }
        try server.serving { port in
            let first = try TestClient(port: port, from: "127.0.0.2")
            var second: TestClient? = try TestClient(port: port, from: "127.0.0.2")
            first.send("\(get)\r\n")
            second?.send("\(get)\r\n")
            #expect(first.receive()?.status == 200)
            #expect(second?.receive()?.status == 200)
            let third = try TestClient(port: port, from: "127.0.0.2")
            if isTrusted { third.send("\(get)\r\n") }
            let answer = third.receive()
            #expect(answer?.status == (isTrusted ? 200 : 503))
            #expect(answer?.field("retry-after") == (isTrusted ? nil : "1"))
            let other = try TestClient(port: port, from: "127.0.0.3")
            other.send("\(get)\r\n")
            #expect(other.receive()?.status == 200)
            second = nil
            sleep(seconds: 0.1)
            let fourth = try TestClient(port: port, from: "127.0.0.2")
            fourth.send("\(get)\r\n")
            #expect(fourth.receive()?.status == 200)
        }
    }

    @Test("hold for all connections together")
    func total() throws {
        try TestServer(simple) { $0.limits.connections = 3 }.serving { port in
            let clients = try (1...3).map { try TestClient(port: port, from: "127.0.0.\($0)") }
            for client in clients {
                client.send("\(get)\r\n")
                #expect(client.receive()?.status == 200)
            }
            let last = try TestClient(port: port, from: "127.0.0.9")
            #expect(last.receive()?.status == 503)
            #expect(last.isEnded())
        }
    }

    @Test("turn away what the queue cannot hold, with 503 and a word when to come back")
    func queue() throws {
        let gate = Gate()
        let application = TestApplication { _, _, reply in
            gate.pass()
            reply.send(HTTPResponse(.ok, "done"))
        }
        let server = try TestServer(application) {
            $0.lanes.pageWorkers = 1
            $0.lanes.waiting = 2
        }
        try server.serving { port in
            let clients = try (0..<6).map { _ in try TestClient(port: port) }
            for client in clients {
                client.send("\(get)\r\n")
                sleep(seconds: 0.02)
            }
            for client in clients[3...] {
                let answer = client.receive()
                #expect(answer?.status == 503)
                #expect(answer?.field("retry-after") == "1")
                #expect(answer?.field("connection") == nil)
            }
            gate.open()
            for client in clients[..<3] { #expect(client.receive()?.text == "done") }
            clients[5].send("\(get)\r\n")
            #expect(clients[5].receive()?.status == 200)
        }
    }

    @Test("keep slow work from holding up pages")
    func lanes() throws {
        let gate = Gate()
        var application = TestApplication { request, _, reply in
            if request.path == "/slow" { gate.pass() }
            reply.send(HTTPResponse(.ok, request.path))
        }
        application.plan = { .handle(lane: $0.path == "/slow" ? .slow : .page, bodyLimit: 0) }
        try TestServer(application) { $0.lanes.pageWorkers = 1 }.serving { port in
            let slow = try (0..<5).map { _ in try TestClient(port: port) }
            for client in slow { client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n") }
            let page = try TestClient(port: port)
            page.send("\(get)\r\n")
            #expect(page.receive()?.text == "/")
            gate.open()
            for client in slow { #expect(client.receive()?.text == "/slow") }
        }
    }

    @Test("let reserves step in when those at work are held up, and no more than there are")
    func reserves() throws {
        let gate = Gate()
        let application = TestApplication { request, _, reply in
            if request.path == "/held" { gate.pass() }
            reply.send(HTTPResponse(.ok, request.path))
        }
        let server = try TestServer(application) {
            $0.lanes.pageWorkers = 3
            $0.lanes.atWork = 1
        }
        try server.serving { port in
            let held = try (0..<2).map { _ in try TestClient(port: port) }
            for client in held { client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n") }
            let page = try TestClient(port: port)
            for _ in 0..<20 {
                page.send("\(get)\r\n")
                #expect(page.receive()?.text == "/")
            }
            let last = try TestClient(port: port)
            last.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n")
            sleep(seconds: 0.1)
            page.send("\(get)\r\n")
            sleep(seconds: 0.1)
            gate.open()
            #expect(page.receive()?.text == "/")
            for client in held + [last] { #expect(client.receive()?.text == "/held") }
        }
    }

    @Test("hold for the bodies of all connections together")
    func bodies() throws {
        try TestServer(simple) { $0.limits.bodiesInMemory = 100_000 }.serving { port in
            let first = try TestClient(port: port)
            first.send("\(post)Content-Length: 80000\r\n\r\n\(String(repeating: "x", count: 79_999))")
            sleep(seconds: 0.1)
            let second = try TestClient(port: port)
            second.send("\(post)Content-Length: 80000\r\n\r\n\(String(repeating: "x", count: 40_000))")
            #expect(second.receive()?.status == 503)
            first.send("x")
            #expect(first.receive()?.status == 200)
            for _ in 0..<3 {
                first.send("\(post)Transfer-Encoding: chunked\r\n\r\n\(String(80_000, radix: 16))\r\n")
                first.send("\(String(repeating: "x", count: 80_000))\r\n0\r\n\r\n")
                #expect(first.receive()?.status == 200)
            }
            let third = try TestClient(port: port)
            third.send("\(post)Content-Length: 80000\r\n\r\n\(String(repeating: "x", count: 80_000))")
            #expect(third.receive()?.status == 200)
        }
    }
}

@Suite("A server among rude clients")
struct RudenessTests {
    /// Numbers that look random and are the same each time.
    private struct Dice {
        var state: UInt64 = 42

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, sides)
        }
    }

    @Test("loses no connection, and answers the next polite one")
    func rudeness() throws {
        let server = try TestServer(EchoApplication()) {
            $0.limits.connections = 64
            $0.deadlines.head = 0.3
            $0.deadlines.idle = 0.3
        }
        try server.serving { port in
            var dice = Dice()
            for (number, it) in (FramingCase.all + FramingCase.all).enumerated() {
                // The server is given the time to read them, or it would only turn them away.
                if number.isMultiple(of: 8) { sleep(seconds: 0.003) }
                let client = try TestClient(port: port)
                var bytes = it.bytes
                if !bytes.isEmpty, dice.roll(2) == 0 { bytes[dice.roll(bytes.count)] = UInt8(dice.roll(256)) }
                client.send(Array(bytes.prefix(dice.roll(bytes.count + 1))))
                switch dice.roll(3) {
                case 0: client.reset()
                case 1: client.endSending()
                default: break
                }
            }
            sleep(seconds: 1)
            let clients = try (0..<64).map { _ in try TestClient(port: port) }
            for client in clients { client.send("\(get)\r\n") }
            for client in clients { #expect(client.receive()?.text == "GET / a ") }
        }
    }

    @Test("forgets a client that left before its answer")
    func left() throws {
        let gate = Gate()
        let application = TestApplication { request, _, reply in
            if request.path == "/long" { gate.pass() }
            reply.send(HTTPResponse(status: .ok, body: [UInt8](repeating: 1, count: 100_000)))
        }
        try TestServer(application) { $0.limits.connections = 3 }.serving { port in
            for _ in 0..<3 {
                let client = try TestClient(port: port)
                client.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
                sleep(seconds: 0.05)
                client.reset()
            }
            sleep(seconds: 0.05)
            let next = try TestClient(port: port)
            next.send("\(get)\r\n")
            #expect(next.receive()?.status == 200)
            gate.open()
            next.send("\(get)\r\n")
            #expect(next.receive()?.status == 200)
        }
    }
}

@Suite("A server that stops")
struct StopTests {
    @Test("finishes the request under way, closes idle connections and takes no new ones")
    func graceful() throws {
        let gate = Gate()
        let application = TestApplication { request, _, reply in
            if request.path == "/long" { gate.pass() }
            reply.send(HTTPResponse(.ok, "done"))
        }
        let server = try TestServer(application)
        server.start()
        let port = server.server.port
        let long = try TestClient(port: port)
        long.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
        let idle = try TestClient(port: port)
        idle.send("\(get)\r\n")
        #expect(idle.receive()?.status == 200)
        server.server.stop()
        #expect(idle.isEnded())
        #expect(throws: TestClient.Failure.self) { try TestClient(port: port) }
        #expect(!server.hasEnded(within: 0.1))
        gate.open()
        let answer = long.receive()
        #expect(answer?.text == "done")
        #expect(answer?.field("connection") == "close")
        #expect(long.isEnded())
        #expect(server.hasEnded(within: 5))
    }

    @Test("does not wait for ever")
    func limit() throws {
        let held = Notes<HTTPReply>()
        let application = TestApplication { _, _, reply in held.add(reply) }
        let server = try TestServer(application) { $0.deadlines.stop = 0.3 }
        server.start()
        let client = try TestClient(port: server.server.port)
        client.send("\(get)\r\n")
        sleep(seconds: 0.1)
        server.server.stop()
        #expect(server.hasEnded(within: 3))
        #expect(client.isEnded())
    }

    @Test("before it runs, ends at once")
    func early() throws {
        let server = try TestServer(simple)
        server.server.stop()
        server.start()
        #expect(server.hasEnded(within: 3))
    }
}
