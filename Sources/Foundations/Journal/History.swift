public import Basics
public import Store

extension Journal {
    /// One thing that happened.
    public struct Entry: Hashable, Sendable {
        /// Entries are counted from 1.
        public let position: Int64
        public let moment: Moment
        public let actor: String
        public let verb: String
        public let table: String
        public let record: Key<AnyRecord>
        /// What the fields held before and after; nil when it was erased.
        public let values: [Change.Field]?
    }

    /// What happened to one record, the latest first.
    ///
    /// - Parameter before: only entries before this position, for the next page.
    public static func history<Subject: ~Copyable>(
        of table: String, _ record: Key<Subject>, before: Int64 = .max, limit: Int = 100, in store: some Querying
    ) throws(StoreFailure) -> [Entry] {
        try store.all(
            """
            \(entries) where e.subject_record = \(record) and e.subject_table = \(table) and e.position < \(before)
             order by e.position desc limit \(max(0, limit))
            """)
    }

    /// What happened after an entry, the earliest first: for whoever follows the journal.
    public static func entries(
        after position: Int64, limit: Int = 100, in store: some Querying
    ) throws(StoreFailure) -> [Entry] {
        try store.all("\(entries) where e.position > \(position) order by e.position limit \(max(0, limit))")
    }

    private static let entries: SQL = """
        select \(columns: Entry.self)
          from journal_entries e left join journal_values v on v.position = e.position
        """

    static func isErased(_ position: Int64, in store: some Querying) throws(StoreFailure) -> Bool {
        let found: Int64? = try store.value(
            """
            select position from journal_entries
             where subject_record = \(key(of: position)) and subject_table = \(erasedTable) and verb = \(erasure)
               and position > \(position)
             limit 1
            """)
        return found != nil
    }
}

extension Journal.Entry: Selectable {
    public static var columns: [StaticString] {
        ["e.position", "e.at", "e.actor", "e.verb", "e.subject_table", "e.subject_record", "v.change"]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        position = try row.next()
        moment = try row.next()
        actor = try row.next()
        verb = try row.next()
        table = try row.next()
        record = try row.next()
        let change: String? = try row.next()
        guard let change else {
            values = nil
            return
        }
        guard let fields = ChangeText.fields(of: change) else { throw row.mismatch("the values of a change") }
        values = fields
    }
}
