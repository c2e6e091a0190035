import HTTP

/// The first line of a request (RFC 9112, section 3): method, target and version with one space between them.
struct RequestLine {
    let method: HTTPMethod
    let path: String
    let query: String?
    /// The authority of an absolute target, in lower case.
    let authority: String?
    /// HTTP/1.1 rather than HTTP/1.0.
    let isCurrentVersion: Bool

    init(_ line: Span<UInt8>, targetLimit: Int) throws(Refusal) {
        var methodEnd = 0
        while methodEnd < line.count, HTTPFieldName.allows(line[methodEnd]) { methodEnd += 1 }
        guard methodEnd > 0, methodEnd < line.count, line[methodEnd] == UInt8(ascii: " ") else {
            throw Refusal(.badRequest)
        }
        var targetEnd = methodEnd + 1
        while targetEnd < line.count, line[targetEnd] != UInt8(ascii: " ") { targetEnd += 1 }
        let target = (methodEnd + 1)..<targetEnd
        guard target.count <= targetLimit else { throw Refusal(.uriTooLong) }
        guard !target.isEmpty, targetEnd < line.count else { throw Refusal(.badRequest) }

        isCurrentVersion = try RequestLine.version(line.extracting((targetEnd + 1)...))
        method = try RequestLine.method(line.extracting(..<methodEnd))
        (path, query, authority) = try RequestLine.target(line.extracting(target))
    }

    private static func version(_ bytes: Span<UInt8>) throws(Refusal) -> Bool {
        guard bytes.count == 8, bytes[5] & 0xf0 == 0x30, bytes[6] == UInt8(ascii: "."), bytes[7] & 0xf0 == 0x30,
            bytes[5] <= 0x39, bytes[7] <= 0x39, bytes[0] == UInt8(ascii: "H"), bytes[1] == UInt8(ascii: "T"),
            bytes[2] == UInt8(ascii: "T"), bytes[3] == UInt8(ascii: "P"), bytes[4] == UInt8(ascii: "/")
        else { throw Refusal(.badRequest) }
        guard bytes[5] == UInt8(ascii: "1"), bytes[7] <= UInt8(ascii: "1") else {
            throw Refusal(.httpVersionNotSupported)
        }
        return bytes[7] == UInt8(ascii: "1")
    }

    /// Methods are case-sensitive; what we know but never do is 405, what we do not know 501.
    private static func method(_ bytes: Span<UInt8>) throws(Refusal) -> HTTPMethod {
        switch bytes.count {
        case 3 where same(bytes, "GET"): return .get
        case 4 where same(bytes, "HEAD"): return .head
        case 4 where same(bytes, "POST"): return .post
        case 3 where same(bytes, "PUT"): return .put
        case 5 where same(bytes, "PATCH"): return .patch
        case 6 where same(bytes, "DELETE"): return .delete
        case 7 where same(bytes, "OPTIONS"): return .options
        case 5 where same(bytes, "QUERY"): return .query
        case 5 where same(bytes, "TRACE"), 7 where same(bytes, "CONNECT"): throw Refusal(.methodNotAllowed)
        default: throw Refusal(.notImplemented)
        }
    }

    private static func same(_ bytes: Span<UInt8>, _ wanted: StaticString) -> Bool {
        guard bytes.count == wanted.utf8CodeUnitCount else { return false }
        return wanted.withUTF8Buffer { letters in
            for index in 0..<bytes.count where unsafe bytes[index] != letters[index] { return false }
            return true
        }
    }

    /// Origin form, or absolute form of `http` and `https`; the other two forms are for proxies and `OPTIONS *`.
    private static func target(_ bytes: Span<UInt8>) throws(Refusal) -> (String, String?, String?) {
        var position = 0
        var authority: String?
        if bytes[0] != UInt8(ascii: "/") {
            if bytes.count > 7, matches(bytes.extracting(..<7), "http://") {
                position = 7
            } else if bytes.count > 8, matches(bytes.extracting(..<8), "https://") {
                position = 8
            } else {
                throw Refusal(.badRequest)
            }
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "/"), bytes[position] != UInt8(ascii: "?") {
                position += 1
            }
            authority = try Authority.text(bytes.extracting(start..<position))
        }
        let pathStart = position
        var queryStart: Int?
        while position < bytes.count {
            let byte = bytes[position]
            guard isAllowed(byte), byte != UInt8(ascii: "\\") || queryStart != nil else { throw Refusal(.badRequest) }
            if byte == UInt8(ascii: "?"), queryStart == nil { queryStart = position + 1 }
            position += 1
        }
        let pathEnd = queryStart.map { $0 - 1 } ?? bytes.count
        var query: String?
        if let queryStart { query = text(bytes.extracting(queryStart...)) }
        let path = pathStart == pathEnd ? "/" : text(bytes.extracting(pathStart..<pathEnd))
        return (path, query, authority)
    }

    /// Visible ASCII without what no browser sends in an address: `#`, quotation marks and angle brackets.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x23, 0x3c, 0x3e: false
        default: byte > 0x20 && byte < 0x7f
        }
    }
}

/// A host with or without a port (RFC 3986, section 3.2), never with a user.
enum Authority {
    /// The authority in lower case.
    static func text(_ bytes: Span<UInt8>) throws(Refusal) -> String {
        guard isValid(bytes) else { throw Refusal(.badRequest) }
        return lowercasedText(bytes)
    }

    private static func isValid(_ bytes: Span<UInt8>) -> Bool {
        guard !bytes.isEmpty, bytes.count <= 262 else { return false }
        var position = 0
        if bytes[0] == UInt8(ascii: "[") {
            position = 1
            while position < bytes.count, bytes[position] != UInt8(ascii: "]") {
                switch bytes[position] {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: ":"), UInt8(ascii: "."): position += 1
                default: return false
                }
            }
            guard position >= 3, position < bytes.count else { return false }
            position += 1
        } else {
            while position < bytes.count, bytes[position] != UInt8(ascii: ":") {
                switch bytes[position] {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    position += 1
                default: return false
                }
            }
            guard position > 0 else { return false }
        }
        if position == bytes.count { return true }
        guard bytes[position] == UInt8(ascii: ":") else { return false }
        return isPort(bytes.extracting((position + 1)...))
    }

    private static func isPort(_ digits: Span<UInt8>) -> Bool {
        guard (1...5).contains(digits.count) else { return false }
        var port = 0
        for index in 0..<digits.count {
            guard (0x30...0x39).contains(digits[index]) else { return false }
            port = port * 10 + Int(digits[index] & 15)
        }
        return port <= 65_535
    }
}
