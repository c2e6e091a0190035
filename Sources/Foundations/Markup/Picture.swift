extension Link {
    /// A drawing as a picture of its own: SVG inside the address (RFC 2397, RFC 4648), for documents that carry all
    /// they show. The drawing must name SVG's namespace.
    public init(picture svg: HTML) {
        self.init(data: "data:image/svg+xml;base64,", svg.bytes)
    }
}

/// Base64 by RFC 4648, section 4.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group = UInt32(bytes[index]) << 16
            if count > 1 { group |= UInt32(bytes[index + 1]) << 8 }
            if count > 2 { group |= UInt32(bytes[index + 2]) }
            for place in 0..<4 {
                text.append(
                    place <= count ? letters[Int(group >> (18 - 6 * UInt32(place))) & 63] : UInt8(ascii: "="))
            }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }
}
