import Basics

/// Unchanging bytes under an address: answers conditional and range requests (RFC 9110, sections 13 and 14).
public struct HTTPFile: Sendable {
    public let bytes: [UInt8]
    /// The media type, with the charset where it has one.
    public let contentType: String
    /// A strong entity tag in its quotation marks.
    public let etag: String
    public let cacheControl: String

    /// Without an entity tag the file gets one made from its SHA-256.
    public init(bytes: [UInt8], contentType: String, etag: String? = nil, cacheControl: String) {
        self.bytes = bytes
        self.contentType = contentType
        self.etag = etag ?? "\"\(Hexadecimal.text(of: Digest(of: bytes).bytes.prefix(16)))\""
        self.cacheControl = cacheControl
    }

    /// 200, 206, 304, 412 or 416; 405 for a method other than GET and HEAD.
    public func response(to request: HTTPRequest) -> HTTPResponse {
        guard request.method == .get || request.method == .head else {
            return HTTPResponse(status: .methodNotAllowed, fields: [.allow: "GET, HEAD"])
        }
        if let wanted = request.fields[.ifMatch], !matches(wanted, weakly: false) {
            return HTTPResponse(status: .preconditionFailed, fields: validators)
        }
        if let known = request.fields[.ifNoneMatch], matches(known, weakly: true) {
            return HTTPResponse(status: .notModified, fields: validators)
        }
        var fields = validators
        fields[.contentType] = contentType
        fields[.acceptRanges] = "bytes"
        // Only GET knows ranges (section 14.2), and a range of another version of the file is useless (13.1.5).
        guard request.method == .get, let text = request.fields[.range],
            request.fields[.ifRange].map({ $0 == etag && !etag.hasPrefix("W/") }) ?? true
        else { return HTTPResponse(status: .ok, fields: fields, body: bytes) }

        switch HTTPByteRange(text, of: bytes.count) {
        case .ignored:
            return HTTPResponse(status: .ok, fields: fields, body: bytes)
        case .unsatisfiable:
            var fields = validators
            fields[.contentRange] = "bytes */\(bytes.count)"
            return HTTPResponse(status: .rangeNotSatisfiable, fields: fields)
        case .part(let range):
            fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"
            return HTTPResponse(status: .partialContent, fields: fields, body: Array(bytes[range]))
        }
    }

    private var validators: HTTPFields {
        [.eTag: etag, .cacheControl: cacheControl]
    }

    /// Whether a list of entity tags, or `*`, has ours; the weak comparison overlooks `W/` (section 8.8.3.2).
    private func matches(_ list: String, weakly: Bool) -> Bool {
        if list == "*" { return true }
        let own = weakly ? HTTPFile.opaque(etag[...]) : etag[...]
        return list.split(separator: ",").contains { part in
            let tag = part.drop { $0 == " " || $0 == "\t" }
            let end = tag.lastIndex { $0 != " " && $0 != "\t" }
            let trimmed = end.map { tag[...$0] } ?? tag
            return weakly ? HTTPFile.opaque(trimmed) == own : trimmed == own && !own.hasPrefix("W/")
        }
    }

    private static func opaque(_ tag: Substring) -> Substring {
        tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
    }
}

/// What one `Range` field asks of a body of a known length.
enum HTTPByteRange: Equatable {
    /// Not understood, or more than one part: the whole body is the right answer.
    case ignored
    case unsatisfiable
    /// Not empty, and within the body.
    case part(Range<Int>)

    init(_ text: String, of count: Int) {
        let bytes = Array(text.utf8)
        guard bytes.count > 6, String(decoding: bytes.prefix(6), as: UTF8.self).lowercased() == "bytes=",
            let dash = bytes.firstIndex(of: UInt8(ascii: "-"))
        else {
            self = .ignored
            return
        }
        let first = bytes[6..<max(6, dash)]
        let last = bytes[(dash + 1)...]
        switch (HTTPByteRange.number(first), HTTPByteRange.number(last)) {
        case (nil, let suffix?) where first.isEmpty:
            self = suffix == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - min(suffix, count))..<count)
        case (let start?, nil) where last.isEmpty:
            self = start < count ? .part(start..<count) : .unsatisfiable
        case (let start?, let end?) where start <= end:
            self = start < count ? .part(start..<(min(end, count - 1) + 1)) : .unsatisfiable
        default:
            self = .ignored
        }
    }

    /// Digits only; a number beyond every body counts as the greatest.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 > Int.max / 16 ? Int.max : $0 * 10 + Int($1 & 15) }
    }
}
