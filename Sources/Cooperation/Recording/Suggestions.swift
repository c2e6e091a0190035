public import Basics
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
    public static func of(_ text: String, country: String? = nil, in store: Connection, for language: Language) throws
        -> Suggestions
    {
        let words = Set(Tokens.of(text, language: language))
        guard !words.isEmpty else { return Suggestions(project: nil, objectives: [], states: []) }
        let project = try best(of: "projects", words, language, in: store, atLeast: 0.5, most: 1).first
        let states = try store.all(.states, in: language).filter { state in
            state.ref != country && isNamed(state, in: words, language)
        }.map(\.ref)
        var objectives = try best(of: "objectives", words, language, in: store, atLeast: 0.3, most: 2)
        if let project { objectives += try linked("objectives", of: project, in: store) }
        var seen: Set<String> = []
        return Suggestions(
            project: project, objectives: Array(objectives.filter { seen.insert($0).inserted }.prefix(4)),
            states: states)
    }

    private static func isNamed(_ state: Named, in words: Set<String>, _ language: Language) -> Bool {
        let name = Tokens.of(state.name.body, language: state.name.language)
        return !name.isEmpty && words.isSuperset(of: name)
    }

    /// The records whose titles share the most telling words with a text: a word that many of them have tells little.
    private static func best(
        of table: String, _ words: Set<String>, _ language: Language, in store: Connection, atLeast: Double, most: Int
    ) throws -> [String] {
        let options = try Option.all(of: table, in: store, for: language)
        let titles = options.map { option in
            (option.ref, Set(Tokens.of(option.name.body, language: language).filter { $0.utf8.count > 2 }))
        }
        var spread: [String: Double] = [:]
        for (_, tokens) in titles { for token in tokens { spread[token, default: 0] += 1 } }
        let scored = titles.map { ref, tokens -> (ref: String, score: Double) in
            let whole = tokens.reduce(0) { $0 + 1 / (spread[$1] ?? 1) }
            let shared = tokens.intersection(words).reduce(0) { $0 + 1 / (spread[$1] ?? 1) }
            return (ref, whole > 0 ? shared / whole : 0)
        }
        return scored.filter { $0.score >= atLeast }.sorted { $0.score > $1.score }.prefix(most).map(\.ref)
    }

    private static func linked(_ field: StaticString, of project: String, in store: Connection) throws -> [String] {
        try store.values(
            """
            select o.ref from links l join projects p on p.id = l.record join objectives o on o.id = l.target
             where p.ref = \(project) and l.field = \(field.description) order by l.position limit 3
            """)
    }
}
