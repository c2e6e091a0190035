/// Markup that can only have come from source code, with every value inside it escaped.
///
///     let page: HTML = "<h1>\(title)</h1>"
///
/// A literal is a `StaticString`, so no text that a person typed can become markup. There is no raw hole.
public struct HTML: Sendable, ExpressibleByStringInterpolation {
    /// The UTF-8 of the markup.
    public private(set) var bytes: [UInt8]

    /// Nothing at all.
    public static let empty = HTML(bytes: [])

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    public init(stringLiteral literal: StaticString) {
        bytes = []
        HTML.append(literal, to: &bytes)
    }

    public init(stringInterpolation interpolation: StringInterpolation) {
        bytes = interpolation.bytes
    }

    /// Text as a person typed it, escaped.
    public init(text: String) {
        bytes = []
        bytes.reserveCapacity(text.utf8.count + 16)
        Escape.append(text, to: &bytes)
    }

    public static func + (one: HTML, other: HTML) -> HTML {
        HTML(bytes: one.bytes + other.bytes)
    }

    public static func += (one: inout HTML, other: HTML) {
        one.bytes += other.bytes
    }

    public var isEmpty: Bool { bytes.isEmpty }

    static func append(_ literal: StaticString, to bytes: inout [UInt8]) {
        literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }
}

extension HTML: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Sequence<HTML> {
    /// The pieces one after the other, with something between them where wanted.
    public func joined(separator: HTML = .empty) -> HTML {
        let pieces = Array(self)
        var whole: [UInt8] = []
        whole.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count + separator.bytes.count })
        var first = true
        for piece in pieces {
            if !first { whole += separator.bytes }
            whole += piece.bytes
            first = false
        }
        return HTML(bytes: whole)
    }
}
