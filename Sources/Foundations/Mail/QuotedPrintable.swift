/// Text as the body of a mail has it (RFC 2045, 6.7): lines of at most 76 characters of ASCII, whatever the text holds.
enum QuotedPrintable {
    /// The longest line that is written, without its end.
    static let longest = 76

    /// The text with every line ended by CR LF. A single CR or LF ends a line as well.
    static func text(of text: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 5 / 4)
        let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let body = unified.hasSuffix("\n") ? String(unified.dropLast()) : unified
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) { append(Array(line.utf8), to: &out) }
        return out
    }

    private static func append(_ line: [UInt8], to out: inout [UInt8]) {
        var width = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let piece = isPlain(byte, isFirst: width == 0, isLast: isLast) ? [byte] : escaped(byte)
            // One place is kept for the sign that the line goes on.
            if width + piece.count > longest - (isLast ? 0 : 1) {
                out += [UInt8(ascii: "="), 13, 10]
                width = 0
                // What may not begin a line was plain a moment ago.
                let again = isPlain(byte, isFirst: true, isLast: isLast) ? [byte] : escaped(byte)
                out += again
                width = again.count
            } else {
                out += piece
                width += piece.count
            }
        }
        out += [13, 10]
    }

    /// Blanks at the end of a line would be lost. A dot at its beginning, or the word “From”, is no danger behind an
    /// equals sign, whatever stands between the house and the reader.
    private static func isPlain(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: " "): !isLast
        case UInt8(ascii: "="): false
        case UInt8(ascii: "."), UInt8(ascii: "F"): !isFirst
        case 0x21...0x7e: true
        default: false
        }
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
