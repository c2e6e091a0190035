import Basics
import Languages
import Store

/// Everything that the rules look at, read once: the records of a presidency's time with their links and translations.
struct LintBook: Sendable {
    let presidency: Presidency
    let today: Day
    let say: Tongue
    /// The languages that the network offers, its own first.
    private(set) var languages: [Language] = []
    private(set) var records: [String: [LintRecord]] = [:]
    private var byRef: [String: [String: LintRecord]] = [:]
    /// The targets of a record's links, by field.
    private(set) var links: [Key<AnyRecord>: [String: [Key<AnyRecord>]]] = [:]
    private(set) var translations: [Key<AnyRecord>: [Translation]] = [:]
    /// Links to records that are not there.
    private(set) var dangling: [(record: Key<AnyRecord>, field: String)] = []
    /// The days of every meeting a year around the presidency.
    private(set) var meetingDays: [(first: Day, last: Day)] = []
    /// The activities next to this presidency that lie in no presidency at all.
    private(set) var outside: [LintRecord] = []
    /// Which paths of the house that texts link to lead somewhere.
    private(set) var paths: [String: Bool] = [:]

    struct Translation: Sendable {
        let field: String
        let language: Language
        let digest: String
        let body: String
    }

    init(_ presidency: Presidency, on today: Day, in store: Connection, _ say: Tongue) throws {
        self.presidency = presidency
        self.today = today
        self.say = say
        languages = try Network.find(in: store, for: say.language)?.languages ?? []
        let scope = LintScope(presidency: presidency.id, first: presidency.begins, last: presidency.ends)
        for table in Tables.all {
            guard let condition = scope.condition(for: table) else { continue }
            let found = try table.lintRecords(where: condition, in: store, for: say.language)
            records[table.name] = found
            byRef[table.name] = Dictionary(uniqueKeysWithValues: found.map { ($0.ref, $0) })
            try readLinks(of: table, where: condition, in: store)
            try readTranslations(of: table, where: condition, in: store)
        }
        meetingDays = try store.all(
            """
            select a.begins, a.ends from meetings m join activities a on a.id = m.activity_id
             where a.begins between \(presidency.begins.adding(days: -366)) and \(presidency.ends.adding(days: 366))
            """
        ) { row in (try row.next(), try row.next()) }
        outside = try LintGap.activities(beside: presidency, in: store, for: say.language)
        for path in Set(all("narratives").flatMap { bodies(of: $0) }.flatMap(HousePath.links)) {
            paths[path] = try HousePath.leads(path, in: store)
        }
    }

    func all(_ table: String) -> [LintRecord] { records[table] ?? [] }

    func record(_ table: String, _ ref: String?) -> LintRecord? {
        ref.flatMap { byRef[table]?[$0] }
    }

    func linked(_ record: LintRecord, _ field: String) -> [Key<AnyRecord>] {
        links[record.id]?[field] ?? []
    }

    /// The texts of a narrative in every language.
    private func bodies(of record: LintRecord) -> [String] {
        [record["body"] ?? ""] + (translations[record.id] ?? []).filter { $0.field == "body" }.map(\.body)
    }

    private mutating func readLinks(of table: Table, where condition: SQL, in store: Connection) throws {
        let fields = table.columns.compactMap { column -> (name: String, target: Table)? in
            guard case .links(let target) = column.kind else { return nil }
            return Tables.named(target).map { (column.name, $0) }
        }
        for field in fields {
            let found = try store.all(
                """
                select l.record, l.target, exists (select 1 from \(name: field.target.identifier) x where x.id = l.target)
                  from links l where l.field = \(field.name)
                   and l.record in (select t.id from \(name: table.identifier) t where \(condition))
                """
            ) { row in
                (
                    record: try row.next() as Key<AnyRecord>, target: try row.next() as Key<AnyRecord>,
                    try row.next() as Bool
                )
            }
            for (record, target, isThere) in found {
                links[record, default: [:]][field.name, default: []].append(target)
                if !isThere { dangling.append((record, field.name)) }
            }
        }
    }

    private mutating func readTranslations(of table: Table, where condition: SQL, in store: Connection) throws {
        try store.each(
            """
            select r.record, r.field, r.language, r.source_digest, r.body from translations r
             where r.record in (select t.id from \(name: table.identifier) t where \(condition))
            """
        ) { row in
            let record: Key<AnyRecord> = try row.next()
            translations[record, default: []].append(
                Translation(
                    field: try row.next(), language: try row.next(), digest: try row.next(), body: try row.next()))
        }
    }
}
