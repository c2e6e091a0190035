import HTTP

/// Reads the field lines of a head (RFC 9112, section 5) and what they say about the body (section 6).
struct FieldReader {
    let isCurrentVersion: Bool
    var fields = HTTPFields()
    private var host: String?
    private var length: Int?
    private var isChunked = false
    private var closes = false
    private var expectsContinue = false

    init(isCurrentVersion: Bool) {
        self.isCurrentVersion = isCurrentVersion
    }

    /// Reads one line: a token, a colon at once, a value without control characters. Folded lines begin with a
    /// space, which is no token.
    mutating func read(_ line: Span<UInt8>) throws(Refusal) {
        var colon = 0
        while colon < line.count, HTTPFieldName.allows(line[colon]) { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw Refusal(.badRequest) }
        var start = colon + 1
        var end = line.count
        while start < end, FieldReader.isBlank(line[start]) { start += 1 }
        while end > start, FieldReader.isBlank(line[end - 1]) { end -= 1 }
        let value = line.extracting(start..<end)
        for index in 0..<value.count where !HTTPFields.allows(value[index]) { throw Refusal(.badRequest) }

        let name = line.extracting(..<colon)
        try note(name, value)
        fields.append(HTTPFields.Field(HTTPFieldName(lowercasedToken: lowercasedText(name)), checked: text(value)))
    }

    /// Remembers what matters to the connection itself.
    private mutating func note(_ name: Span<UInt8>, _ value: Span<UInt8>) throws(Refusal) {
        switch name.count {
        case 4 where matches(name, "host"):
            guard host == nil else { throw Refusal(.badRequest) }
            host = try Authority.text(value)
        case 14 where matches(name, "content-length"):
            guard length == nil, !isChunked else { throw Refusal(.badRequest) }
            length = try FieldReader.length(value)
        case 17 where matches(name, "transfer-encoding"):
            // HTTP/1.0 has no transfer codings, and we know one (sections 6.1 and 7).
            guard !isChunked, length == nil, isCurrentVersion, matches(value, "chunked") else {
                throw Refusal(.badRequest)
            }
            isChunked = true
        case 10 where matches(name, "connection"):
            closes = closes || FieldReader.hasClose(value)
        case 6 where matches(name, "expect"):
            guard matches(value, "100-continue") else { throw Refusal(.expectationFailed) }
            expectsContinue = isCurrentVersion
        default:
            break
        }
    }

    /// What the lines amount to together with the request line.
    func finish(_ line: RequestLine) throws(Refusal) -> RequestHead {
        guard host != nil || !isCurrentVersion else { throw Refusal(.badRequest) }
        if let absolute = line.authority, let host, absolute != host { throw Refusal(.badRequest) }
        let request = HTTPRequest(
            method: line.method, path: line.path, query: line.query, authority: line.authority ?? host ?? "",
            fields: fields)
        let framing: BodyFraming = isChunked ? .chunked : length.map { $0 == 0 ? .none : .length($0) } ?? .none
        return RequestHead(
            request: request, framing: framing, keepsAlive: isCurrentVersion && !closes,
            expectsContinue: expectsContinue)
    }

    /// Digits only: no sign, no list, no blank within. More digits than any memory holds are too large.
    private static func length(_ value: Span<UInt8>) throws(Refusal) -> Int {
        guard !value.isEmpty else { throw Refusal(.badRequest) }
        for index in 0..<value.count where !(0x30...0x39).contains(value[index]) { throw Refusal(.badRequest) }
        guard value.count <= 18 else { throw Refusal(.contentTooLarge) }
        var length = 0
        for index in 0..<value.count { length = length * 10 + Int(value[index] & 15) }
        return length
    }

    /// Whether a list of connection options has `close`.
    private static func hasClose(_ value: Span<UInt8>) -> Bool {
        var start = 0
        while start <= value.count {
            var end = start
            while end < value.count, value[end] != UInt8(ascii: ",") { end += 1 }
            var first = start
            var last = end
            while first < last, isBlank(value[first]) { first += 1 }
            while last > first, isBlank(value[last - 1]) { last -= 1 }
            if matches(value.extracting(first..<last), "close") { return true }
            start = end + 1
        }
        return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}
