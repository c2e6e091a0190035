import Basics
import CSystem
import Glibc
import HTTP

/// The number by which a person and the operator can talk about one fault.
enum Incident {
    static func number() -> String {
        Hexadecimal.text(of: Randomness.bytes(6))
    }
}

extension Loop {
    /// An answer that another thread gave.
    func receive(_ answer: Mailbox.Answer) {
        guard let connection = connection(answer.token), connection.phase == .running else {
            answer.stream?.leave()
            return
        }
        if let stream = answer.stream, let head = answer.response { return begin(stream, head, on: connection) }
        let response =
            answer.response ?? failure(.internalServerError, on: connection, incident: answer.incident)
        self.answer(connection, response, incident: answer.incident)
        flush(connection)
        resume(connection)
    }

    /// Writes the answer to the request under way; `flush` sends it.
    func answer(
        _ connection: Connection, _ response: HTTPResponse, incident: String? = nil, closes: Bool = false,
        goesOn: Bool = false
    ) {
        let exchange = connection.exchange
        let request = exchange?.head.request
        let asked = response.fields[.connection]?.lowercased() == "close"
        connection.closesAfterOutput = closes || asked || isStopping || exchange?.head.keepsAlive != true
        let count = writer.write(
            response, toHead: request?.method == .head, closes: connection.closesAfterOutput, goesOn: goesOn,
            into: &output)
        let line = HTTPLogLine(
            method: request?.method.rawValue ?? "", path: request?.path ?? "", route: exchange?.route,
            status: response.status.code,
            bytes: count, milliseconds: Int(now - (exchange?.began ?? now)), incident: incident)
        connection.exchange = nil
        connection.decoder = nil
        bodyBytes -= connection.held
        connection.held = 0
        connection.body = []
        connection.phase = .head
        connection.deadline = now + Loop.milliseconds(configuration.deadlines.idle)
        configuration.log(line)
    }

    /// Answers what cannot be read on, and closes: where the next request would begin is unknown.
    func refuse(_ connection: Connection, _ status: HTTPStatus) {
        switch status {
        case .methodNotAllowed:
            let allowed: HTTPFields = [.allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]
            answer(connection, HTTPResponse(status: status, fields: allowed), closes: true)
        case .notImplemented:
            answer(connection, HTTPResponse(status: status), closes: true)
        case .serviceUnavailable:
            answer(connection, busy(on: connection), closes: true)
        default:
            answer(connection, failure(status, on: connection), closes: true)
        }
    }

    /// The application's words for an answer of our own; the status stays ours.
    func failure(_ status: HTTPStatus, on connection: Connection?, incident: String? = nil) -> HTTPResponse {
        let request = connection?.exchange?.head.request
        var response = application.failure(status, incident: incident, to: request)
        response.status = status
        return response
    }

    func busy(on connection: Connection?) -> HTTPResponse {
        var response = failure(.serviceUnavailable, on: connection)
        response.fields[.retryAfter] = response.fields[.retryAfter] ?? "1"
        return response
    }

    // MARK: - Sending

    /// Sends what was written; what the client does not take now, the connection keeps.
    func flush(_ connection: Connection) {
        guard !output.isEmpty, !connection.isClosed else { return }
        guard connection.output.isEmpty else {
            // Answers to earlier, pipelined requests still wait to be taken.
            connection.output.append(output)
            output = Output()
            return
        }
        switch Loop.send(&output, to: connection.descriptor) {
        case .all:
            output.bytes.removeAll(keepingCapacity: true)
            output.tail = []
            output.sent = 0
            finished(connection)
        case .some:
            swap(&output, &connection.output)
            connection.writingSince = now
            connection.writeDeadline = now + Loop.milliseconds(configuration.deadlines.write)
            wait(connection, for: SYSTEM_WRITABLE)
        case .broken:
            output = Output()
            close(connection)
        }
    }

    func writable(_ connection: Connection) {
        let before = connection.output.sent
        switch Loop.send(&connection.output, to: connection.descriptor) {
        case .all:
            connection.output = Output()
            if connection.phase == .head { connection.deadline = now + Loop.milliseconds(configuration.deadlines.idle) }
            finished(connection)
            resume(connection)
        case .some:
            if connection.output.sent > before {
                connection.writeDeadline = now + Loop.milliseconds(configuration.deadlines.write)
            }
        case .broken:
            close(connection)
        }
    }

    func finished(_ connection: Connection) {
        if connection.closesAfterOutput {
            // Closing with unread bytes would reset the connection, and the client might never see the answer.
            system_end_sending(connection.descriptor)
            connection.input = []
            connection.phase = .draining
            connection.deadline = now + Loop.milliseconds(configuration.deadlines.linger)
        }
        if connection.phase != .running {
            wait(connection, for: SYSTEM_READABLE)
        } else if connection.events == SYSTEM_WRITABLE {
            wait(connection, for: 0)
        }
    }

    private enum Sent { case all, some, broken }

    private static func send(_ output: inout Output, to descriptor: Int32) -> Sent {
        while !output.isEmpty {
            let first = min(output.sent, output.bytes.count)
            let second = output.sent - first
            let count = unsafe output.bytes.withUnsafeBytes { head in
                unsafe output.tail.withUnsafeBytes { tail in
                    let head = unsafe UnsafeRawBufferPointer(rebasing: head[first...])
                    let tail = unsafe UnsafeRawBufferPointer(rebasing: tail[second...])
                    return unsafe system_send(descriptor, head.baseAddress, head.count, tail.baseAddress, tail.count)
                }
            }
            if count == -Int(EAGAIN) { return .some }
            guard count > 0 else { return .broken }
            output.sent += count
        }
        return .all
    }
}
