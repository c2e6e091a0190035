public import Basics
public import Markup
public import Store

/// A record as everybody may read it: every open column with what stands there, references and links followed.
public struct OpenRecord: Sendable {
    public let table: OpenTable
    public let number: Int
    public let ref: String
    /// The language in which its own texts are written.
    public let language: Language
    /// The public page on which it stands.
    public let page: Link
    /// One for each open column of the table, in that order.
    public let fields: [Field]

    /// What stands in a column.
    public enum Field: Sendable {
        case empty
        /// A text in the reader's language where it was translated, else in its own.
        case text(Text)
        /// What is the same in every language; a date is written as ISO 8601 writes it, as precisely as it is known.
        case word(String)
        case number(Int)
        case words([String])
        case record(OpenTarget)
        case records([OpenTarget])
        case sources([Citation])
    }

    /// A place in a source from which a fact was taken.
    public struct Citation: Sendable {
        /// The source, where it is one of the house's.
        public let source: OpenTarget?
        /// What was noted: the ref of a source, and the place in it.
        public let words: String
    }

    /// The public record of a table with that ref, else with that number; nil where there is none.
    public static func find(
        _ word: String, of table: OpenTable, in store: some Querying, for reader: Language
    ) throws -> OpenRecord? {
        let source = OpenSource(table: table, reader: reader)
        if let found = try source.records(where: "r.ref = \(word)", in: store).first { return found }
        guard word.utf8.count <= 9, let number = Int(word) else { return nil }
        return try source.records(where: "r.number = \(number)", in: store).first
    }
}

/// Reads records of one table, a hundred or so at once, with a number of queries that does not depend on how many.
struct OpenSource {
    let table: OpenTable
    /// Nil for whoever wants every text in the language in which it was written.
    let reader: Language?

    /// A record as its row has it.
    struct Raw {
        let id: Key<AnyRecord>
        let number: Int
        let ref: String
        let language: Language
        var values: [String: Value] = [:]
    }

    /// The public records that fulfil a condition on `r`, in the order of their numbers.
    func records(where condition: SQL, limit: Int = 1, in store: some Querying) throws -> [OpenRecord] {
        let from: SQL = "from \(name: table.table.identifier) r where \(table.condition) and \(condition)"
        return try records("\(from) order by r.number limit \(limit)", in: store)
    }

    /// The records that the rest of a statement, from its `from`, finds as `r`.
    func records(_ rest: SQL, in store: some Querying) throws -> [OpenRecord] {
        let columns = table.columns.filter { if case .links = $0.kind { false } else { true } }
        let selected = columns.map { ", r.\(name: $0.identifier)" as SQL }.joined(separator: "")
        let raws = try store.all("select r.id, r.number, r.ref, r.language\(selected) \(rest)") { row in
            var raw = Raw(
                id: try row.next(), number: try row.next(), ref: try row.next(), language: try row.next())
            for column in columns { raw.values[column.name] = try value(of: column, &row) }
            return raw
        }
        return try OpenReading(table: table, reader: reader, raws: raws, in: store).records
    }

    private func value(of column: Column, _ row: inout Row) throws -> Value {
        if case .reference = column.kind { return (try row.next() as Key<AnyRecord>?).stored }
        return try column.plainText(&row).stored
    }
}

/// What has to be known beside the rows: links, translations, and the records that both they and the rows name.
private struct OpenReading {
    let table: OpenTable
    let reader: Language?
    let raws: [OpenSource.Raw]
    private var links: [Key<AnyRecord>: [String: [Key<AnyRecord>]]] = [:]
    private var translations: [Key<AnyRecord>: [String: String]] = [:]
    private var targets: [String: [Key<AnyRecord>: OpenTarget]] = [:]
    private var sources: [String: OpenTarget] = [:]

    init(table: OpenTable, reader: Language?, raws: [OpenSource.Raw], in store: some Querying) throws {
        self.table = table
        self.reader = reader
        self.raws = raws
        for part in raws.map(\.id).chunks(of: 500) { try readLinks(of: part.padded, in: store) }
        if let reader {
            let foreign = raws.filter { $0.language != reader }.map(\.id)
            for part in foreign.chunks(of: 500) { try readTranslations(of: part.padded, into: reader, in: store) }
        }
        try readTargets(in: store)
        try readSources(in: store)
    }

    private mutating func readLinks(of keys: [Key<AnyRecord>], in store: some Querying) throws {
        let hasLinks = table.columns.contains { if case .links = $0.kind { true } else { false } }
        guard hasLinks else { return }
        let rows = try store.all(
            "select record, field, target from links where record in (\(list: keys)) order by record, field, position"
        ) { row in (try row.next() as Key<AnyRecord>, try row.text(), try row.next() as Key<AnyRecord>) }
        for (record, field, target) in rows { links[record, default: [:]][field, default: []].append(target) }
    }

    private mutating func readTranslations(
        of keys: [Key<AnyRecord>], into reader: Language, in store: some Querying
    ) throws {
        guard table.columns.contains(where: \.isText) else { return }
        let rows = try store.all(
            """
            select record, field, state || source_digest || body from translations
             where record in (\(list: keys)) and language = \(reader)
            """
        ) { row in (try row.next() as Key<AnyRecord>, try row.text(), try row.text()) }
        for (record, field, text) in rows { translations[record, default: [:]][field] = text }
    }

    private mutating func readTargets(in store: some Querying) throws {
        var wanted: [String: Set<Key<AnyRecord>>] = [:]
        for column in table.columns {
            switch column.kind {
            case .reference(let name):
                wanted[name, default: []].formUnion(raws.compactMap { OpenReading.key(in: $0.values[column.name]) })
            case .links(let name):
                wanted[name, default: []].formUnion(raws.flatMap { links[$0.id]?[column.name] ?? [] })
            default: continue
            }
        }
        for (name, keys) in wanted where !keys.isEmpty {
            guard let target = OpenTable.named(name) else { continue }
            targets[name] = try OpenTarget.all(keys, of: target, in: store)
        }
    }

    private mutating func readSources(in store: some Querying) throws {
        guard let open = OpenTable.named("sources") else { return }
        let refs = Set(
            raws.flatMap { raw -> [String] in
                guard case .text(let text)? = raw.values["source"] else { return [] }
                return OpenReading.citations(text).map(OpenReading.ref)
            })
        for part in refs.sorted().chunks(of: 500) {
            let keys: [Key<AnyRecord>] = try store.values("select id from sources where ref in (\(list: part.padded))")
            for target in try OpenTarget.all(Set(keys), of: open, in: store).values { sources[target.ref] = target }
        }
    }

    var records: [OpenRecord] {
        raws.map { raw in
            let refs = { (column: String) -> String? in
                switch raw.values[column] {
                case .bytes?:
                    OpenReading.key(in: raw.values[column]).flatMap { key in
                        targets.values.lazy.compactMap { $0[key]?.ref }.first
                    }
                case .text(let text)?: text
                default: nil
                }
            }
            return OpenRecord(
                table: table, number: raw.number, ref: raw.ref, language: raw.language,
                page: table.table.place(ref: raw.ref, number: raw.number, field: refs) ?? Link("/"),
                fields: table.columns.map { field($0, of: raw) })
        }
    }

    private func field(_ column: Column, of raw: OpenSource.Raw) -> OpenRecord.Field {
        switch column.kind {
        case .links(let name):
            return .records((links[raw.id]?[column.name] ?? []).compactMap { targets[name]?[$0] })
        case .reference(let name):
            let target = OpenReading.key(in: raw.values[column.name]).flatMap { targets[name]?[$0] }
            return target.map { .record($0) } ?? .empty
        default: break
        }
        guard case .text(let text)? = raw.values[column.name], !text.isEmpty else {
            if column.name == "source" { return .sources([]) }
            return column.kind == .languages ? .words([]) : .empty
        }
        switch column.kind {
        case .text, .prose, .document:
            guard let reader, let translation = translations[raw.id]?[column.name] else {
                return .text(Text(body: text, language: raw.language, state: .original))
            }
            return .text(Text(body: text, language: raw.language, translation: translation, reader: reader))
        case .number: return Int(text).map { .number($0) } ?? .empty
        case .languages: return .words(Column.words(text))
        case .word where column.name == "source":
            return .sources(
                OpenReading.citations(text).map {
                    OpenRecord.Citation(source: sources[OpenReading.ref($0)], words: $0)
                })
        default: return .word(text)
        }
    }

    private static func key(in value: Value?) -> Key<AnyRecord>? {
        guard case .bytes(let bytes)? = value else { return nil }
        return Key(bytes: bytes)
    }

    private static func citations(_ text: String) -> [String] {
        text.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
    }

    private static func ref(_ citation: String) -> String {
        String(citation.prefix { $0 != " " })
    }
}
