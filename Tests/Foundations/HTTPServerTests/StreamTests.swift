import Basics
import Foundation
import Glibc
import HTTP
import Testing
import Threads

@testable import HTTPServer

/// Answers every request with a stream whose owner is the path, and keeps the streams for the test.
private final class Source: Sendable {
    let streams = Notes<HTTPStream>()
    let left = Monitor<[String]>([])

    var application: TestApplication {
        TestApplication { [self] request, _, reply in
            let stream = HTTPStream(owner: request.path) { [left] in left.change { $0.append(request.path) } }
            streams.add(stream)
            stream.send(Array("data: hello\n\n".utf8))
            reply.stream(HTTPResponse(status: .ok, fields: [.contentType: "text/event-stream"]), stream)
        }
    }

    /// Waits until so many streams have left.
    func haveLeft(_ count: Int) -> Bool {
        left.wait(seconds: 5) { $0.count >= count ? true : nil } ?? false
    }
}

private func ask(_ path: String, on client: TestClient) {
    client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
}

/// Kilobytes of memory that this process has to itself.
private func kilobytes() -> Int {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let file = unsafe open("/proc/self/statm", O_RDONLY)
    defer { close(file) }
    let count = unsafe read(file, &buffer, buffer.count)
    let words = String(decoding: buffer[..<max(0, count)], as: UTF8.self).split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * 4 : 0
}

@Suite("An answer that goes on", .timeLimit(.minutes(10)))
struct StreamTests {
    @Test("has no length, and brings what is sent as it is sent, to its end")
    func goesOn() throws {
        let source = Source()
        try TestServer(source.application).serving { port in
            let client = try TestClient(port: port)
            ask("/one", on: client)
            let beginning = client.receive(until: "hello\n\n")
            #expect(beginning.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(beginning.contains("\r\nConnection: close\r\n"))
            #expect(!beginning.contains("Content-Length"))
            #expect(!beginning.contains("Transfer-Encoding"))
            let stream = try #require(source.streams.all.first)
            stream.send(Array("data: 1\n\n".utf8))
            #expect(client.receive(until: "1\n\n") == "data: 1\n\n")
            stream.send(Array("data: 2\n\n".utf8))
            stream.end()
            stream.send(Array("data: 3\n\n".utf8))
            #expect(client.receive(until: "never") == "data: 2\n\n")
            #expect(client.isEnded())
            #expect(source.left.locked { $0 } == ["/one"])
        }
    }

    @Test("needs no worker: more go on than there are workers, and a page is answered beside them")
    func workers() throws {
        let source = Source()
        var application = source.application
        let streaming = application.respond
        application.respond = { request, body, reply in
            if request.path == "/page" {
                reply.send(HTTPResponse(.ok, "a page"))
            } else {
                try streaming(request, body, reply)
            }
        }
        try TestServer(application) { $0.lanes.pageWorkers = 2 }.serving { port in
            let listeners = try (0..<20).map { number in
                let client = try TestClient(port: port)
                ask("/\(number)", on: client)
                #expect(client.receive(until: "hello\n\n").contains("200 OK"))
                return client
            }
            let reader = try TestClient(port: port)
            ask("/page", on: reader)
            #expect(reader.receive()?.text == "a page")
            for stream in source.streams.all { stream.send(Array("data: all\n\n".utf8)) }
            for listener in listeners { #expect(listener.receive(until: "all\n\n") == "data: all\n\n") }
        }
    }

    @Test("shows that it lives while nothing is said")
    func heartbeat() throws {
        let source = Source()
        try TestServer(source.application) { $0.deadlines.heartbeat = 0.2 }.serving { port in
            let client = try TestClient(port: port)
            ask("/", on: client)
            _ = client.receive(until: "hello\n\n")
            #expect(client.receive(until: ":\n\n") == ":\n\n")
            #expect(client.receive(until: ":\n\n") == ":\n\n")
        }
    }

    @Test("is refused to an owner who has enough of them, and to everybody when there are too many")
    func limits() throws {
        let source = Source()
        let server = try TestServer(source.application) {
            $0.limits.streamsPerOwner = 2
            $0.limits.streams = 3
        }
        try server.serving { port in
            var clients: [TestClient] = []
            let statuses = try ["/a", "/a", "/a", "/b", "/c"].map { path in
                let client = try TestClient(port: port)
                clients.append(client)
                ask(path, on: client)
                return client.receive()?.status
            }
            #expect(statuses == [200, 200, 429, 200, 503])
            #expect(source.haveLeft(2))
            #expect(server.server.statistics.streams == 3)
        }
    }

    @Test("makes room again when a client goes, by ending or by falling silent")
    func leaving() throws {
        let source = Source()
        let server = try TestServer(source.application) { $0.limits.streamsPerOwner = 1 }
        try server.serving { port in
            for goes in [{ $0.endSending() }, { $0.reset() }, { $0.send("GET / HTTP/1.1\r\n") }]
                as [(TestClient) -> Void]
            {
                let client = try TestClient(port: port)
                ask("/a", on: client)
                #expect(client.receive(until: "hello\n\n").contains("200 OK"))
                let before = source.left.locked { $0.count }
                goes(client)
                #expect(source.haveLeft(before + 1))
            }
            #expect(server.server.statistics.streams == 0)
        }
    }

    @Test("lets go of a client that takes nothing, once what waits for it passes a limit")
    func slowClient() throws {
        let source = Source()
        let server = try TestServer(source.application) { $0.limits.streamBuffer = 64 * 1024 }
        try server.serving { port in
            let slow = try TestClient(port: port, receiveBuffer: 4096)
            ask("/slow", on: slow)
            _ = slow.receive(until: "hello\n\n")
            let stream = try #require(source.streams.all.first)
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 16 * 1024)
            var sent = 0
            while sent < 4096, source.left.locked({ $0.isEmpty }) {
                stream.send(piece)
                sent += 1
                if sent.isMultiple(of: 16) { sleep(seconds: 0.01) }
            }
            #expect(source.haveLeft(1))
            #expect(sent < 4096)
        }
    }

    @Test("ends at once when the server stops")
    func stopping() throws {
        let source = Source()
        let server = try TestServer(source.application)
        server.start()
        let client = try TestClient(port: server.server.port)
        ask("/", on: client)
        _ = client.receive(until: "hello\n\n")
        let began = ContinuousClock.now
        server.server.stop()
        #expect(client.isEnded())
        #expect(ContinuousClock.now - began < .seconds(1))
        #expect(source.haveLeft(1))
        #expect(server.hasEnded(within: 5))
    }

    @Test("has no beginning for a client that only wants the head")
    func head() throws {
        let source = Source()
        try TestServer(source.application).serving { port in
            let client = try TestClient(port: port)
            client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receive(toHead: true)?.status == 200)
            #expect(client.isEnded())
            #expect(source.haveLeft(1))
        }
    }

    /// Other tests of the same process take memory as well, so it is run among few.
    @Test(
        "costs little memory while nothing is said, for 2,000 of them",
        .enabled(if: ProcessInfo.processInfo.environment["CHILDCENTRE_LONG"] != nil, "only among the long tests"))
    func memory() throws {
        let source = Source()
        let server = try TestServer(source.application) {
            $0.limits.connectionsPerPeer = 4096
            $0.limits.streams = 2048
            $0.deadlines.heartbeat = 20
        }
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        try #require(limit.rlim_cur > 4300)
        try server.serving { port in
            let connect = { (number: Int) in
                let client = try TestClient(port: port)
                ask("/\(number)", on: client)
                #expect(client.receive(until: "hello\n\n").contains("200 OK"))
                return client
            }
            // What the first ones cost is the server's own.
            var clients = try (0..<48).map(connect)
            let before = kilobytes()
            clients += try (48..<2048).map(connect)
            #expect(server.server.statistics.streams == 2048)
            let after = kilobytes()
            let began = ContinuousClock.now
            for stream in source.streams.all { stream.send(Array("data: now\n\n".utf8)) }
            for client in clients { #expect(client.receive(until: "now\n\n") == "data: now\n\n") }
            let milliseconds = Int((ContinuousClock.now - began) / .milliseconds(1))
            print(
                "2,000 idle streams, with their clients in the same process: \(after - before) KB more, "
                    + "\((after - before) * 1024 / 2000) bytes each; a word to all of them heard within \(milliseconds) ms"
            )
            #expect(after - before < 20_000)
        }
    }
}
