public import Basics
import Search
public import Store

extension Findings {
    /// Looks for words in every language that the house knows; what matches in the reader's own comes first.
    ///
    /// Without words, everything that the filters leave, the newest first; without either, nothing. A page has at most
    /// `mostWeighed` results.
    public static func find(
        _ text: String, filters: Filters = Filters(), after cursor: Cursor? = nil, limit: Int = 20,
        in store: Connection, for reader: Language
    ) throws -> Findings {
        let limit = min(limit, mostWeighed)
        let languages: [Language] = try store.values("select language from search_languages order by language")
        let wanted = Wanted(text, filters, reader: reader, languages: languages)
        guard let all = wanted.all, try isShown(filters.project, in: store) else {
            return Findings(results: [], count: 0, next: nil, choices: [:])
        }
        // Few matches are looked up once, and what follows picks from them; more are counted apart, which costs less than
        // to fetch them all.
        let newest: [Int64] = try store.values(
            """
            select \(SearchMatch.number) from \(all.rows) order by \(SearchMatch.number) desc limit \(mostWeighed + 1)
            """)
        let count = newest.count <= mostWeighed ? newest.count : try self.count(all, in: store)
        let isRanked = count <= mostRanked
        let page: (documents: [Int64], next: Cursor?)
        if !isRanked || wanted.queries.isEmpty {
            page = try byDay(all, newest, after: cursor, limit, in: store)
        } else if count <= mostWeighed {
            page = try weighed(wanted, after: cursor, limit, in: store)
        } else {
            page = try byTitle(wanted, after: cursor, limit, in: store)
        }
        let areCounted = count <= mostCounted
        return Findings(
            results: try page.documents.compactMap { try result($0, wanted, in: store) },
            count: isRanked ? count : nil, next: page.next,
            choices: try choices(
                of: newest.prefix(areCounted ? mostCounted : fewCounted), areCounted: areCounted, in: store))
    }

    /// Whether the reader may see the project that they named: of another's activities nobody learns that they are its.
    private static func isShown(_ project: String?, in store: Connection) throws -> Bool {
        guard let project else { return true }
        return try store.value("select 1 from projects where ref = \(project)", as: Int.self) != nil
    }

    /// How many match, at most one more than are ranked.
    private static func count(_ all: SearchMatch, in store: Connection) throws -> Int {
        try store.value(
            "select count(*) from (select 1 from \(all.rows) limit \(mostRanked + 1)) as counted") ?? 0
    }

    /// By how often the words stand in a text of what length, those in the reader's language first.
    private static func weighed(_ wanted: Wanted, after cursor: Cursor?, _ limit: Int, in store: Connection) throws
        -> ([Int64], Cursor?)
    {
        let offset = if case .rank(let offset) = cursor { offset } else { 0 }
        let end: SQL = "limit \(limit + 1) offset \(offset)"
        let documents: [Int64] =
            if let mine = wanted.mine, let others = wanted.others, try isFound(others, in: store) {
                try store.values(
                    """
                    with matching(document, far, score) as materialized (
                        select \(SearchMatch.number), 0, \(mine.score) from \(mine.rows)
                        union all
                        select \(SearchMatch.number), 1, \(others.score) from \(others.rows))
                    \(nearest) order by far, score, document desc \(end)
                    """)
            } else if let all = wanted.all {
                try store.values(
                    """
                    select \(SearchMatch.number) from \(all.rows)
                     order by \(all.score), \(SearchMatch.number) desc \(end)
                    """)
            } else {
                []
            }
        return cut(documents, from: offset, limit)
    }

    /// Each document once, by its match in the reader's language where it has one.
    private static let nearest: SQL = """
        \(sqlite: "select document from (select document, min(far) as far, score from matching group by document)",
          postgres: """
            select document from (
                select distinct on (document) document, far, score from matching order by document, far) as nearest
            """)
        """

    /// Those with the words in their title first, then those in the reader's language, then the others; the newest first
    /// among equals. Weighing thousands one by one would take longer than readers like to wait.
    private static func byTitle(
        _ wanted: Wanted, after cursor: Cursor?, _ limit: Int, in store: Connection
    ) throws -> ([Int64], Cursor?) {
        let offset = if case .rank(let offset) = cursor { offset } else { 0 }
        let enough = offset + limit + 1
        var documents: [Int64] = []
        var seen: Set<Int64> = []
        func add(_ more: [Int64]) {
            for document in more where documents.count < enough && seen.insert(document).inserted {
                documents.append(document)
            }
        }
        func matching(_ match: SearchMatch?) throws -> [Int64] {
            guard let match, documents.count < enough else { return [] }
            return try store.values(
                """
                select \(SearchMatch.number) from \(match.rows)
                 order by \(SearchMatch.number) desc limit \(enough + documents.count)
                """)
        }
        add(try matching(wanted.titled))
        if let others = wanted.others, try isFound(others, in: store) { add(try matching(wanted.mine)) }
        add(try matching(wanted.all))
        return cut(Array(documents.dropFirst(offset)), from: offset, limit)
    }

    private static func isFound(_ match: SearchMatch, in store: Connection) throws -> Bool {
        try store.value("select 1 from \(match.rows) limit 1", as: Int.self) != nil
    }

    /// One more was asked for than fits, to see whether there is a next page.
    private static func cut(_ documents: [Int64], from offset: Int, _ limit: Int) -> ([Int64], Cursor?) {
        (Array(documents.prefix(limit)), documents.count > limit ? .rank(offset + limit) : nil)
    }

    private static func byDay(
        _ all: SearchMatch, _ newest: [Int64], after cursor: Cursor?, _ limit: Int, in store: Connection
    ) throws -> ([Int64], Cursor?) {
        var documents: [Int64]
        if case .document(let last) = cursor {
            documents = try store.values(
                """
                select \(SearchMatch.number) from \(all.rows) and \(SearchMatch.number) < \(last)
                 order by \(SearchMatch.number) desc limit \(limit + 1)
                """)
        } else {
            documents = Array(newest.prefix(limit + 1))
        }
        guard documents.count > limit else { return (documents, nil) }
        documents.removeLast()
        return (documents, documents.last.map { .document($0) })
    }

    /// The tags of these documents, the most frequent first.
    private static func choices(of documents: ArraySlice<Int64>, areCounted: Bool, in store: Connection) throws
        -> [String: [Choice]]
    {
        // Many have the same tags, which are then taken apart once.
        var alike: [String: Int] = [:]
        for tags in try tags(of: documents, in: store) { alike[tags, default: 0] += 1 }
        var counts: [Substring: Int] = [:]
        for (tags, count) in alike {
            for tag in tags.split(separator: " ") { counts[tag, default: 0] += count }
        }
        var choices: [String: [Choice]] = [:]
        for (tag, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let parts = tag.split(separator: "/", maxSplits: 1).map(String.init)
            guard let name = parts.first, let value = parts.last, parts.count == 2 else { continue }
            choices[name, default: []].append(Choice(value: value, count: areCounted ? count : nil))
        }
        return choices
    }

    /// A file is asked for one document after the other; the way to a server is too long for that.
    private static func tags(of documents: ArraySlice<Int64>, in store: Connection) throws -> [String] {
        switch store.engine {
        case .sqlite:
            return try documents.compactMap { try store.value("select tags from search_documents where id = \($0)") }
        case .postgres:
            let numbers = documents.map(String.init).joined(separator: ",")
            return try store.values(
                """
                select tags from search_documents where id = any(cast(string_to_array(\(numbers), ',') as bigint[]))
                """)
        }
    }

    private static func result(_ document: Int64, _ wanted: Wanted, in store: Connection) throws -> Result? {
        let parts = try store.all(
            "select language, is_own, title, body from search_texts where document = \(document)"
        ) { row in
            SearchDocument.Part(
                language: try row.next(), isOwn: try row.next(), title: try row.text(), body: try row.text())
        }
        let head = try store.first(
            "select kind, origin, target, date, record from search_documents where id = \(document)"
        ) {
            row in
            (
                kind: try row.text(), origin: try row.text(), target: try row.text(), date: try row.next() as String?,
                record: try row.next() as Key<AnyRecord>
            )
        }
        guard let head, let kind = SearchKind(rawValue: head.kind), let own = parts.first(where: \.isOwn) else {
            return nil
        }
        let titled = parts.first { $0.language == wanted.reader && !$0.title.isEmpty } ?? own
        let query = wanted.queries[titled.language] ?? SearchQuery("", language: titled.language)
        let title = Snippet(all: titled.title, query: query)
        let (language, snippet) = wanted.snippet(of: parts, own: own, under: titled, title)
        return Result(
            kind: kind, link: SearchPlace.link(origin: head.origin, target: head.target), record: head.record,
            table: head.origin == "law_facts" ? "states" : head.origin, title: titled.title,
            titlePieces: title.pieces, titleLanguage: titled.language,
            date: head.date, snippet: snippet, snippetLanguage: language)
    }
}

/// What is wanted, in the terms of the index of words.
struct Wanted {
    let reader: Language
    let queries: [Language: SearchQuery]
    /// What matches in the reader's language, in another, and in any.
    let mine: SearchMatch?
    let others: SearchMatch?
    let all: SearchMatch?
    /// What matches in the reader's language with its title alone.
    let titled: SearchMatch?

    init(_ text: String, _ filters: Findings.Filters, reader: Language, languages: [Language]) {
        self.reader = reader
        var queries: [Language: SearchQuery] = [:]
        for language in languages {
            let query = SearchQuery(text, language: language)
            if !query.isEmpty { queries[language] = query }
        }
        self.queries = queries
        let expressions = languages.compactMap { language in
            queries[language].map { (language: language, expression: SearchExpression($0)) }
        }
        let match = { (isWanted: (Language) -> Bool) -> SearchMatch? in
            let some = expressions.filter { isWanted($0.language) }.map(\.expression)
            return some.isEmpty ? nil : SearchMatch(any: some, tags: filters.tags)
        }
        mine = match { $0 == reader }
        let own = expressions.filter { $0.language == reader }.map(\.expression.titled)
        titled = own.isEmpty ? nil : SearchMatch(any: own, tags: filters.tags)
        others = match { $0 != reader }
        let isWordless = SearchQuery(text, language: reader).isEmpty
        all = match { _ in true } ?? (isWordless ? SearchMatch(any: [], tags: filters.tags) : nil)
    }

    /// From the reader's text where the words stand there, else from the text in which most of them stand; a title in
    /// another language than the one shown counts as text.
    func snippet(
        of parts: [SearchDocument.Part], own: SearchDocument.Part, under titled: SearchDocument.Part, _ title: Snippet
    )
        -> (Language, Snippet)
    {
        let ordered = parts.filter { $0.language == reader } + [own] + parts
        var best: (Language, Snippet)?
        var most = -1
        for part in ordered {
            guard let query = queries[part.language] else { continue }
            let isTitled = part.language == titled.language
            let texts = isTitled ? [part.body] : [part.title, part.body]
            let snippet = Snippet(of: texts.filter { !$0.isEmpty }.joined(separator: " · "), query: query)
            guard !snippet.pieces.isEmpty else { continue }
            let found = max(snippet.found, isTitled ? title.found : 0)
            if found > most {
                best = (part.language, snippet)
                most = found
            }
            if found == query.terms.count { break }
        }
        let empty = SearchQuery("", language: own.language)
        return best ?? (own.language, Snippet(of: own.body, query: empty))
    }
}
