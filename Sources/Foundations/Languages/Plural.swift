import Basics

/// Which form of a word goes with a whole number: the index of `msgstr[n]`.
///
/// The rules are those of the Unicode CLDR for whole numbers, in the order of each language's `Plural-Forms` header,
/// which `scripts/phrases` writes.
enum Plural {
    static func form(of count: Int, in language: Language) -> Int {
        let n = count.magnitude, tens = n % 100, ones = n % 10
        let isTeen = (11...19).contains(tens)
        switch language {
        case .danish, .german, .english, .estonian, .finnish, .norwegian, .swedish:
            return n == 1 ? 0 : 1
        case .icelandic:
            return ones == 1 && tens != 11 ? 0 : 1
        case .latvian:
            return ones == 0 || isTeen ? 0 : ones == 1 ? 1 : 2
        case .lithuanian:
            return ones == 0 || isTeen ? 2 : ones == 1 ? 0 : 1
        case .polish:
            return n == 1 ? 0 : (2...4).contains(ones) && !(12...14).contains(tens) ? 1 : 2
        case .russian:
            return ones == 1 && tens != 11 ? 0 : (2...4).contains(ones) && !(12...14).contains(tens) ? 1 : 2
        }
    }
}
