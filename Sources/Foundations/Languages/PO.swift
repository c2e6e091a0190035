/// Reads the part of gettext's PO format that `scripts/phrases` and translators' tools write: comments, `msgctxt`,
/// `msgid`, `msgid_plural`, `msgstr`, `msgstr[n]`, strings over several lines, the escapes `\n \t \r \" \\`.
///
/// Source: GNU gettext manual, "The Format of PO Files". Anything else is a fault, never a guess.
struct PO {
    /// One phrase and its translation.
    struct Entry: Hashable, Sendable {
        var context: String?
        var id = ""
        var plural: String?
        /// One string, or one for each plural form; all empty where a translator's tool marked the entry as fuzzy.
        var strings: [String] = []
        /// Marked `# draft`: no native speaker has confirmed it.
        var isDraft = false
    }

    /// Why a text is no PO file.
    struct Fault: Error, Hashable {
        enum Reason: Hashable, Sendable { case notUTF8, unknownWord, noString, badEscape, outOfOrder, unfinished }
        /// Counted from 1.
        let line: Int
        let reason: Reason
    }

    /// The entries of a file in their order, without the header.
    static func read(_ bytes: [UInt8]) throws(Fault) -> [Entry] {
        var reader = PO()
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            reader.line += 1
            try reader.take(line)
        }
        try reader.finish()
        return reader.entries
    }

    private enum Field { case none, context, id, plural, string }

    private var entries: [Entry] = []
    private var entry = Entry()
    private var field = Field.none
    private var text: [UInt8] = []
    private var line = 0
    private var isDraft = false, isFuzzy = false

    private mutating func take(_ whole: ArraySlice<UInt8>) throws(Fault) {
        let line = PO.trimmed(whole)
        guard let first = line.first else { return }
        switch first {
        case UInt8(ascii: "#"): try comment(line)
        case UInt8(ascii: "\""):
            guard field != .none else { throw fault(.outOfOrder) }
            try append(line)
        case UInt8(ascii: "m"): try begin(line)
        default: throw fault(.unknownWord)
        }
    }

    private mutating func comment(_ line: ArraySlice<UInt8>) throws(Fault) {
        // A comment belongs to the entry that follows it.
        if field == .string { try finish() }
        if line.elementsEqual("# draft".utf8) { isDraft = true }
        if line.starts(with: "#,".utf8),
            line.split(separator: UInt8(ascii: ",")).dropFirst().contains(where: PO.isFuzzy)
        {
            isFuzzy = true
        }
    }

    private mutating func begin(_ line: ArraySlice<UInt8>) throws(Fault) {
        let word = line.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\"") }
        let next: Field
        switch String(decoding: word, as: UTF8.self) {
        case "msgctxt": next = .context
        case "msgid": next = .id
        case "msgid_plural": next = .plural
        case "msgstr": next = .string
        case let text where text.utf8.count == 9 && text.hasPrefix("msgstr[") && text.hasSuffix("]"):
            // The forms stand in their order, from 0.
            let form = field == .string ? entry.strings.count + 1 : 0
            guard entry.plural != nil || field == .plural, text == "msgstr[\(form)]" else { throw fault(.outOfOrder) }
            next = .string
        default: throw fault(.unknownWord)
        }
        let isForm = word.last == UInt8(ascii: "]")
        switch (field, next) {
        case (.string, .context), (.string, .id): try finish()
        case (.none, .context), (.none, .id), (.context, .id), (.id, .plural): try keep()
        case (.id, .string) where !isForm: try keep()
        case (.plural, .string) where isForm, (.string, .string) where isForm: try keep()
        default: throw fault(.outOfOrder)
        }
        field = next
        try append(PO.trimmed(line.dropFirst(word.count)))
    }

    /// Appends a quoted string to the field that is being read.
    private mutating func append(_ quoted: ArraySlice<UInt8>) throws(Fault) {
        let quote = UInt8(ascii: "\""), backslash = UInt8(ascii: "\\")
        guard quoted.count >= 2, quoted.first == quote, quoted.last == quote else { throw fault(.noString) }
        var isEscaped = false
        for byte in quoted.dropFirst().dropLast() {
            if isEscaped {
                switch byte {
                case UInt8(ascii: "n"): text.append(10)
                case UInt8(ascii: "t"): text.append(9)
                case UInt8(ascii: "r"): text.append(13)
                case quote, backslash: text.append(byte)
                default: throw fault(.badEscape)
                }
                isEscaped = false
            } else if byte == backslash {
                isEscaped = true
            } else if byte == quote || byte == 0 {
                throw fault(.noString)
            } else {
                text.append(byte)
            }
        }
        if isEscaped { throw fault(.badEscape) }
    }

    /// Puts the field that was read into the entry.
    private mutating func keep() throws(Fault) {
        guard let string = String(validating: text, as: UTF8.self) else { throw fault(.notUTF8) }
        text.removeAll(keepingCapacity: true)
        switch field {
        case .none: break
        case .context: entry.context = string
        case .id: entry.id = string
        case .plural: entry.plural = string
        case .string: entry.strings.append(string)
        }
        field = .none
    }

    /// Ends an entry; the header, whose `msgid` is empty, is dropped.
    private mutating func finish() throws(Fault) {
        switch field {
        case .none: break
        case .string:
            try keep()
            entry.isDraft = isDraft
            if isFuzzy { entry.strings = entry.strings.map { _ in "" } }
            if !entry.id.isEmpty || entry.context != nil { entries.append(entry) }
        default: throw fault(.unfinished)
        }
        entry = Entry()
        isDraft = false
        isFuzzy = false
    }

    private func fault(_ reason: Fault.Reason) -> Fault { Fault(line: line, reason: reason) }

    private static func isFuzzy(_ flag: ArraySlice<UInt8>) -> Bool { trimmed(flag).elementsEqual("fuzzy".utf8) }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
        let start = line.drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return [] }
        return start[...last]
    }
}
