import Basics
import Markup

extension Column {
    /// What is expected in the column, in words for whoever made a mistake.
    public var expectation: String {
        switch kind {
        case .text, .word: "one line of text"
        case .prose: "text"
        case .document: "a file in texts/"
        case .day: "a day such as 2018-04-19"
        case .date: "a day, month or year such as 2018-04-19, 2018-04 or 2018"
        case .number: "a whole number"
        case .address: "an address that begins with https:// or http://"
        case .colour: "a colour such as #8a2b22"
        case .languages: "language codes among \(Language.allCases.map(\.code).joined(separator: " "))"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .reference(let table): "the ref of a row in \(table).csv"
        case .links(let table): "refs of rows in \(table).csv, separated by spaces"
        case .visibility:
            "nothing for everybody, `members`, `confidential`, or `group/` and the ref of a row in groups.csv"
        }
    }

    /// The one way in which a value of this column is written; nil when it does not fit.
    ///
    /// What is already canonical stays as it is, so a folder that was exported loads as it was.
    public func canonical(_ value: String) -> String? {
        switch kind {
        case .text, .word: value.contains(where: \.isNewline) ? nil : value
        case .prose, .document: value
        case .day: Day(value)?.description
        case .date: Column.isDate(value) ? value : nil
        case .number: Int(value).map(String.init)
        case .address: Link(outside: value)?.address
        case .colour: Column.isColour(value) ? value.lowercased() : nil
        case .languages:
            Column.words(value).allSatisfy { Language(rawValue: $0) != nil }
                ? Column.words(value).joined(separator: " ") : nil
        case .choice(let words): words.contains(value) ? value : nil
        case .reference: Column.isRef(value) ? value : nil
        case .visibility: Visibility(word: value).map { $0.word ?? "" }
        case .links:
            Column.words(value).allSatisfy(Column.isRef)
                ? Column.unique(Column.words(value)).joined(separator: " ") : nil
        }
    }

    static func words(_ value: String) -> [String] {
        value.split(separator: " ").map(String.init)
    }

    /// Whether a text can be a row's code: 1 to 60 letters of ASCII, digits, full stops and hyphens.
    static func isRef(_ value: String) -> Bool {
        guard (1...60).contains(value.utf8.count), let first = value.utf8.first, isLetterOrDigit(first) else {
            return false
        }
        return value.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// `#` and six hexadecimal digits.
    private static func isColour(_ value: String) -> Bool {
        value.utf8.count == 7 && value.utf8.first == UInt8(ascii: "#")
            && value.utf8.dropFirst().allSatisfy { byte in
                isLetterOrDigit(byte) && (byte | 0x20 <= UInt8(ascii: "f"))
            }
    }

    static func isDate(_ value: String) -> Bool {
        switch value.utf8.count {
        case 4: Day(value + "-01-01") != nil
        case 7: Day(value + "-01") != nil
        default: Day(value) != nil
        }
    }

    private static func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}

extension Column {
    /// The name of its column in the database: words that have another meaning there are replaced, keys end in `_id`.
    public var storedName: String {
        switch (kind, name) {
        case (.reference, _): name + "_id"
        case (_, "from"): "begins"
        case (_, "to"): "ends"
        case (_, "number"): "published_number"
        default: name
        }
    }
}
