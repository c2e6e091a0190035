public import Basics
public import Store

/// A translation of one text of a record, as the form for translators shows it.
public struct Translation: Sendable, Equatable {
    public var body: String
    public var isConfirmed: Bool
    /// Whether the source has changed since.
    public var isStale: Bool

    public init(body: String, isConfirmed: Bool, isStale: Bool) {
        self.body = body
        self.isConfirmed = isConfirmed
        self.isStale = isStale
    }

    /// The translations of a record's texts into a language, by column.
    public static func all(of record: Kept, into language: Language, in store: some Querying) throws
        -> [String: Translation]
    {
        let rows = try store.all(
            """
            select field, body, state, source_digest from translations
             where record = \(record.id) and language = \(language)
            """
        ) { row in (try row.text(), try row.text(), try row.text(), try row.text()) }
        return Dictionary(
            rows.map { field, body, state, digest in
                let isStale = digest != TextDigest.of(record.sheet[field] ?? "")
                return (field, Translation(body: body, isConfirmed: state == "confirmed", isStale: isStale))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// How many texts a record has, and how many of them are translated into each language and still fit.
    public static func progress(of record: Kept, in store: some Querying) throws -> [Language: Int] {
        let rows = try store.all(
            "select language, field, source_digest from translations where record = \(record.id)"
        ) { row in (try row.next() as Language, try row.text(), try row.text()) }
        var counts: [Language: Int] = [:]
        for (language, field, digest) in rows where digest == TextDigest.of(record.sheet[field] ?? "") {
            counts[language, default: 0] += 1
        }
        return counts
    }
}

extension Recorder {
    /// Writes a translation of a record's text; an empty one takes it away. Does nothing where it is there already.
    ///
    /// - Parameter digest: that of the text that was translated, as the translator saw it (`Fingerprints.digest`).
    public func translate(
        _ record: Kept, _ field: String, into language: Language, _ body: String, isConfirmed: Bool, digest: String
    ) throws {
        let state = isConfirmed ? "confirmed" : "draft"
        let old = try transaction.first(
            """
            select body, state, source_digest from translations
             where record = \(record.id) and field = \(field) and language = \(language)
            """
        ) { row in [try row.text(), try row.text(), try row.text()] }
        if body.isEmpty {
            guard old != nil else { return }
            try transaction.run(
                "delete from translations where record = \(record.id) and field = \(field) and language = \(language)")
        } else {
            guard old != [body, state, digest] else { return }
            try transaction.run(
                """
                insert into translations (record, field, language, body, state, source_digest)
                values (\(record.id), \(field), \(language), \(body), \(state), \(digest))
                on conflict (record, field, language) do update
                   set body = excluded.body, state = excluded.state, source_digest = excluded.source_digest
                """)
        }
        note(
            "translated", record.table, record.id,
            [Change.Field("\(field) \(language.code)", from: old?.first, to: body.isEmpty ? nil : body)])
        try SearchIndex.update(record.id, of: record.table.name, in: transaction)
    }
}
