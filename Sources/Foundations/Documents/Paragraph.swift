public import Markup

/// One paragraph of a document without its markup, as documents are compared.
public struct Paragraph: Hashable, Sendable {
    public let kind: Kind
    public let text: String

    /// What a paragraph was in its document.
    public enum Kind: String, Sendable {
        case heading, item, text
    }

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// Paragraphs as lines of text: a word for the kind, a tab, the text.
    public static func lines(of paragraphs: [Paragraph]) -> String {
        paragraphs.map { "\($0.kind.rawValue)\t\($0.text)\n" }.joined()
    }

    /// Reads what `lines(of:)` wrote; other lines are passed over.
    public static func paragraphs(in lines: String) -> [Paragraph] {
        lines.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
            return Paragraph(kind, String(parts[1]))
        }
    }

    /// The paragraphs of markup that this program made: drawings, navigation and style sheets are left out.
    ///
    /// It is no reader of strangers' HTML, but no bytes can make it fail or take more than one walk over them.
    public static func paragraphs(of markup: HTML) -> [Paragraph] {
        var reader = ParagraphReader(bytes: markup.bytes)
        return reader.paragraphs()
    }
}

/// Walks over markup once and gathers its text.
private struct ParagraphReader {
    private static let silent: Set<String> = ["svg", "style", "script", "nav", "head"]
    private static let blocks: [String: Paragraph.Kind] = [
        "h1": .heading, "h2": .heading, "h3": .heading, "h4": .heading, "h5": .heading, "h6": .heading,
        "li": .item, "tr": .item, "dt": .item, "dd": .item,
        "p": .text, "caption": .text, "figcaption": .text, "blockquote": .text, "pre": .text, "summary": .text,
        "div": .text, "section": .text, "article": .text, "table": .text, "ul": .text, "ol": .text, "dl": .text,
        "figure": .text, "details": .text, "body": .text,
    ]

    let bytes: [UInt8]
    private var place = 0
    private var found: [Paragraph] = []
    private var text: [UInt8] = []
    private var kind = Paragraph.Kind.text
    /// The element whose content is passed over, and how deep we are in others of its name.
    private var silence: (name: String, depth: Int)?

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func paragraphs() -> [Paragraph] {
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "<") {
                tag()
            } else {
                if silence == nil { text.append(byte) }
                place += 1
            }
        }
        flush()
        return found
    }

    private mutating func tag() {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") { place += 1 }
        let inside = bytes[start..<place].dropFirst()
        place += 1
        let isEnd = inside.first == UInt8(ascii: "/")
        let isEmpty = inside.last == UInt8(ascii: "/")
        let letters = (isEnd ? inside.dropFirst() : inside).prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
        let name = String(decoding: letters, as: UTF8.self).lowercased()
        if let its = silence {
            guard name == its.name, !isEmpty else { return }
            let depth = its.depth + (isEnd ? -1 : 1)
            silence = depth > 0 ? (name, depth) : nil
        } else if Self.silent.contains(name) {
            if !isEnd, !isEmpty { silence = (name, 1) }
        } else if let kind = Self.blocks[name] {
            flush()
            self.kind = isEnd ? .text : kind
        } else if name == "td" || name == "th" || name == "br" {
            text.append(UInt8(ascii: " "))
        }
    }

    private mutating func flush() {
        let whole = Self.unescaped(String(decoding: text, as: UTF8.self))
        text.removeAll(keepingCapacity: true)
        let words = whole.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !words.isEmpty { found.append(Paragraph(kind, words)) }
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        return signs.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
