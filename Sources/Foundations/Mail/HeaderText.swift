import Basics

/// Text as headers have it: no control character is left in it, so none can end a line or begin another header; what is
/// not plain ASCII becomes encoded words (RFC 2047).
enum HeaderText {
    /// Words for a subject, each short enough for a line of its own; white space between them is one blank.
    static func unstructured(_ text: String) -> [String] {
        let text = clean(text)
        return isPlain(text, and: { _ in true }) ? text.split(separator: " ").map(String.init) : encoded(text)
    }

    /// Words for the name before an address (RFC 5322, 3.2.5): atoms, or one in quotation marks, or encoded words.
    static func phrase(_ text: String) -> [String] {
        let text = clean(text)
        if isPlain(text, and: isAtomicOrBlank) { return text.split(separator: " ").map(String.init) }
        guard isPlain(text, and: { _ in true }) else { return encoded(text) }
        return ["\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""]
    }

    static func isBlank(_ text: String) -> Bool { clean(text).isEmpty }

    /// Control characters, line and paragraph separators and what turns the direction of text become blanks, runs of
    /// blanks one, and the ends are cut; at most 300 characters are left, since nobody reads more in a header.
    static func clean(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isOut =
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
                default: scalar.properties.isBidiControl || scalar.properties.isWhitespace
                }
            if !isOut {
                scalars.append(scalar)
            } else if scalars.last != " " {
                scalars.append(" ")
            }
        }
        return String(String(scalars).trimmed.prefix(300)).trimmed
    }

    /// ASCII that reads as itself: in words that fit a line, none of which looks like an encoded word.
    private static func isPlain(_ text: String, and fits: (UInt8) -> Bool) -> Bool {
        !text.contains("=?") && text.utf8.allSatisfy { (0x20...0x7e).contains($0) && fits($0) }
            && text.split(separator: " ").allSatisfy { $0.utf8.count <= 60 } && text.utf8.count <= 300
    }

    private static func isAtomicOrBlank(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Words in base64, each of at most 75 characters and of whole characters: blanks between them are not shown
    /// (RFC 2047, 2 and 6.2).
    private static func encoded(_ text: String) -> [String] {
        var words: [String] = []
        var piece: [UInt8] = []
        func end() {
            guard !piece.isEmpty else { return }
            words.append("=?UTF-8?B?\(Base64.text(of: piece))?=")
            piece = []
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 45 bytes are 60 letters, and 12 more stand around them.
            if piece.count + bytes.count > 45 { end() }
            piece += bytes
        }
        end()
        return words
    }
}
