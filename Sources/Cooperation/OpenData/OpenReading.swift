import Basics
import Markup
import Store

/// What has to be known beside the rows: links, translations, and the records that both they and the rows name.
struct OpenReading {
    private typealias Keys = [Key<AnyRecord>]

    private let table: OpenTable
    private let reader: Language?
    private let raws: [OpenRows.Raw]
    private let places: [String: Int]
    /// By the place of their column.
    private var links: [[Key<AnyRecord>: [Key<AnyRecord>]]]
    private var targets: [[Key<AnyRecord>: OpenTarget]]
    private var translations: [Key<AnyRecord>: [String: String]] = [:]
    /// What was noted as the source, taken apart once for all records that say the same.
    private var citations: [String: [OpenRecord.Citation]] = [:]

    init(table: OpenTable, reader: Language?, raws: [OpenRows.Raw], in store: some Querying) throws {
        self.table = table
        self.reader = reader
        self.raws = raws
        places = Dictionary(uniqueKeysWithValues: table.columns.enumerated().map { ($1.name, $0) })
        links = Array(repeating: [:], count: table.columns.count)
        targets = Array(repeating: [:], count: table.columns.count)
        if table.columns.contains(where: \.isLinks) {
            for part in raws.map(\.id).chunks(of: 500) { try readLinks(of: part.padded, in: store) }
        }
        if let reader, table.columns.contains(where: \.isText) {
            let foreign = raws.filter { $0.language != reader }.map(\.id)
            for part in foreign.chunks(of: 500) { try readTranslations(of: part.padded, into: reader, in: store) }
        }
        try readTargets(in: store)
        try readSources(in: store)
    }

    private mutating func readLinks(of keys: Keys, in store: some Querying) throws {
        let rows = try store.all(
            "select record, field, target from links where record in (\(list: keys)) order by record, field, position"
        ) { row in (try row.next() as Key<AnyRecord>, try row.text(), try row.next() as Key<AnyRecord>) }
        for (record, field, target) in rows {
            if let place = places[field] { links[place][record, default: []].append(target) }
        }
    }

    private mutating func readTranslations(of keys: Keys, into reader: Language, in store: some Querying) throws {
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
        for (place, column) in table.columns.enumerated() {
            switch column.kind {
            case .reference(let name):
                wanted[name, default: []].formUnion(raws.compactMap { OpenReading.key(in: $0.values[place]) })
            case .links(let name): for its in links[place].values { wanted[name, default: []].formUnion(its) }
            default: continue
            }
        }
        var found: [String: [Key<AnyRecord>: OpenTarget]] = [:]
        for (name, keys) in wanted where !keys.isEmpty {
            guard let target = OpenTable.named(name) else { continue }
            found[name] = try OpenTarget.all(keys, of: target, in: store)
        }
        for (place, column) in table.columns.enumerated() {
            switch column.kind {
            case .reference(let name), .links(let name): targets[place] = found[name] ?? [:]
            default: continue
            }
        }
    }

    private mutating func readSources(in store: some Querying) throws {
        guard let open = OpenTable.named("sources"), let place = places["source"] else { return }
        var pieces: [String: [String]] = [:]
        for raw in raws {
            if case .text(let text) = raw.values[place], pieces[text] == nil {
                pieces[text] = OpenReading.pieces(of: text)
            }
        }
        let refs = Set(pieces.values.flatMap { $0.map(OpenReading.ref) })
        var sources: [String: OpenTarget] = [:]
        for part in refs.sorted().chunks(of: 500) {
            let keys: Keys = try store.values("select id from sources where ref in (\(list: part.padded))")
            for target in try OpenTarget.all(Set(keys), of: open, in: store).values { sources[target.ref] = target }
        }
        citations = pieces.mapValues { its in
            its.map { OpenRecord.Citation(source: sources[OpenReading.ref($0)], words: $0) }
        }
    }

    var records: [OpenRecord] {
        raws.map { raw in
            OpenRecord(
                table: table, number: raw.number, ref: raw.ref, language: raw.language,
                page: table.table.place(ref: raw.ref, number: raw.number) { ref(in: $0, of: raw) } ?? Link("/"),
                fields: table.columns.indices.map { field($0, of: raw) })
        }
    }

    private func ref(in column: String, of raw: OpenRows.Raw) -> String? {
        guard let place = places[column] else { return nil }
        if case .text(let text) = raw.values[place] { return text }
        return OpenReading.key(in: raw.values[place]).flatMap { targets[place][$0]?.ref }
    }

    private func field(_ place: Int, of raw: OpenRows.Raw) -> OpenRecord.Field {
        let column = table.columns[place]
        switch (column.kind, raw.values[place]) {
        case (.links, _): return .records((links[place][raw.id] ?? []).compactMap { targets[place][$0] })
        case (.reference, let value):
            return OpenReading.key(in: value).flatMap { targets[place][$0] }.map { .record($0) } ?? .empty
        case (.number, .integer(let number)): return .number(Int(clamping: number))
        case (.word, .text(let text)) where column.name == "source":
            return .sources(citations[text] ?? [])
        case (.word, _) where column.name == "source": return .sources([])
        case (.languages, .text(let text)): return .words(Column.words(text))
        case (.languages, _): return .words([])
        case (.text, .text(let text)), (.prose, .text(let text)), (.document, .text(let text)):
            guard let reader, let translation = translations[raw.id]?[column.name] else {
                return .text(Text(body: text, language: raw.language, state: .original))
            }
            return .text(Text(body: text, language: raw.language, translation: translation, reader: reader))
        case (_, .text(let text)): return .word(text)
        default: return .empty
        }
    }

    private static func key(in value: Value) -> Key<AnyRecord>? {
        guard case .bytes(let bytes) = value else { return nil }
        return Key(bytes: bytes)
    }

    private static func pieces(of text: String) -> [String] {
        text.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
    }

    private static func ref(_ citation: String) -> String {
        String(citation.prefix { $0 != " " })
    }
}
