/// An address that may stand in `href`, `src` or `action`: a path of this house, or an outside address of a safe scheme.
///
/// Text cannot stand there, so no `javascript:` address can.
public struct Link: Hashable, Sendable {
    /// The address, percent-encoded.
    public let address: String

    /// A path of this house, written in source code.
    public init(_ path: StaticString) {
        address = path.description
    }

    /// A path of this house that was put together piece by piece; nil unless it begins with a single `/`.
    public init?(path: String) {
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.utf8.contains(where: { $0 < 0x21 || $0 == 0x5c }) else {
            return nil
        }
        address = path
    }

    /// A place on the same page.
    public init(anchor: String) {
        address = "#" + Link.encoded(anchor)
    }

    /// An address outside the house; nil unless its scheme is `https`, `http` or `mailto`.
    public init?(outside address: String) {
        let lowered = address.lowercased()
        guard ["https://", "http://", "mailto:"].contains(where: lowered.hasPrefix),
            !address.utf8.contains(where: { $0 < 0x21 || $0 == 0x7f })
        else { return nil }
        self.address = address
    }

    /// The same address with a query; pairs whose value is empty or nil are left out.
    public func with(_ query: [(name: String, value: String?)]) -> Link {
        let pairs = query.compactMap { pair in
            pair.value.flatMap { $0.isEmpty ? nil : "\(Link.encoded(pair.name))=\(Link.encoded($0))" }
        }
        guard !pairs.isEmpty else { return self }
        return Link(
            unchecked: address + (address.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + pairs.joined(separator: "&"))
    }

    /// The same address at a place on its page.
    public func at(_ anchor: String) -> Link {
        Link(unchecked: address + "#" + Link.encoded(anchor))
    }

    init(data kind: StaticString, _ bytes: [UInt8]) {
        address = kind.description + Base64.text(bytes)
    }

    private init(unchecked address: String) {
        self.address = address
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986.
    public static func encoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        append(String(text), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digit(byte >> 4))
                bytes.append(digit(byte & 15))
            }
        }
    }

    /// A path of fixed pieces with values between them, which are encoded: a piece, a value, a piece …
    public init(pieces: [[UInt8]], values: [String]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        var values = values.makeIterator()
        for piece in pieces {
            bytes += piece
            if let value = values.next() { Link.append(value, to: &bytes) }
        }
        // An address that begins with two strokes would be another house's.
        let isPath = bytes.first == UInt8(ascii: "/") && (bytes.count < 2 || bytes[1] != UInt8(ascii: "/"))
        address = isPath ? String(decoding: bytes, as: UTF8.self) : "/"
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func digit(_ number: UInt8) -> UInt8 {
        number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "A") + number - 10
    }
}
