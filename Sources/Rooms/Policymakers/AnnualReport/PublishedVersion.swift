import Basics
import Cooperation
import Documents
import Markup
import Store
import Web

/// A report as it was published: its text, its number and its date stay as they are.
struct PublishedVersion: Sendable {
    let id: Key<PublishedVersion>
    /// The ref of the presidency.
    let presidency: String
    /// 1 for the first version of a presidency's report, then 2, 3, …
    let number: Int
    let published: Moment
    /// The day on which it was published, in the network's time.
    let day: Day
    /// Who published it, by name.
    let publisher: String

    /// The versions of a presidency's report, the newest first; of all presidencies where none is named.
    static func all(of presidency: String? = nil, in store: some Querying) throws(StoreFailure) -> [PublishedVersion] {
        let its: SQL = presidency.map { "where presidency = \($0)" } ?? ""
        return try store.all(
            "select \(columns: PublishedVersion.self) from report_versions \(its) order by presidency, number desc")
    }

    static func find(
        _ presidency: String, _ number: Int, in store: some Querying
    ) throws(StoreFailure) -> PublishedVersion? {
        try store.first(
            """
            select \(columns: PublishedVersion.self) from report_versions
             where presidency = \(presidency) and number = \(number)
            """)
    }

    static func find(_ id: Key<PublishedVersion>, in store: some Querying) throws(StoreFailure) -> PublishedVersion? {
        try store.first("select \(columns: PublishedVersion.self) from report_versions where id = \(id)")
    }

    /// The languages in which it was published, the network's first language first.
    func languages(in store: some Querying) throws(StoreFailure) -> [Language] {
        try store.values("select language from report_version_files where version = \(id) order by position")
    }

    /// The language in which a reader gets it: their own, else the network's first.
    func language(for reader: Language, in store: some Querying) throws(StoreFailure) -> Language {
        let its = try languages(in: store)
        return its.contains(reader) ? reader : its.first ?? reader
    }

    var link: Link { Places.reportVersion(presidency, number) }
}

extension PublishedVersion: Selectable {
    static var columns: [StaticString] { ["id", "presidency", "number", "published", "day", "publisher"] }

    init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        presidency = try row.next()
        number = try row.next()
        published = try row.next()
        day = try row.next()
        publisher = try row.next()
    }
}

/// What was published in one language.
struct PublishedFile: Sendable {
    let title: String
    /// The whole HTML document.
    let page: [UInt8]
    /// The report alone, as it stood on its page.
    let body: HTML
    /// The document for paper.
    let print: [UInt8]
    /// The document for word processors.
    let text: [UInt8]
    /// The SHA-256 of the whole HTML document, so that whoever has the file can check it.
    let digest: Digest

    static func find(
        _ version: PublishedVersion, in language: Language, from store: some Querying
    ) throws -> PublishedFile? {
        try store.first(
            """
            select title, page, body_from, body_to, print, text, digest from report_version_files
             where version = \(version.id) and language = \(language)
            """
        ) { row in
            let title = try row.text()
            let page: [UInt8] = try row.next()
            let (from, to): (Int, Int) = (try row.next(), try row.next())
            let isInside = 0 <= from && from <= to && to <= page.count
            return PublishedFile(
                title: title, page: page,
                body: "\(unescaped: isInside ? Array(page[from..<to]) : [], because: "our own markup, kept as it was")",
                print: try row.next(), text: try row.next(), digest: try row.next())
        }
    }

    /// Its paragraphs without markup.
    static func paragraphs(
        of version: PublishedVersion, in language: Language, from store: some Querying
    ) throws(StoreFailure) -> [Paragraph]? {
        let lines: String? = try store.value(
            "select paragraphs from report_version_files where version = \(version.id) and language = \(language)")
        return lines.map { Paragraph.paragraphs(in: $0) }
    }
}
