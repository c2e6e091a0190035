import Basics
import Languages
import Search
public import Store

/// What the text of a record suggests for its project, its objectives and its states.
public struct Suggestions: Sendable, Equatable {
    public var project: String?
    public var objectives: [String]
    public var states: [String]

    /// Looks for the names of projects and states in a text, and for objectives that speak of the same things.
    ///
    /// - Parameter country: where it takes place; that state need not be named again.
    public static func of(_ text: String, country: String? = nil, in store: Connection) throws -> Suggestions {
        var words = Words(text)
        guard !text.trimmed.isEmpty else { return Suggestions(project: nil, objectives: [], states: []) }
        let project = try best(of: "projects", &words, in: store, atLeast: 0.5, most: 1).first
        let states = try best(of: "states", &words, in: store, atLeast: 1, most: 20).filter { $0 != country }
        var objectives = try best(of: "objectives", &words, in: store, atLeast: 0.3, most: 2)
        if let project { objectives += try linked("objectives", of: project, in: store) }
        var seen: Set<String> = []
        return Suggestions(
            project: project, objectives: Array(objectives.filter { seen.insert($0).inserted }.prefix(4)),
            states: states)
    }

    /// The words of a text as each language sees them, worked out once a language.
    private struct Words {
        private let text: String
        private var known: [Language: Set<String>] = [:]

        init(_ text: String) {
            self.text = text
        }

        mutating func seen(in language: Language) -> Set<String> {
            if let words = known[language] { return words }
            let words = Set(Tokens.of(text, language: language))
            known[language] = words
            return words
        }
    }

    /// What a record is called in one language.
    private struct Name {
        let ref: String
        let language: Language
        let tokens: Set<String>
    }

    /// The records whose names, in any language, share the most telling words with a text: a word that many of them have
    /// tells little.
    private static func best(
        of table: String, _ words: inout Words, in store: Connection, atLeast: Double, most: Int
    ) throws -> [String] {
        let names = try names(of: table, in: store)
        var spread: [String: Double] = [:]
        for name in names { for token in name.tokens { spread[name.language.code + token, default: 0] += 1 } }
        var scores: [String: Double] = [:]
        for name in names {
            let weight = { (tokens: Set<String>) in tokens.reduce(0) { $0 + 1 / (spread[name.language.code + $1] ?? 1) }
            }
            let whole = weight(name.tokens)
            let score = whole > 0 ? weight(name.tokens.intersection(words.seen(in: name.language))) / whole : 0
            if score >= atLeast { scores[name.ref] = max(score, scores[name.ref] ?? 0) }
        }
        return scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most).map(\.key)
    }

    private static func names(of name: String, in store: Connection) throws -> [Name] {
        guard let table = Tables.named(name), let title = table.titleColumn else { return [] }
        return try store.all(
            """
            select n.ref, n.language, n.\(name: title.identifier) from \(name: table.identifier) n
            union all
            select n.ref, t.language, t.body from translations t join \(name: table.identifier) n on n.id = t.record
             where t.field = \(title.name) limit 4000
            """
        ) { row in
            let ref = try row.text()
            let language: Language = try row.next()
            return Name(
                ref: ref, language: language,
                tokens: Set(Tokens.of(try row.text(), language: language).filter { $0.utf8.count > 2 }))
        }
    }

    private static func linked(_ field: StaticString, of project: String, in store: Connection) throws -> [String] {
        try store.values(
            """
            select o.ref from links l join projects p on p.id = l.record join objectives o on o.id = l.target
             where p.ref = \(project) and l.field = \(field.description) order by l.position limit 3
            """)
    }
}
