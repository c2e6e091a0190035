import Basics
import Search
import Store

/// One record as a search knows it: its texts by language, their tokens, and the tags that it can be chosen by.
struct SearchDocument {
    let id: Int64
    let record: Key<AnyRecord>
    let origin: String
    let kind: SearchKind
    let target: String
    let date: String?
    let tags: [String]
    let texts: [Part]
    /// The words that stand on it where not everybody may find it.
    let visibility: String?

    /// The texts of one language.
    struct Part {
        let language: Language
        let isOwn: Bool
        let title: String
        let body: String
    }

    /// The day and the table's code come first in the number, so that the newest has the highest.
    static func number(day: Day?, code: Int64, _ number: Int64) -> Int64 {
        let days = day.map { Int64($0.number) + 800_000 } ?? 0
        return days << 32 | code << 26 | (number & 0x3ff_ffff)
    }

    init(_ found: Searched.Found, of searched: Searched, in store: some Querying) throws {
        let first = found.begins.flatMap(SearchDocument.day)
        id = SearchDocument.number(day: first, code: searched.code, found.number)
        record = found.id
        origin = searched.table.name
        kind = searched.kind
        target = found.target
        date = found.begins
        tags = SearchDocument.tags(
            searched.kind, first, found.ends.flatMap(SearchDocument.day), found.states, found.project)
        texts = try SearchDocument.texts(of: found, searched, in: store)
        visibility = found.visibility
    }

    init(
        id: Int64, record: Key<AnyRecord>, origin: String, kind: SearchKind, target: String, date: String?,
        tags: [String], texts: [Part]
    ) {
        self.id = id
        self.record = record
        self.origin = origin
        self.kind = kind
        self.target = target
        self.date = date
        self.tags = tags
        self.texts = texts
        visibility = nil
    }

    static func tags(_ kind: SearchKind, _ first: Day?, _ last: Day?, _ states: [String], _ project: String?)
        -> [String]
    {
        var tags = ["kind/\(kind.rawValue)"]
        if let first {
            let end = max(first.year, min(last?.year ?? first.year, first.year + 50))
            tags += (first.year...end).map { "year/\($0)" }
        }
        var seen: Set<String> = []
        tags += states.filter { seen.insert($0).inserted }.map { "state/\($0)" }
        if let project { tags.append("project/\(project)") }
        return tags
    }

    private static func day(_ date: String) -> Day? {
        Day(date) ?? Day(date + "-01") ?? Day(date + "-01-01")
    }

    /// The record's own texts, and those of every language that it was translated into.
    private static func texts(of found: Searched.Found, _ searched: Searched, in store: some Querying) throws
        -> [Part]
    {
        var byLanguage: [Language: [String: String]] = [:]
        let fields = ([searched.title] + searched.bodies).map(\.name)
        for (field, text) in zip(fields, found.texts) { byLanguage[found.language, default: [:]][field] = text }
        try store.each("select language, field, body from translations where record = \(found.id)") { row in
            byLanguage[try row.next() as Language, default: [:]][try row.text()] = try row.text()
        }
        return byLanguage.sorted { $0.key.code < $1.key.code }.map { language, texts in
            let bodies =
                fields.dropFirst().compactMap { texts[$0].map(PlainText.of) } + [found.words].compactMap(\.self)
            return Part(
                language: language, isOwn: language == found.language, title: texts[fields[0]] ?? "",
                body: bodies.joined(separator: " · "))
        }
    }

    /// Puts the document in, without its place in the index of words.
    func insert(in transaction: Transaction) throws {
        let words = tokens
        try transaction.run(
            """
            insert into search_documents (id, record, origin, kind, target, date, tags, title_words, body_words)
            values (\(id), \(record), \(origin), \(kind.rawValue), \(target), \(date), \(tags.joined(separator: " ")),
                    \(words.title), \(words.body))
            """)
        if let visibility {
            try transaction.run(
                "insert into search_hidden (document, visibility) values (\(id), \(visibility))")
        }
        for part in texts {
            try transaction.run(
                """
                insert into search_texts (document, language, is_own, title, body)
                values (\(id), \(part.language), \(part.isOwn), \(part.title), \(part.body))
                """)
        }
    }

    /// Puts the document's words into the index.
    func insertWords(in transaction: Transaction) throws {
        try SearchWords.add(id, in: transaction)
        for part in texts {
            try transaction.run(
                "insert into search_languages (language) values (\(part.language)) on conflict do nothing")
        }
    }

    private var tokens: (title: String, body: String) {
        let of = { (text: String, language: Language) in
            Tokens.of(text, language: language).map { language.code + $0 }
        }
        return (
            texts.flatMap { of($0.title, $0.language) }.joined(separator: " "),
            texts.flatMap { of($0.body, $0.language) }.joined(separator: " ")
        )
    }
}

/// Markdown as the words that a reader sees, near enough for looking through them.
enum PlainText {
    static func of(_ markdown: String) -> String {
        var text = ""
        var isAddress = false
        var last: Character = " "
        for character in markdown {
            switch character {
            case "(" where last == "]": isAddress = true
            case ")" where isAddress: isAddress = false
            case _ where isAddress: break
            case "*", "#", "`", "[", "]", "_": break
            case _ where character.isNewline: if last != "\n" { text.append(" ") }
            default: text.append(character)
            }
            last = character.isNewline ? "\n" : character
        }
        return text
    }
}
