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
        var letters = ""
        var count = 0
        var begin = text.startIndex
        var end = text.startIndex
        var apostrophe: String.Index?

        func finish() {
            defer {
                letters = ""
                count = 0
                apostrophe = nil
            }
            guard !letters.isEmpty else { return }
            words.append(Word(range: begin..<end, letters: withoutShortEnding(letters)))
        }

        var index = text.startIndex
        while index < text.endIndex, words.count < Tokens.mostWords {
            let next = text.index(after: index)
            let character = text[index]
            if let piece = Letters.of(character) {
                if letters.isEmpty { begin = index }
                if apostrophe != nil, count < Tokens.longestWord { letters += "'" }
                apostrophe = nil
                if count < Tokens.longestWord {
                    letters += piece
                    count += 1
                }
                end = next
            } else if isApostrophe(character), !letters.isEmpty, apostrophe == nil {
                apostrophe = index
            } else {
                finish()
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
        guard let last = letters.lastIndex(of: "'") else { return letters }
        let isShort = letters.distance(from: last, to: letters.endIndex) <= 3
        return (isShort ? String(letters[..<last]) : letters).filter { $0 != "'" }
    }
}
