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

    private init(unchecked address: String) {
        self.address = address
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986.
    public static func encoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
