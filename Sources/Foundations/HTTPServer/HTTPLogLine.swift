/// All that the log may know of a request: no query, no header, no body, no address.
public struct HTTPLogLine: Sendable, Equatable {
    /// Empty when the request could not be read.
    public var method: String
    public var path: String
    public var status: Int
    /// Bytes of the body that was sent.
    public var bytes: Int
    /// From the end of the head to the answer.
    public var milliseconds: Int
    public var incident: String?

    public init(method: String, path: String, status: Int, bytes: Int, milliseconds: Int, incident: String? = nil) {
        self.method = method
        self.path = path
        self.status = status
        self.bytes = bytes
        self.milliseconds = milliseconds
        self.incident = incident
    }
}

extension HTTPLogLine: CustomStringConvertible {
    /// One line: `GET /calendar 200 5120 bytes 3 ms`; whatever could end or colour a line is written as `\x1b`.
    public var description: String {
        let end = incident.map { " incident \(HTTPLogLine.encoded($0))" } ?? ""
        return "\(HTTPLogLine.encoded(method)) \(HTTPLogLine.encoded(path)) \(status) \(bytes) bytes "
            + "\(milliseconds) ms\(end)"
    }

    private static func encoded(_ text: String) -> String {
        if text.isEmpty { return "-" }
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }) { return text }
        return text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "\\"): "\\\\"
            case 0x21..<0x7f: String(UnicodeScalar(byte))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }
}
