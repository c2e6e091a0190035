/// A word where it stands in a text.
struct Word {
    let range: Range<String.Index>
    /// In lower case, at most `Tokens.longestWord` characters.
    let letters: String
}

/// Finds the words of a text.
enum Words {
    /// Every word, in order, at most `Tokens.mostWords`: letters and digits in a row. An apostrophe between letters
    /// belongs to the word; what follows it is an ending where it is short, as in “children’s”.
    static func all(in text: String) -> [Word] {
        var words: [Word] = []
        var letters: [UInt8] = []
        var count = 0
        var begin = text.startIndex
        var end = text.startIndex
        var apostrophe = false

        func finish() {
            defer {
                letters.removeAll(keepingCapacity: true)
                count = 0
                apostrophe = false
            }
            guard !letters.isEmpty else { return }
            words.append(
                Word(range: begin..<end, letters: withoutShortEnding(String(decoding: letters, as: UTF8.self))))
        }

        func add(_ piece: some Sequence<UInt8>, from index: String.Index, to next: String.Index) {
            if letters.isEmpty { begin = index }
            if apostrophe, count < Tokens.longestWord { letters.append(UInt8(ascii: "'")) }
            apostrophe = false
            if count < Tokens.longestWord {
                letters.append(contentsOf: piece)
                count += 1
            }
            end = next
        }

        var index = text.startIndex
        while index < text.endIndex, words.count < Tokens.mostWords {
            var next = text.utf8.index(after: index)
            let byte = text.utf8[index]
            // Two bytes of ASCII are two characters: most of a text need not be taken apart by Unicode's rules.
            if byte < 0x80, next == text.endIndex || text.utf8[next] < 0x80 {
                if let piece = Letters.ofASCII(byte) {
                    add(CollectionOfOne(piece), from: index, to: next)
                } else if byte == UInt8(ascii: "'"), !letters.isEmpty, !apostrophe {
                    apostrophe = true
                } else {
                    finish()
                }
            } else {
                next = text.index(after: index)
                let character = text[index]
                if let piece = Letters.of(character) {
                    add(piece.utf8, from: index, to: next)
                } else if isApostrophe(character), !letters.isEmpty, !apostrophe {
                    apostrophe = true
                } else {
                    finish()
                }
            }
            index = next
        }
        if words.count < Tokens.mostWords { finish() }
        return words
    }

    private static func isApostrophe(_ character: Character) -> Bool {
        character == "'" || character == "\u{2019}"
    }

    private static func withoutShortEnding(_ letters: String) -> String {
        guard letters.utf8.contains(UInt8(ascii: "'")), let last = letters.lastIndex(of: "'") else { return letters }
        let isShort = letters.distance(from: last, to: letters.endIndex) <= 3
        return (isShort ? String(letters[..<last]) : letters).filter { $0 != "'" }
    }
}
