public import Basics

/// What somebody looks for, as tokens of one language.
///
///     SearchQuery("“corporal punishment” schoo", language: .english)
///
/// Words stand between blanks, phrases between quotation marks of any kind; all must be found. The last word may be the
/// beginning of one. Nothing else has a meaning: `OR`, `*` or `:` are text like any other.
public struct SearchQuery: Sendable, Hashable {
    /// What is asked for at most, in characters.
    public static let longest = 200
    /// Further terms are left out.
    public static let mostTerms = 16

    /// One thing that must be found.
    public struct Term: Sendable, Hashable {
        /// One token, or several that must follow each other.
        public let tokens: [String]
        /// The folded beginning of a word that will do as well; at least three letters.
        public let beginning: String?
        /// The words as they were typed.
        public let text: String
    }

    public let language: Language
    public let terms: [Term]

    public init(_ text: String, language: Language) {
        let stemmer = Stemmer(language)
        let pieces = SearchQuery.pieces(of: String(text.prefix(SearchQuery.longest)))
        var terms: [Term] = []
        for (place, piece) in pieces.enumerated() {
            let words = Words.all(in: piece.text)
            guard !words.isEmpty, terms.count < SearchQuery.mostTerms else { continue }
            var beginning: String?
            if place == pieces.count - 1, !piece.isPhrase, words.count == 1, let letters = words.first?.letters {
                beginning = letters.count >= 3 ? Letters.folded(letters) : nil
            }
            let term = Term(
                tokens: words.map { stemmer.token(of: $0.letters) }, beginning: beginning, text: piece.text)
            if !terms.contains(where: { $0.tokens == term.tokens && $0.beginning == term.beginning }) {
                terms.append(term)
            }
        }
        self.language = language
        self.terms = terms
    }

    /// Whether there is nothing to look for.
    public var isEmpty: Bool { terms.isEmpty }

    /// Words and phrases; a quotation mark that is never closed means nothing.
    private static func pieces(of text: String) -> [(text: String, isPhrase: Bool)] {
        let parts = text.split(omittingEmptySubsequences: false) {
            "\"\u{201c}\u{201d}\u{201e}\u{ab}\u{bb}".contains($0)
        }
        var pieces: [(text: String, isPhrase: Bool)] = []
        for (place, part) in parts.enumerated() {
            if place.isMultiple(of: 2) || place == parts.count - 1 {
                pieces += part.split(whereSeparator: \.isWhitespace).map { (String($0), false) }
            } else if !part.isEmpty {
                pieces.append((String(part), true))
            }
        }
        return pieces.filter { piece in piece.text.contains { Letters.of($0) != nil } }
    }
}
