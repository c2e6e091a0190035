import Basics
import Cooperation

/// Something that can be asked with an address: what may stand there, and how the description says so.
struct Parameter: Sendable {
    let name: String
    let note: String
    let kind: Kind

    enum Kind: Sendable {
        case whole(ClosedRange<Int>, usual: Int? = nil)
        case choice([String], usual: String? = nil)
        /// The ref of a record of a table.
        case ref(of: String)
        case day
        case text(longest: Int)
        /// A place in a list.
        case cursor(pattern: String, fits: @Sendable (String) -> Bool)
    }

    /// Whether a value is one that the schema allows; nothing is passed over, not even a blank.
    func fits(_ value: String) -> Bool {
        switch kind {
        case .whole(let range, _): Int(value).map { range.contains($0) && String($0) == value } ?? false
        case .choice(let words, _): words.contains(value)
        case .ref: Parameter.isRef(value)
        case .day: Day(value) != nil
        case .text(let longest): value.unicodeScalars.count <= longest
        case .cursor(_, let fits): fits(value)
        }
    }

    /// What is expected, for whoever sent something else.
    var expectation: String {
        switch kind {
        case .whole(let range, _): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words, _): "one of \(words.joined(separator: ", "))"
        case .ref(let table): "the ref of a record of \(table)"
        case .day: "a day such as 2018-04-19"
        case .text(let longest): "at most \(longest) characters"
        case .cursor: "what stands in the `next` of the page before"
        }
    }

    var schema: JSON {
        switch kind {
        case .whole(let range, let usual):
            (["type": "integer", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)] as JSON)
                .adding(usual.map { ["default": .number($0)] } ?? [:])
        case .choice(let words, let usual):
            (["type": "string", "enum": .list(words.map { .text($0) })] as JSON)
                .adding(usual.map { ["default": .text($0)] } ?? [:])
        case .ref(let table):
            ["type": "string", "pattern": .text(Parameter.refPattern), "x-table": .text(table)]
        case .day: ["type": "string", "format": "date"]
        case .text(let longest):
            ["type": "string", "maxLength": .number(longest), "pattern": "^[^\\u0000]*$"]
        case .cursor(let pattern, _): ["type": "string", "pattern": .text(pattern)]
        }
    }

    var description: JSON {
        ["name": .text(name), "in": "query", "description": .text(note), "schema": schema]
    }

    static let refPattern = "^[A-Za-z0-9][A-Za-z0-9.-]{0,59}$"

    static func isRef(_ text: String) -> Bool {
        let isLetter = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        }
        return (1...60).contains(text.utf8.count) && text.utf8.first.map(isLetter) == true
            && text.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    static let language = Parameter(
        name: "language",
        note:
            "The language of texts. Where one is not translated it comes in its own. Without this parameter `Accept-Language` decides.",
        kind: .choice(Language.allCases.map(\.code)))

    static func limit(_ most: Int, usual: Int) -> Parameter {
        Parameter(name: "limit", note: "How many at most.", kind: .whole(1...most, usual: usual))
    }

    static func after(_ pattern: String, fits: @escaping @Sendable (String) -> Bool) -> Parameter {
        Parameter(
            name: "after", note: "Where the page begins, as the `next` of the page before says it.",
            kind: .cursor(pattern: pattern, fits: fits))
    }
}

extension OpenFilter {
    /// The filter as it is asked for.
    var parameter: Parameter {
        switch kind {
        case .choice(let words): Parameter(name: name, note: note, kind: .choice(words))
        case .record(let table): Parameter(name: name, note: note, kind: .ref(of: table))
        case .year: Parameter(name: name, note: note, kind: .whole(1...9999))
        case .since: Parameter(name: name, note: note, kind: .day)
        }
    }
}
