/// A piece of a text around the words that were looked for.
public struct Snippet: Sendable, Hashable {
    /// Some text, marked where it was looked for. It is plain text: whoever shows it escapes it.
    public struct Piece: Sendable, Hashable {
        public let text: String
        public let isMarked: Bool
    }

    public let pieces: [Piece]
    /// How many of the query's terms stand in the whole text.
    public let found: Int

    /// How many words a snippet has at most, and how many of them stand before the first that is marked.
    static let length = 32
    static let lead = 6

    /// The place in the text where most of the terms stand together; its beginning where there is none.
    public init(of text: String, query: SearchQuery) {
        let words = Words.all(in: text)
        let stemmer = Stemmer(query.language)
        let places = words.map { Snippet.place(of: $0, stemmer.token(of: $0.letters), in: query) }
        found = Set(places.compactMap(\.self)).count
        guard !words.isEmpty else {
            pieces = []
            return
        }
        let start = Snippet.start(places)
        let end = min(words.count, start + Snippet.length)
        pieces = Snippet.cut(text, words, start..<end, places)
    }

    /// The whole of a short text, such as a title.
    public init(all text: String, query: SearchQuery) {
        let words = Words.all(in: text)
        let stemmer = Stemmer(query.language)
        let places = words.map { Snippet.place(of: $0, stemmer.token(of: $0.letters), in: query) }
        found = Set(places.compactMap(\.self)).count
        pieces = words.isEmpty ? [Piece(text: text, isMarked: false)] : Snippet.cut(text, words, words.indices, places)
    }

    /// The first term that a word belongs to.
    private static func place(of word: Word, _ token: String, in query: SearchQuery) -> Int? {
        query.terms.firstIndex { term in
            term.tokens.contains(token) || term.beginning.map { Letters.folded(word.letters).hasPrefix($0) } ?? false
        }
    }

    private static func start(_ places: [Int?]) -> Int {
        var best = (start: 0, score: 0)
        for index in places.indices where places[index] != nil {
            let start = max(0, index - lead)
            let window = places[index..<min(places.count, start + length)].compactMap(\.self)
            let score = Set(window).count * 100 + window.count
            if score > best.score { best = (start, score) }
        }
        return best.start
    }

    private static func cut(_ text: String, _ words: [Word], _ chosen: Range<Int>, _ places: [Int?]) -> [Piece] {
        var pieces: [Piece] = []
        var plain = chosen.lowerBound > 0 ? "… " : ""
        var here = chosen.lowerBound > 0 ? words[chosen.lowerBound].range.lowerBound : text.startIndex
        for index in chosen where places[index] != nil {
            let range = words[index].range
            plain += text[here..<range.lowerBound]
            if !plain.isEmpty { pieces.append(Piece(text: plain, isMarked: false)) }
            pieces.append(Piece(text: String(text[range]), isMarked: true))
            plain = ""
            here = range.upperBound
        }
        let isWhole = chosen.upperBound == words.count
        let last = words[chosen.upperBound - 1].range.upperBound
        plain += isWhole ? String(text[here...]) : "\(text[here..<max(here, last)]) …"
        if !plain.isEmpty { pieces.append(Piece(text: plain, isMarked: false)) }
        return pieces
    }
}
