public import Basics
public import Markup
public import Store

/// A record as a list of many kinds of things mentions it: what it is called, what it is, and where it stands.
///
/// The public records are exactly those that a search can find: one that was removed or withdrawn is none any more.
public struct PublicRecord: Sendable {
    public let id: Key<AnyRecord>
    public let kind: SearchKind
    public let link: Link
    /// In the reader's language where it was translated, else in its own.
    public let title: Text
    /// A day, a month or a year; nil where the record has none.
    public let date: String?
    /// The beginning of what it says, in the title's language; nil where it says nothing more.
    public let brief: String?
    /// How far an activity has come; nil for every other record.
    public let progress: Progress?
    /// Its place among all in the order of days.
    public let place: Int64

    /// The longest beginning, in characters.
    public static let briefLength = 300

    /// The place before which everything up to the end of a day stands.
    public static func place(after day: Day) -> Int64 {
        SearchDocument.number(day: day.adding(days: 1), code: 0, 0)
    }

    /// The record of a table as the public sees it; a fact of the law stands in its state's. Nil where it is not public.
    public static func find(
        _ record: Key<AnyRecord>, of table: String, in store: some Querying, for reader: Language
    ) throws -> PublicRecord? {
        let whole: Key<AnyRecord>? =
            table == "law_facts" ? try store.value("select state_id from law_facts where id = \(record)") : nil
        return try store.first("\(selected(reader)) where d.record = \(whole ?? record) and d.origin = \(table)") {
            row in
            try PublicRecord(&row, for: reader)
        }
    }

    /// What took place or was adopted on a day of its own before a place, the latest first: activities, unless they were
    /// postponed or wait, and conclusions.
    public static func dated(
        before place: Int64, limit: Int, in store: some Querying, for reader: Language
    ) throws -> [PublicRecord] {
        try store.all(
            """
            \(selected(reader)) where d.id < \(place) and d.origin in ('activities', 'conclusions')
               and length(d.date) = 10 and coalesce(a.state, 'done') not in ('postponed', 'waiting')
             order by d.id desc limit \(max(0, limit))
            """
        ) { row in try PublicRecord(&row, for: reader) }
    }

    private static func selected(_ reader: Language) -> SQL {
        """
        select d.record, d.kind, d.origin, d.target, d.date, d.id, a.state, o.language, o.title, o.body, m.title, m.body
          from search_documents d join search_texts o on o.document = d.id and o.is_own = \(true)
          left join search_texts m on m.document = d.id and m.language = \(reader) and m.title <> ''
          left join activities a on a.id = d.record
        """
    }

    private init(_ row: inout Row, for reader: Language) throws {
        id = try row.next()
        kind = SearchKind(rawValue: try row.text()) ?? .text
        link = SearchPlace.link(origin: try row.text(), target: try row.text())
        date = try row.next()
        place = try row.next()
        progress = try row.next()
        let language: Language = try row.next()
        let own = (title: try row.text(), body: try row.text())
        let mine: (title: String?, body: String?) = (try row.next(), try row.next())
        title = Text(body: mine.title ?? own.title, language: mine.title == nil ? language : reader, state: .original)
        brief = PublicRecord.beginning(of: mine.title == nil ? own.body : mine.body ?? "")
    }

    /// Cut between two words.
    private static func beginning(of text: String) -> String? {
        guard !text.isEmpty else { return nil }
        guard text.count > briefLength else { return text }
        let start = text.prefix(briefLength)
        return "\(start.lastIndex(of: " ").map { start[..<$0] } ?? start) …"
    }
}
