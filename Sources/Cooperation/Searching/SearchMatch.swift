import Basics
import Search
import Store

/// What a search asks of the index, in the words of each.
struct SearchMatch {
    /// For FTS5: `("ena" AND "enb c") AND tags : "kind/text"`.
    let words: String
    /// For PostgreSQL, the words alone: `('ena' & ('enb' <-> 'enc'))`; nil where only tags are asked for.
    let vector: String?
    let tags: [String]

    /// Where the documents that match are found; more conditions may follow.
    var rows: SQL {
        """
        \(sqlite: """
            search_words where search_words match \(words) and rowid not in
                (select h.document from search_hidden h where not (\(Veil.sees("h.visibility"))))
            """,
          postgres: "search_documents where \(condition)")
        """
    }

    /// The number of the document in `rows`.
    static let number: SQL = "\(sqlite: "rowid", postgres: "id")"

    /// How well a document in `rows` matches, the best with the least. A word in a title counts for six.
    var score: SQL {
        """
        \(sqlite: "bm25(search_words, 6.0, 1.0, 0.0)",
          postgres: "-ts_rank('{0, 0, 0.17, 1}', words, cast(\(vector) as tsquery), 1)")
        """
    }

    private var condition: SQL {
        let tagged: SQL = "labels @> string_to_array(\(tags.joined(separator: " ")), ' ')"
        guard let vector else { return tagged }
        let worded: SQL = "words @@ cast(\(vector) as tsquery)"
        return tags.isEmpty ? worded : "\(worded) and \(tagged)"
    }

    /// Expressions of which any will do, and tags of which none may be missing; nil where there are neither.
    init?(any expressions: [SearchExpression], tags: [String]) {
        guard !expressions.isEmpty || !tags.isEmpty else { return nil }
        let either = expressions.isEmpty ? [] : ["(\(expressions.map(\.words).joined(separator: " OR ")))"]
        words = (either + tags.map { "tags : \"\($0.filter { $0 != "\"" })\"" }).joined(separator: " AND ")
        vector = expressions.isEmpty ? nil : expressions.map(\.vector).joined(separator: " | ")
        self.tags = tags
    }
}

/// What somebody looks for in one language. Every token begins with the code of its language. Tokens have letters and
/// digits only, so nothing that somebody typed is ever read as a part of an index's own language.
struct SearchExpression {
    let words: String
    let vector: String
    /// As the vector, of words in titles.
    private let titledVector: String

    init(_ query: SearchQuery) {
        let code = query.language.code
        let terms = query.terms.map { term in
            let phrase = "\"" + term.tokens.map { code + $0 }.joined(separator: " ") + "\""
            return term.beginning.map { "(\(phrase) OR \"\(code)\($0)\" *)" } ?? phrase
        }
        words = "(\(terms.joined(separator: " AND ")))"
        vector = SearchExpression.vector(of: query, weight: "")
        titledVector = SearchExpression.vector(of: query, weight: "A")
    }

    private init(words: String, vector: String) {
        self.words = words
        self.vector = vector
        titledVector = vector
    }

    /// The same, looked for in titles alone.
    var titled: SearchExpression { SearchExpression(words: "title_words : \(words)", vector: titledVector) }

    private static func vector(of query: SearchQuery, weight: String) -> String {
        let code = query.language.code
        let mark = weight.isEmpty ? "" : ":\(weight)"
        let vectors = query.terms.map { term in
            let phrase = term.tokens.map { "'\(code)\($0)'\(mark)" }.joined(separator: " <-> ")
            return term.beginning.map { "((\(phrase)) | '\(code)\($0)':*\(weight))" } ?? "(\(phrase))"
        }
        return "(\(vectors.joined(separator: " & ")))"
    }
}
