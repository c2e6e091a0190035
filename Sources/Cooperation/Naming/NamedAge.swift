import Basics
import Search

/// Finds a name that stands beside an age below eighteen, or beside a birth date that says as much.
///
/// It is meant for the slip of a hand in eleven languages, not for somebody who wants to get past it. What a network
/// publishes about itself – years, ages of groups of children, adults with their functions – goes through.
struct NamedAge {
    private let words: [Word]
    private let today: Day

    /// A word of the text and the signs that follow it before the next one.
    private struct Word {
        let text: Substring
        let plain: String
        let after: Substring

        var isCapitalised: Bool { text.first?.isUppercase ?? false }
        var number: Int? { Int(text) }
        /// Whether a sentence ends behind it.
        var endsSentence: Bool {
            after.contains { $0 == "!" || $0 == "?" || $0 == ";" || $0.isNewline }
                || after.contains(".") && after.contains(where: \.isWhitespace) && plain.utf8.count > 2
        }
    }

    static func first(in text: String, on today: Day) -> ChildSign? {
        guard AgeWords.mayOccur(in: text) else { return nil }
        return NamedAge(text, today).sign
    }

    private init(_ text: String, _ today: Day) {
        var words: [Word] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: NamedAge.isPart) {
            let end = rest[start...].firstIndex { !NamedAge.isPart($0) } ?? rest.endIndex
            let next = rest[end...].firstIndex(where: NamedAge.isPart) ?? rest.endIndex
            let word = rest[start..<end]
            words.append(Word(text: word, plain: PlainLetters.of(String(word)), after: rest[end..<next]))
            rest = rest[next...]
        }
        self.words = words
        self.today = today
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-"
    }

    private var sign: ChildSign? {
        for index in words.indices {
            if let span = age(at: index), isNamed(around: span) { return .nameAndAge }
            if let span = birth(at: index), isNamed(around: span) { return .nameAndBirth }
            if isBareAge(at: index) { return .nameAndAge }
        }
        return nil
    }

    /// The words that say an age below eighteen, where they begin here.
    private func age(at index: Int) -> Range<Int>? {
        let word = words[index]
        // nine-year-old, 9-årig, 9-letnia
        if let cut = word.plain.firstIndex(of: "-") {
            let tail = String(word.plain[word.plain.index(after: cut)...])
            if AgeWords.number(word.plain[..<cut]) != nil, AgeWords.tails.contains(where: { tail.hasPrefix($0) }) {
                return index..<index + 1
            }
        }
        if AgeWords.compounds.contains(where: { word.plain.hasPrefix($0) }) { return index..<index + 1 }
        // 9 years old, nine years old, 9 лет
        if let number = AgeWords.number(word.plain[...]), number < 18 {
            let next = following(index, 2)
            if AgeWords.two.contains(next) { return index..<index + 3 }
            if AgeWords.one.contains(following(index, 1)) { return index..<index + 2 }
        }
        // aged 9, im Alter von 9, a girl of nine
        for count in 1...3 where AgeWords.openings.contains(following(index - 1, count)) {
            guard index + count < words.count, let number = AgeWords.number(words[index + count].plain[...]),
                number < 18
            else { continue }
            return index..<index + count + 1
        }
        return nil
    }

    /// So many words after one, in one sentence, folded.
    private func following(_ index: Int, _ count: Int) -> String {
        guard index + count < words.count else { return "" }
        return words[(index + 1)...(index + count)].map(\.plain).joined(separator: " ")
    }

    /// The words that say a birth below eighteen years ago.
    private func birth(at index: Int) -> Range<Int>? {
        let isDate = words[index].plain == "birth" && index > 1 && words[index - 2].plain == "date"
        guard isDate || AgeWords.births.contains(words[index].plain) else { return nil }
        let last = min(index + 6, words.count - 1)
        guard index < last else { return nil }
        for place in (index + 1)...last {
            for part in words[place].text.split(separator: "-") {
                guard let year = Int(part), part.utf8.count == 4, year <= today.year, year > 1900 else { continue }
                // Who was born eighteen years ago may be either; the benefit of the doubt is the child's.
                return today.year - year <= 18 ? index..<place + 1 : nil
            }
        }
        return nil
    }

    /// Whether a name stands within three words before, or two behind, in the same sentence.
    private func isNamed(around span: Range<Int>) -> Bool {
        var before = span.lowerBound - 1
        while before >= 0, span.lowerBound - before <= 4, !words[before].endsSentence {
            if GivenNames.holds(words[before].text) { return true }
            before -= 1
        }
        if isPair(endingAt: span.lowerBound - 1) { return true }
        var behind = span.upperBound
        guard !words[span.upperBound - 1].endsSentence else { return false }
        while behind < words.count, behind - span.upperBound <= 1 {
            if GivenNames.holds(words[behind].text) { return true }
            if words[behind].endsSentence { break }
            behind += 1
        }
        return isPair(endingAt: span.upperBound + 1)
    }

    /// Whether two words with capitals stand here that are none of the usual ones: a name that is in no list.
    private func isPair(endingAt index: Int) -> Bool {
        guard index >= 1, index < words.count, !words[index - 1].endsSentence,
            words[index - 1].after.allSatisfy(\.isWhitespace)
        else { return false }
        return [words[index - 1], words[index]].allSatisfy { word in
            word.isCapitalised && word.text.count > 1
                && word.text.dropFirst().allSatisfy { $0.isLowercase || $0 == "-" || $0.isUppercase }
                && !word.text.allSatisfy(\.isUppercase) && !AgeWords.usual.contains(word.plain)
        }
    }

    /// `Anna, 9,` or `Anna Svensson (9)`: a name that is known, and nothing but a number behind it.
    private func isBareAge(at index: Int) -> Bool {
        guard index > 0, let number = words[index].number, (0..<18).contains(number), words[index].text.utf8.count < 3
        else { return false }
        let before = words[index - 1].after.filter { !$0.isWhitespace }
        let after = words[index].after.filter { !$0.isWhitespace }
        let isEnclosed =
            before == "(" && after.hasPrefix(")") || before == "," && (after.hasPrefix(",") || after.hasPrefix("."))
        guard isEnclosed else { return false }
        let isKnown = GivenNames.holds(words[index - 1].text)
        return isKnown
            || index > 1 && words[index - 1].isCapitalised && GivenNames.holds(words[index - 2].text)
                && words[index - 2].after.allSatisfy(\.isWhitespace)
    }
}
