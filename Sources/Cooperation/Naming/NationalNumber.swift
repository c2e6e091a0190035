import Basics

/// The numbers by which the states of the region know a person. A text with one of them names somebody for good.
enum NationalNumber: String, CaseIterable {
    case danish, estonian, finnish, icelandic, latvian, lithuanian, norwegian, polish, russian, swedish

    /// The first number of a person in a text; nil where there is none.
    static func first(in text: String) -> NationalNumber? {
        tokens(of: text).lazy.compactMap { token in allCases.first { $0.holds(token) } }.first
    }

    /// Runs of letters, digits and strokes that begin with a digit. What belongs to an address or to a telephone number with
    /// a country's sign is none.
    private static func tokens(of text: String) -> [Substring] {
        let bytes = text.utf8
        var tokens: [Substring] = []
        var start: String.Index?
        var before: UInt8 = 0x20
        for index in bytes.indices {
            let byte = bytes[index]
            if start == nil, isDigit(byte), !isPart(before), !"+/=&_".utf8.contains(before) { start = index }
            if let first = start, !isPart(byte) {
                add(text[first..<index], before: byte, text[index...], to: &tokens)
                start = nil
            }
            before = byte
        }
        if let first = start { add(text[first...], before: 0x20, "", to: &tokens) }
        return tokens
    }

    private static func add(
        _ token: Substring, before next: UInt8, _ rest: Substring, to tokens: inout [Substring]
    ) {
        guard (10...16).contains(token.utf8.count), next < 0x80, !"/=_@".utf8.contains(next) else { return }
        tokens.append(token)
        // SNILS has a blank before its check digits.
        let check = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        if token.utf8.count == 11, next == UInt8(ascii: " "), check.utf8.count == 2 {
            tokens.append(Substring("\(token)-\(check)"))
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte >= 0x80
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }

    private func holds(_ token: Substring) -> Bool {
        let marks = Array(token)
        let digits = marks.compactMap(\.wholeNumberValue)
        switch self {
        case .swedish: return swedish(marks, digits)
        case .danish: return danish(marks, digits)
        case .norwegian: return marks.count == 11 && digits.count == 11 && norwegian(digits)
        case .finnish: return finnish(marks)
        case .estonian, .lithuanian: return marks.count == 11 && digits.count == 11 && estonian(digits)
        case .latvian: return Self.isDashed(marks, 6, 5) && latvian(digits)
        case .polish: return marks.count == 11 && digits.count == 11 && polish(digits)
        case .icelandic:
            return (Self.isDashed(marks, 6, 4) || marks.count == 10) && digits.count == 10 && icelandic(digits)
        case .russian: return russian(marks, digits)
        }
    }

    // The rules of each, with the check digits where they have them.

    /// Personnummer: yymmdd-nnnn or yyyymmddnnnn, the last digit by Luhn's rule; + for those over a hundred, 60 more for
    /// numbers of those who are not registered.
    private func swedish(_ marks: [Character], _ all: [Int]) -> Bool {
        var digits = all
        if digits.count == 12, [18, 19, 20].contains(digits[0] * 10 + digits[1]) { digits.removeFirst(2) }
        guard digits.count == 10, Self.isDay(digits[4...5], digits[2...3], more: 60) else { return false }
        let hasDash = marks.count == all.count + 1 && "-+".contains(marks[marks.count - 5])
        guard hasDash || marks.count == 12 && all.count == 12 || marks.count == 10 else { return false }
        return Self.luhn(digits)
    }

    private static func luhn(_ digits: [Int]) -> Bool {
        digits.enumerated().reduce(0) { sum, one in
            let doubled = one.element * (one.offset % 2 == 0 ? 2 : 1)
            return sum + doubled / 10 + doubled % 10
        } % 10 == 0
    }

    /// CPR: ddmmyy-nnnn. Since 2007 it has no check digit; without its stroke, only what has one is taken for a number.
    private func danish(_ marks: [Character], _ digits: [Int]) -> Bool {
        guard digits.count == 10, Self.isDay(digits[0...1], digits[2...3]) else { return false }
        return Self.isDashed(marks, 6, 4)
            || marks.count == 10 && Self.sum(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    /// Fødselsnummer: ddmmyynnn and two check digits; D-numbers have 40 more for the day.
    private func norwegian(_ digits: [Int]) -> Bool {
        guard Self.isDay(digits[0...1], digits[2...3], more: 40) else { return false }
        let first = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1], second = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
        return Self.sum(digits, first) % 11 == 0 && Self.sum(digits, second) % 11 == 0
    }

    /// HETU: ddmmyy, a sign for the century, three digits, and a check character.
    private func finnish(_ marks: [Character]) -> Bool {
        guard marks.count == 11, "+-ABCDEFUVWXY".contains(marks[6].uppercased()) else { return false }
        let digits = (marks[0..<6] + marks[7..<10]).compactMap(\.wholeNumberValue)
        guard digits.count == 9, Self.isDay(digits[0...1], digits[2...3]) else { return false }
        let number = digits.reduce(0) { $0 * 10 + $1 }
        let letters = Array("0123456789ABCDEFHJKLMNPRSTUVWXY")
        return marks[10].uppercased() == String(letters[number % 31])
    }

    /// Isikukood and asmens kodas: a digit for century and sex, yymmdd, three digits, one check digit.
    private func estonian(_ digits: [Int]) -> Bool {
        guard (1...8).contains(digits[0]), Self.isDay(digits[5...6], digits[3...4]) else { return false }
        let one = Self.sum(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
        let other = Self.sum(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11
        return digits[10] == (one < 10 ? one : other < 10 ? other : 0)
    }

    /// Personas kods: ddmmyy-nnnnn with a check digit; those given since 2017 begin with 32 and have none.
    private func latvian(_ digits: [Int]) -> Bool {
        if digits[0] == 3, digits[1] == 2 { return true }
        guard Self.isDay(digits[0...1], digits[2...3]) else { return false }
        let rest = (1101 - Self.sum(digits, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11
        return rest == digits[10]
    }

    /// PESEL: yymmdd with the century in the month, four digits, one check digit.
    private func polish(_ digits: [Int]) -> Bool {
        let month = (digits[2] * 10 + digits[3]) % 20
        guard Self.isDay(digits[4...5], [month / 10, month % 10][...]) else { return false }
        return Self.sum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
    }

    /// Kennitala: ddmmyy-nn, a check digit, and 8, 9 or 0 for the century.
    private func icelandic(_ digits: [Int]) -> Bool {
        guard Self.isDay(digits[0...1], digits[2...3]), [0, 8, 9].contains(digits[9]) else { return false }
        return Self.sum(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    /// SNILS: nnn-nnn-nnn nn, the last two being the check.
    private func russian(_ marks: [Character], _ digits: [Int]) -> Bool {
        guard digits.count == 11, marks.count == 14, marks[3] == "-", marks[7] == "-",
            marks[11] == " " || marks[11] == "-"
        else { return false }
        let sum = Self.sum(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101
        return digits[9] * 10 + digits[10] == (sum == 100 ? 0 : sum)
    }

    private static func sum(_ digits: [Int], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func isDashed(_ marks: [Character], _ before: Int, _ after: Int) -> Bool {
        marks.count == before + after + 1 && marks[before] == "-" && marks.count(where: \.isNumber) == before + after
    }

    /// Whether two pairs of digits are a day and a month; `more` may be added to the day.
    private static func isDay(_ day: ArraySlice<Int>, _ month: ArraySlice<Int>, more: Int = 0) -> Bool {
        let day = day.reduce(0) { $0 * 10 + $1 }, month = month.reduce(0) { $0 * 10 + $1 }
        return (1...12).contains(month) && ((1...31).contains(day) || more > 0 && (1...31).contains(day - more))
    }
}
