/// What counts as a letter, in lower case and with its marks joined to it; and letters without their marks.
enum Letters {
    /// The letters or digits that a character brings to a word; nil where it ends one.
    ///
    /// A character may be as long as somebody wants who piles up marks: only its beginning counts.
    static func of(_ character: Character) -> String? {
        if let code = character.asciiValue { return ofASCII(code).map { String(Unicode.Scalar($0)) } }
        let start = String(String.UnicodeScalarView(character.unicodeScalars.prefix(4)))
        let lower = start.lowercased()
        if let only = lower.first, lower.dropFirst().isEmpty, let known = table[only] { return known.joined }
        guard let first = lower.unicodeScalars.first, isLetter(first) else { return nil }
        return String(String.UnicodeScalarView(lower.unicodeScalars.filter(isLetter)))
    }

    /// The same for a character of ASCII.
    static func ofASCII(_ code: UInt8) -> UInt8? {
        switch code {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            code
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): code | 0x20
        default: nil
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Letters as somebody types them who has no key for their marks.
    static func folded(_ word: String) -> String {
        guard word.utf8.contains(where: { $0 >= 0x80 }) else { return word }
        return word.reduce(into: "") { $0 += table[$1]?.folded ?? String($1) }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The letter as one code point and its folded form, by the letter however it is put together: characters are equal
    /// where Unicode says that they mean the same.
    private static let table: [Character: (joined: String, folded: String)] = {
        let rows: [(folded: String, letters: String)] = [
            ("a", "àáâãäåāăąǎ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
            ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľł"), ("n", "ñńņňŋ"), ("o", "òóôõöøōŏőǒ"),
            ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűųǔ"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
            ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"), ("и", "й"), ("е", "ё"),
        ]
        var table: [Character: (joined: String, folded: String)] = [:]
        for row in rows {
            for letter in row.letters { table[letter] = (String(letter), row.folded) }
        }
        return table
    }()
}
