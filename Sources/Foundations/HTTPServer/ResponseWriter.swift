import Basics
import HTTP

/// Writes responses as HTTP/1.1 sends them (RFC 9112, section 4).
struct ResponseWriter {
    /// A body up to this size travels in the same run of bytes as its head.
    static let smallBody = 16 * 1024

    private let standing: [(name: HTTPFieldName, line: [UInt8])]
    private let standingLines: [UInt8]
    private var dateSecond: Int64 = .min
    private var dateLine: [UInt8] = []

    init(standingFields: HTTPFields) {
        standing = standingFields.filter { !ResponseWriter.isOwn($0.name) }.map { field in
            (field.name, Array("\(field.name): \(field.value)\r\n".utf8))
        }
        standingLines = standing.flatMap(\.line)
    }

    /// The server alone says how a response is framed.
    private static func isOwn(_ name: HTTPFieldName) -> Bool {
        name == .contentLength || name == .connection || name == .transferEncoding || name == .date
    }

    /// Renews the date line when a second has passed.
    mutating func tick() {
        let now = Moment.now
        guard now.milliseconds / 1000 != dateSecond else { return }
        dateSecond = now.milliseconds / 1000
        dateLine = Array("Date: \(HTTPDate.text(of: now))\r\n".utf8)
    }

    /// Appends a response, and returns the number of body bytes. One that goes on has no length, and no body yet: it ends
    /// with the connection (RFC 9112, section 6.3).
    func write(
        _ response: HTTPResponse, toHead: Bool, closes: Bool, goesOn: Bool = false, into output: inout Output
    ) -> Int {
        // An informational status would leave the client waiting for the real one.
        let status = response.status.code < 200 ? HTTPStatus.internalServerError : response.status
        let hasNoContent = status == .noContent || status == .notModified
        append("HTTP/1.1 ", &output)
        appendNumber(status.code, &output)
        append(" ", &output)
        append(status.reasonPhrase, &output)
        append("\r\n", &output)
        output.bytes += dateLine
        for field in response.fields where !ResponseWriter.isOwn(field.name) {
            append(field.name.rawName, &output)
            append(": ", &output)
            append(field.value, &output)
            append("\r\n", &output)
        }
        if !standing.contains(where: { response.fields.contains($0.name) }) {
            output.bytes += standingLines
        } else {
            for field in standing where !response.fields.contains(field.name) { output.bytes += field.line }
        }
        if closes { append("Connection: close\r\n", &output) }
        if !hasNoContent, !goesOn {
            append("Content-Length: ", &output)
            appendNumber(response.body.count, &output)
            append("\r\n", &output)
        }
        append("\r\n", &output)
        guard !hasNoContent, !toHead, !goesOn else { return 0 }
        if response.body.count <= ResponseWriter.smallBody {
            output.bytes += response.body
        } else {
            output.tail = response.body
        }
        return response.body.count
    }

    private func append(_ text: String, _ output: inout Output) {
        output.bytes.append(contentsOf: text.utf8)
    }

    private func appendNumber(_ number: Int, _ output: inout Output) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            output.bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
