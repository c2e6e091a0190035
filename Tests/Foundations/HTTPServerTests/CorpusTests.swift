import HTTP
import Testing

@testable import HTTPServer

/// Follows a client's bytes through the parser and the decoder, without a server.
private struct Reading {
    private let parser = HeadParser()
    private var left: [UInt8] = []
    private var scanned = 0
    private var decoder: ChunkDecoder?
    private var missing = 0
    private var body: [UInt8] = []
    private var head: RequestHead?
    var statuses: [Int] = []
    var echoes: [String] = []
    var isClosed = false

    mutating func feed(_ bytes: some Collection<UInt8>) {
        left += bytes
        while !isClosed, !left.isEmpty, step() {}
    }

    /// False when more bytes are needed.
    private mutating func step() -> Bool {
        if var decoder {
            var used = 0
            let bytes = left
            let progress = decoder.decode(bytes.span, from: &used, into: &body)
            self.decoder = decoder
            left.removeFirst(used)
            switch progress {
            case .bad(let status): refuse(status)
            case .done: finish()
            case .more: return false
            }
            return true
        }
        if missing > 0 {
            let count = min(missing, left.count)
            body += left.prefix(count)
            left.removeFirst(count)
            missing -= count
            if missing == 0 { finish() }
            return missing == 0
        }
        switch parser.parse(left.span, scanned: scanned) {
        case .incomplete(let position):
            scanned = position
            return false
        case .bad(let status):
            refuse(status)
        case .head(let head, let used):
            scanned = 0
            left.removeFirst(used)
            self.head = head
            switch head.framing {
            case .none: finish()
            case .chunked: decoder = ChunkDecoder(limit: FramingCase.bodyLimit)
            case .length(let length):
                if length > FramingCase.bodyLimit { refuse(.contentTooLarge) }
                missing = length
            }
        }
        return true
    }

    private mutating func refuse(_ status: HTTPStatus) {
        statuses.append(status.code)
        isClosed = true
    }

    private mutating func finish() {
        guard let head else { return }
        statuses.append(200)
        echoes.append(echo(head.request, body))
        isClosed = !head.keepsAlive
        decoder = nil
        body = []
    }
}

@Suite("The framing of requests")
struct CorpusTests {
    @Test("has a corpus of at least 150 cases, each with a name of its own")
    func count() {
        #expect(FramingCase.all.count >= 150)
        print("framing cases: \(FramingCase.all.count)")
    }

    @Test("is read as it should be, whole", arguments: FramingCase.all)
    func whole(_ it: FramingCase) {
        var reading = Reading()
        reading.feed(it.bytes)
        check(reading, it)
    }

    @Test("is read the same one byte at a time", arguments: FramingCase.all)
    func bytes(_ it: FramingCase) {
        var reading = Reading()
        // The longest cases would take their square of steps.
        let step = it.bytes.count > 4000 ? 61 : 1
        for start in stride(from: 0, to: it.bytes.count, by: step) {
            reading.feed(it.bytes[start..<min(start + step, it.bytes.count)])
        }
        check(reading, it)
    }

    @Test("is read the same in two parts, wherever the cut is", arguments: FramingCase.all)
    func parts(_ it: FramingCase) {
        let step = max(1, it.bytes.count / 400)
        for cut in stride(from: 1, to: max(1, it.bytes.count), by: step) {
            var reading = Reading()
            reading.feed(it.bytes[..<cut])
            reading.feed(it.bytes[cut...])
            check(reading, it)
        }
    }

    @Test("is answered as it should be over a socket")
    func sockets() throws {
        try TestServer(EchoApplication()).serving { port in
            for it in FramingCase.all { try check(it, port: port) }
        }
    }

    private func check(_ reading: Reading, _ it: FramingCase) {
        #expect(reading.statuses == it.statuses, "\(it.name)")
        #expect(reading.isClosed == (it.ending == .closed), "\(it.name)")
        if let echoes = it.echoes { #expect(reading.echoes == echoes, "\(it.name)") }
    }

    private func check(_ it: FramingCase, port: UInt16) throws {
        let client = try TestClient(port: port)
        client.send(it.bytes)
        var echoes: [String] = []
        for status in it.statuses {
            guard let answer = client.receive() else {
                Issue.record("\(it.name): no answer")
                return
            }
            #expect(answer.status == status, "\(it.name)")
            if answer.status == 200 { echoes.append(answer.text) }
            let isLast = echoes.count == it.statuses.count || status != 200
            #expect((answer.field("connection") == "close") == (isLast && it.ending == .closed), "\(it.name)")
            if status == 405 || status == 501 { #expect(answer.body.isEmpty, "\(it.name)") }
        }
        if let expected = it.echoes { #expect(echoes == expected, "\(it.name)") }
        switch it.ending {
        case .closed:
            #expect(client.isEnded(), "\(it.name)")
        case .open:
            client.send("GET /still-here HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receive()?.text == "GET /still-here a ", "\(it.name)")
        case .waiting:
            client.endSending()
            #expect(client.isEnded(), "\(it.name)")
        }
    }
}
