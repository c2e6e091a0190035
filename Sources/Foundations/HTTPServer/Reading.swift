import CSystem
import Glibc
import HTTP

extension Loop {
    /// Reads once; level-triggered waiting brings us back for more.
    func readable(_ connection: Connection) {
        // What was read before comes first; the rest stays in the kernel meanwhile.
        guard !connection.waitsForTurn else { return }
        guard connection.phase != .running, connection.output.isEmpty else {
            // The client sends on, or has gone, while its request is handled: not our concern now.
            return wait(connection, for: connection.output.isEmpty ? 0 : SYSTEM_WRITABLE)
        }
        var buffer: [UInt8] = []
        swap(&buffer, &scratch)
        defer { swap(&buffer, &scratch) }
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe system_receive(connection.descriptor, bytes.baseAddress, bytes.count)
        }
        guard count > 0 else {
            if count == -Int(EAGAIN) { return }
            return close(connection)
        }
        if connection.phase == .draining { return }
        // Nothing can be asked on a connection whose answer goes on.
        if connection.phase == .streaming { return close(connection) }
        if connection.input.isEmpty {
            let received = buffer.span.extracting(..<count)
            let used = advance(connection, received)
            if used < count { connection.input = Array(buffer[used..<count]) }
        } else {
            var input: [UInt8] = []
            swap(&input, &connection.input)
            input += buffer[..<count]
            advance(connection, using: &input)
        }
    }

    /// Goes on with what was read while an earlier request was under way.
    func resume(_ connection: Connection) {
        guard !connection.input.isEmpty, connection.accepts, !connection.waitsForTurn else { return }
        var input: [UInt8] = []
        swap(&input, &connection.input)
        advance(connection, using: &input)
    }

    /// Goes on with those who sent more at once than was for one turn.
    func giveTurns() {
        var tokens: [UInt64] = []
        swap(&tokens, &waiting)
        for token in tokens {
            guard let connection = connection(token) else { continue }
            connection.waitsForTurn = false
            resume(connection)
        }
    }

    private func advance(_ connection: Connection, using input: inout [UInt8]) {
        let used = advance(connection, input.span)
        if used == 0 {
            swap(&input, &connection.input)
        } else if used < input.count {
            connection.input = Array(input[used...])
        }
    }

    /// How many requests of one connection are begun before others have their turn.
    private static var requestsAtOnce: Int { 4 }

    /// Uses what it can of the bytes, and sends what there is to say; returns how many bytes were used.
    ///
    /// Whoever sends hundreds of requests at once gets some answers now, and the others in later turns.
    private func advance(_ connection: Connection, _ bytes: Span<UInt8>) -> Int {
        var offset = 0
        var allowed = Loop.requestsAtOnce
        while true {
            let before = offset
            consume(connection, bytes, &offset, &allowed)
            flush(connection)
            if connection.isClosed || connection.closesAfterOutput { return bytes.count }
            if offset == bytes.count || offset == before || !connection.accepts { return offset }
            if allowed == 0 {
                connection.waitsForTurn = true
                waiting.append(connection.token)
                return offset
            }
        }
    }

    /// One request after the other, until one has to wait for a worker or much is to be sent.
    private func consume(
        _ connection: Connection, _ bytes: Span<UInt8>, _ offset: inout Int, _ allowed: inout Int
    ) {
        while offset < bytes.count, allowed > 0, connection.accepts, !connection.closesAfterOutput, output.tail.isEmpty,
            output.bytes.count < 64 * 1024
        {
            guard connection.phase == .head else {
                readBody(connection, bytes, &offset)
                continue
            }
            switch parser.parse(bytes.extracting(offset...), scanned: connection.scanned) {
            case .incomplete(let scanned):
                connection.scanned = scanned
                if !connection.isAmidHead, !connection.isAwaitingFirst {
                    connection.deadline = now + Loop.milliseconds(configuration.deadlines.head)
                }
                connection.isAmidHead = true
                return
            case .bad(let status):
                refuse(connection, status)
            case .head(let head, let used):
                offset += used
                allowed -= 1
                connection.scanned = 0
                connection.isAmidHead = false
                connection.isAwaitingFirst = false
                begin(connection, head, hasMore: offset < bytes.count)
            }
        }
    }

    private func begin(_ connection: Connection, _ head: RequestHead, hasMore: Bool) {
        var head = head
        head.request.peer = connection.peer
        connection.exchange = Connection.Exchange(head: head, began: now)
        if let hosts = configuration.hosts, !hosts.contains(head.request.authority) {
            return answer(connection, failure(.misdirectedRequest, on: connection), closes: head.framing != .none)
        }
        switch application.plan(head.request) {
        case .answer(let response, let route):
            connection.exchange?.route = route
            // The body was never asked for: reading it on would be work for nothing.
            answer(connection, response, closes: head.framing != .none)
        case .handle(let lane, let bodyLimit, let route):
            connection.exchange?.route = route
            connection.exchange?.lane = lane
            connection.exchange?.bodyLimit = max(0, bodyLimit)
            switch head.framing {
            case .none:
                return submit(connection)
            case .length(let length):
                if length > bodyLimit { return refuse(connection, .contentTooLarge) }
                connection.body.reserveCapacity(min(length, 64 * 1024))
            case .chunked:
                connection.decoder = ChunkDecoder(limit: bodyLimit)
            }
            connection.phase = .body
            connection.readingSince = now
            connection.received = 0
            connection.deadline = .max
            if head.expectsContinue, !hasMore { output.bytes += Array("HTTP/1.1 100 Continue\r\n\r\n".utf8) }
        }
    }

    private func readBody(_ connection: Connection, _ bytes: Span<UInt8>, _ offset: inout Int) {
        let began = offset
        let held = connection.body.count
        var isDone = false
        if connection.decoder != nil {
            // Not `if var`: a copy of the decoder would forget where it was.
            switch connection.decoder?.decode(bytes, from: &offset, into: &connection.body) {
            case .bad(let status)?: return refuse(connection, status)
            case .done?: isDone = true
            case .more?, nil: break
            }
        } else if case .length(let length)? = connection.exchange?.head.framing {
            let count = min(length - held, bytes.count - offset)
            let part = bytes.extracting(offset..<(offset + count))
            unsafe part.withUnsafeBufferPointer { unsafe connection.body.append(contentsOf: $0) }
            offset += count
            isDone = connection.body.count == length
        }
        connection.received += offset - began
        bodyBytes += connection.body.count - held
        connection.held = connection.body.count
        if isDone { return submit(connection) }
        if bodyBytes > configuration.limits.bodiesInMemory { refuse(connection, .serviceUnavailable) }
    }

    /// Hands the request to its lane. The answer comes by the mailbox, even when the lane is full.
    private func submit(_ connection: Connection) {
        guard let exchange = connection.exchange else { return close(connection) }
        var body: [UInt8] = []
        swap(&body, &connection.body)
        connection.decoder = nil
        connection.phase = .running
        connection.deadline = now + Loop.milliseconds(configuration.deadlines.reply)
        let token = connection.token
        let reply = HTTPReply { [mailbox, report = configuration.report] outcome in
            switch outcome {
            case .answered(let response):
                mailbox.post(Mailbox.Answer(token: token, response: response, incident: nil))
            case .streaming(let response, let stream):
                mailbox.post(Mailbox.Answer(token: token, response: response, incident: nil, stream: stream))
            case .failed(let error):
                let incident = Incident.number()
                report(incident, error)
                mailbox.post(Mailbox.Answer(token: token, response: nil, incident: incident))
            case .dropped:
                let incident = Incident.number()
                report(incident, nil)
                mailbox.post(Mailbox.Answer(token: token, response: nil, incident: incident))
            }
        }
        nextLook = min(nextLook, now + Workers<Application>.patience)
        let lane = exchange.lane == .slow ? slow : pages
        if !lane.submit(Job(request: exchange.head.request, body: body, reply: reply)) {
            reply.send(busy(on: connection))
        }
    }
}
