/// All that the log may know of a request: no query, no header, no body, no address.
public struct HTTPLogLine: Sendable, Equatable {
    /// Empty when the request could not be read.
    public var method: String
    public var path: String
    /// The application's name for the address, without what stands in its holes; nil where it has none.
    public var route: String?
    public var status: Int
    /// Bytes of the body that was sent.
    public var bytes: Int
    /// From the end of the head to the answer.
    public var milliseconds: Int
    public var incident: String?

    public init(
        method: String, path: String, route: String? = nil, status: Int, bytes: Int, milliseconds: Int,
        incident: String? = nil
    ) {
        self.method = method
        self.path = path
        self.route = route
        self.status = status
        self.bytes = bytes
        self.milliseconds = milliseconds
        self.incident = incident
    }
}

extension HTTPLogLine: CustomStringConvertible {
    /// One line: `GET /calendar 200 5120 bytes 3 ms`; whatever could end or colour a line is written as `\x1b`.
    /// Where the application has a name for the address, that stands there: a path may hold what nobody should read.
    public var description: String {
        let end = incident.map { " incident \(HTTPLogLine.encoded($0))" } ?? ""
        return "\(HTTPLogLine.encoded(method)) \(HTTPLogLine.encoded(route ?? path)) \(status) \(bytes) bytes "
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
