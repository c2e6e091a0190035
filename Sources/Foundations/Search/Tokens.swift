public import Basics

/// The tokens of a text: what an index holds of its words, and what is looked for there.
///
///     Tokens.of("Children’s rights", language: .english)    // ["children", "right"]
///
/// A token is made of letters in lower case and digits, nothing else.
public enum Tokens {
    /// A longer word counts by its first characters.
    public static let longestWord = 40
    /// What follows is left out.
    public static let mostWords = 20_000

    /// The tokens of a text in the order of its words.
    public static func of(_ text: String, language: Language) -> [String] {
        let stemmer = Stemmer(language)
        return Words.all(in: text).map { stemmer.token(of: $0.letters) }
    }
}
