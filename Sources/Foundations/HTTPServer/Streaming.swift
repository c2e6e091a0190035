import CSystem
import HTTP

extension Loop {
    /// Answers with a head, and lets the answer go on. No worker waits for it, and while nothing is sent the connection
    /// has no buffer.
    func begin(_ stream: HTTPStream, _ head: HTTPResponse, on connection: Connection) {
        guard connection.exchange?.head.request.method != .head else {
            stream.leave()
            answer(connection, head, closes: true, goesOn: true)
            return flush(connection)
        }
        let limits = configuration.limits
        guard streamCount < limits.streams, !isStopping else {
            stream.leave()
            answer(connection, busy(on: connection))
            flush(connection)
            return resume(connection)
        }
        guard streamsOfOwner[stream.owner, default: 0] < limits.streamsPerOwner else {
            stream.leave()
            answer(connection, failure(.tooManyRequests, on: connection))
            flush(connection)
            return resume(connection)
        }
        answer(connection, head, closes: true, goesOn: true)
        // What the client asked beside it cannot be answered any more.
        connection.input = []
        connection.closesAfterOutput = false
        connection.phase = .streaming
        connection.stream = stream
        connection.deadline = now + heartbeat(connection)
        streamCount += 1
        streamsOfOwner[stream.owner, default: 0] += 1
        wait(connection, for: SYSTEM_READABLE)
        flush(connection)
        let token = connection.token
        if !connection.isClosed { stream.attach { [mailbox] in mailbox.post(.piece(token: token, $0)) } }
    }

    /// More of a stream, or its end.
    func receive(_ piece: [UInt8]?, for token: UInt64) {
        guard let connection = connection(token), connection.phase == .streaming else { return }
        guard let piece else { return endStream(of: connection) }
        put(piece, on: connection)
    }

    /// A comment, which event streams skip, so that everybody between here and there sees that the line is in use.
    func beat(_ connection: Connection) {
        put(Array(":\n\n".utf8), on: connection)
    }

    private func put(_ bytes: [UInt8], on connection: Connection) {
        if connection.output.sent > 0 {
            connection.output.bytes.removeFirst(min(connection.output.sent, connection.output.bytes.count))
            connection.output.sent = 0
            connection.writingSince = now
        }
        guard connection.output.waiting + bytes.count <= configuration.limits.streamBuffer else {
            return close(connection)
        }
        connection.deadline = now + heartbeat(connection)
        output.bytes += bytes
        flush(connection)
    }

    /// Ends the answer: what was said before still goes out.
    func endStream(of connection: Connection) {
        guard connection.phase == .streaming else { return }
        forgetStream(of: connection)
        connection.closesAfterOutput = true
        if connection.output.isEmpty { finished(connection) }
    }

    /// The stream reaches nobody any more.
    func forgetStream(of connection: Connection) {
        guard let stream = connection.stream else { return }
        connection.stream = nil
        streamCount -= 1
        let left = streamsOfOwner[stream.owner, default: 1] - 1
        streamsOfOwner[stream.owner] = left > 0 ? left : nil
        stream.leave()
    }

    /// Spread a little, so that streams which began together do not beat together.
    private func heartbeat(_ connection: Connection) -> Int64 {
        let whole = Loop.milliseconds(configuration.deadlines.heartbeat)
        return whole - whole / 4 * Int64(connection.descriptor & 15) / 16
    }
}
