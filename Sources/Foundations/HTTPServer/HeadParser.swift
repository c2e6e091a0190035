import HTTP

/// How the body behind a head ends (RFC 9112, section 6).
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
}

/// A head that passed every check.
struct RequestHead {
    var request: HTTPRequest
    var framing: BodyFraming
    /// Whether the client may send another request on the connection.
    var keepsAlive: Bool
    var expectsContinue: Bool
}

/// What bytes at the beginning of a request amount to.
enum HeadResult {
    /// No end yet; the number of bytes that need not be looked at again.
    case incomplete(scanned: Int)
    case bad(HTTPStatus)
    /// The head, and how many bytes it took.
    case head(RequestHead, used: Int)
}

/// The strict reader of request heads (RFC 9112, sections 2 to 6).
///
/// Whatever two readers could understand differently is refused: that is what request smuggling lives on.
struct HeadParser {
    /// The whole header block in bytes, the request line included.
    var blockLimit = 32 * 1024
    var fieldLimit = 100
    var targetLimit = 8 * 1024

    /// Room in the request line for a method and a version besides the target.
    private static let lineExtra = 64

    /// Reads a head at the beginning of `bytes`.
    ///
    /// - Parameter scanned: what an earlier `.incomplete` for the same, shorter bytes returned.
    func parse(_ bytes: Span<UInt8>, scanned: Int = 0) -> HeadResult {
        // One empty line before a request is let pass (section 2.2).
        let start = bytes.count >= 2 && bytes[0] == cr && bytes[1] == lf ? 2 : 0
        guard let first = start < bytes.count ? bytes[start] : nil else { return .incomplete(scanned: 0) }
        if start == 0, first == cr { return bytes.count == 1 ? .incomplete(scanned: 0) : .bad(.badRequest) }
        guard HTTPFieldName.allows(first) else { return .bad(.badRequest) }

        let end: Int
        switch findEnd(bytes, from: start, scanned: scanned) {
        case .success(let found?): end = found
        case .success(nil):
            // The last three bytes may belong to the end that is still to come.
            return .incomplete(scanned: max(start, bytes.count - 3))
        case .failure(let refusal): return .bad(refusal.status)
        }
        do throws(Refusal) {
            return .head(try head(bytes, start: start, end: end), used: end)
        } catch {
            return .bad(error.status)
        }
    }

    /// The position behind the empty line; every line feed on the way must follow a carriage return.
    private func findEnd(_ bytes: Span<UInt8>, from start: Int, scanned: Int) -> Result<Int?, Refusal> {
        let lineLimit = start + targetLimit + HeadParser.lineExtra
        let limit = start + blockLimit
        var index = max(start, scanned)
        var hasLine = index > start && scanned >= lineLimit
        if !hasLine {
            // Whether the request line has ended is found out again: it is short.
            var position = start
            while position < index, bytes[position] != lf { position += 1 }
            hasLine = position < index
        }
        while index < bytes.count {
            if !hasLine, index >= lineLimit { return .failure(Refusal(.uriTooLong)) }
            if index >= limit { return .failure(Refusal(.requestHeaderFieldsTooLarge)) }
            if bytes[index] == lf {
                guard index > start, bytes[index - 1] == cr else { return .failure(Refusal(.badRequest)) }
                if index >= start + 3, bytes[index - 2] == lf { return .success(index + 1) }
                hasLine = true
            }
            index += 1
        }
        return .success(nil)
    }

    private func head(_ bytes: Span<UInt8>, start: Int, end: Int) throws(Refusal) -> RequestHead {
        var position = start
        let line = nextLine(bytes, &position)
        let requestLine = try RequestLine(bytes.extracting(line), targetLimit: targetLimit)
        var reader = FieldReader(isCurrentVersion: requestLine.isCurrentVersion)
        reader.fields.reserveCapacity(16)
        while true {
            let line = nextLine(bytes, &position)
            if line.isEmpty { break }
            guard reader.fields.count < fieldLimit else { throw Refusal(.requestHeaderFieldsTooLarge) }
            try reader.read(bytes.extracting(line))
        }
        return try reader.finish(requestLine)
    }

    /// The next line without its end, which `findEnd` has already seen.
    private func nextLine(_ bytes: Span<UInt8>, _ position: inout Int) -> Range<Int> {
        let start = position
        while position < bytes.count, bytes[position] != lf { position += 1 }
        let end = max(start, position - 1)
        position = min(position + 1, bytes.count)
        return start..<end
    }
}

/// Why a request is not read any further.
struct Refusal: Error {
    let status: HTTPStatus

    init(_ status: HTTPStatus) {
        self.status = status
    }
}

let cr = UInt8(ascii: "\r")
let lf = UInt8(ascii: "\n")

/// A text made of bytes that a parser has already checked.
func text(_ bytes: Span<UInt8>) -> String {
    unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
}

/// A text in lower case; only ASCII letters change.
func lowercasedText(_ bytes: Span<UInt8>) -> String {
    unsafe String(unsafeUninitializedCapacity: bytes.count) { place in
        for index in 0..<bytes.count {
            let byte = bytes[index]
            unsafe place[index] = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
        }
        return bytes.count
    }
}

/// Compares with a text in lower case, whatever the case of the ASCII letters.
func matches(_ bytes: Span<UInt8>, _ lowercased: StaticString) -> Bool {
    guard bytes.count == lowercased.utf8CodeUnitCount else { return false }
    return lowercased.withUTF8Buffer { wanted in
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if unsafe ((0x41...0x5a).contains(byte) ? byte | 0x20 : byte) != wanted[index] { return false }
        }
        return true
    }
}
