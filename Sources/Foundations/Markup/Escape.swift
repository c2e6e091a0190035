/// The five characters that markup gives a meaning to, made harmless (HTML Living Standard, 13.3).
enum Escape {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count where unsafe hasMeaning(utf8[index]) {
                guard let harmless = unsafe replacement(for: utf8[index]) else { continue }
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                HTML.append(harmless, to: &bytes)
                start = index + 1
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
    }

    /// Whether a byte is one of the five, whose codes are all below 64: one bit each.
    @inline(__always)
    private static func hasMeaning(_ byte: UInt8) -> Bool {
        byte < 64 && (meanings >> UInt64(byte)) & 1 == 1
    }

    private static var meanings: UInt64 {
        1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3c | 1 << 0x3e
    }

    private static func replacement(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
