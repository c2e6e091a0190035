public import Basics
public import Store

extension Journal {
    /// That something happened to a record, without saying who did it or what it held: all that the public is told.
    public struct Notice: Hashable, Sendable {
        public let position: Int64
        public let moment: Moment
        public let table: String
        public let record: Key<AnyRecord>
        /// When the journal first speaks of the record.
        public let first: Moment
        /// When it speaks of it next after this; nil where this is the last time.
        public let next: Moment?
    }

    /// What happened before an entry, the latest first, without values and actors.
    public static func notices(
        before position: Int64 = .max, limit: Int = 100, in store: some Querying
    ) throws(StoreFailure) -> [Notice] {
        try store.all(
            """
            select \(columns: Notice.self) from journal_entries e
             where e.position < \(position) order by e.position desc limit \(max(0, limit))
            """)
    }

    /// The first of the entries that were written at one stroke with this one, which have the same moment.
    ///
    /// Looks at some dozen entries at most, however many there are.
    public static func stroke(endingWith notice: Notice, in store: some Querying) throws(StoreFailure) -> Int64 {
        var inside = notice.position
        var step: Int64 = 1
        // Strides that double find a place outside, then halving finds the edge.
        while inside - step > 0, try moment(at: inside - step, in: store) == notice.moment {
            inside -= step
            step *= 2
        }
        while step > 0 {
            if inside - step > 0, try moment(at: inside - step, in: store) == notice.moment { inside -= step }
            step /= 2
        }
        return inside
    }

    private static func moment(at position: Int64, in store: some Querying) throws(StoreFailure) -> Moment? {
        try store.value("select at from journal_entries where position = \(position)")
    }
}

extension Journal.Notice: Selectable {
    public static var columns: [StaticString] {
        [
            "e.position", "e.at", "e.subject_table", "e.subject_record",
            """
            (select f.at from journal_entries f where f.subject_record = e.subject_record order by f.position limit 1)
            """,
            """
            (select n.at from journal_entries n where n.subject_record = e.subject_record and n.position > e.position
              order by n.position limit 1)
            """,
        ]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        position = try row.next()
        moment = try row.next()
        table = try row.next()
        record = try row.next()
        first = try row.next()
        next = try row.next()
    }
}
