import Basics
import Cooperation
import Languages
import Store

/// A report on its way to being published: everything that will be kept, made before the writer is asked.
struct Publication: Sendable {
    let presidency: String
    let languages: [Language]
    let files: [ReportFile]
    let findings: [Finding]
    /// How far the journal had come when all this was read.
    let position: Int64

    /// Reads the year and puts the report together in every language. Nil where there is no such presidency.
    static func prepare(
        _ presidency: String, as number: Int, in languages: [Language], _ say: Tongue, today: Day, style: [UInt8],
        from store: Connection
    ) throws -> Publication? {
        guard let year = try ReportYear.find(presidency, in: store, for: say.language) else { return nil }
        let files = try languages.map { language in
            let say = Languages.tongue(language)
            guard let year = try ReportYear.find(presidency, in: store, for: language) else { throw Gone() }
            return try ReportFile(
                year, in: store, say, today: today, style: style, status: .published(version: number, today))
        }
        let findings = try Lint.findings(for: year.presidency, on: today, in: store, say)
        return Publication(
            presidency: presidency, languages: languages, files: files, findings: findings,
            position: try journalPosition(in: store))
    }

    /// Nobody can take a presidency away between two questions about one state of the database.
    private struct Gone: Error {}

    /// How far the journal has come: whatever changes a record makes it longer.
    static func journalPosition(in store: some Querying) throws(StoreFailure) -> Int64 {
        try store.value("select max(position) from journal_entries") ?? 0
    }

    /// Keeps it as the next version. Throws what the store throws.
    func keep(
        as id: Key<PublishedVersion>, number: Int, by actor: String, named name: String, on day: Day,
        because reasons: [Finding.Rule: String], in transaction: Transaction
    ) throws(StoreFailure) {
        try transaction.run(
            """
            insert into report_versions (id, presidency, number, published, day, actor, publisher)
            values (\(id), \(presidency), \(number), \(transaction.moment), \(day), \(actor), \(name))
            """)
        var values: [Change.Field] = [.init("presidency", to: presidency), .init("number", to: String(number))]
        for (position, file) in files.enumerated() {
            let digest = Digest(of: file.page)
            try transaction.run(
                """
                insert into report_version_files
                    (version, position, language, title, page, body_from, body_to, print, text, paragraphs, digest)
                values (\(id), \(position), \(file.language), \(file.title), \(file.page), \(file.body.lowerBound),
                    \(file.body.upperBound), \(file.print), \(file.text), \(file.paragraphs), \(digest))
                """)
            values.append(.init("digest.\(file.language.code)", to: digest.description))
        }
        for group in WarningGroup.all(in: findings, for: languages) {
            guard let reason = reasons[group.rule] else { continue }
            try transaction.run(
                """
                insert into report_version_reasons (version, rule, count, reason)
                values (\(id), \(group.rule.rawValue), \(group.findings.count), \(reason))
                """)
            values.append(.init("reason.\(group.rule.rawValue)", to: reason))
        }
        transaction.note(
            Change(by: actor, "report.published", table: "report_versions", record: id, values: values))
    }
}

/// Warnings of one kind, for which one reason is given.
struct WarningGroup {
    let rule: Finding.Rule
    let findings: [Finding]

    /// How long a reason is, in characters.
    static let lengths = 10...2000

    /// The groups among findings; what is missing in a language in which nothing is published does not count.
    static func all(in findings: [Finding], for languages: [Language]) -> [WarningGroup] {
        let codes = Set(languages.map(\.code))
        let warnings = findings.filter { finding in
            guard finding.severity == .warning else { return false }
            let isOfLanguage = finding.rule == .missingTranslation || finding.rule == .staleTranslation
            return !isOfLanguage || codes.contains(finding.ref)
        }
        let kinds = Dictionary(grouping: warnings, by: \.rule)
        return Finding.Rule.allCases.compactMap { rule in kinds[rule].map { WarningGroup(rule: rule, findings: $0) } }
    }
}
