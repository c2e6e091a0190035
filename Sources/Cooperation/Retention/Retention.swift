public import Basics
import Identity
import Journal
public import Store

/// Keeps what `RetentionClass` promises: once a day, a few hundred rows at a time, so that nobody has to wait for it.
public enum Retention {
    /// Its own memory, append-only.
    public static let migrations = [
        Migration(
            "retention/0001 runs",
            """
            create table retention_runs (
                day    \(.day) primary key,
                at     \(.moment) not null,
                counts \(.text) not null
            ) \(.strict);
            """)
    ]

    /// How much there is, or was deleted, of each class.
    public typealias Counts = [RetentionClass: Int]

    /// When it was last kept; nil for never.
    public static func last(in store: some Querying) throws(StoreFailure) -> Day? {
        try store.value("select max(day) from retention_runs")
    }

    /// How much is due, without touching it.
    public static func due(_ times: RetentionTimes, in store: some Querying) throws -> Counts {
        var counts: Counts = [:]
        for kind in RetentionClass.allCases {
            counts[kind] = try RetentionDue.rows(of: kind, times).reduce(0) { sum, rows in
                let count: Int? = try store.value("select count(*) from \(name: rows.table) where \(rows.condition)")
                return sum + (count ?? 0)
            }
        }
        return counts
    }

    /// Deletes what is due. What is cut short goes on with the next run; twice is the same as once.
    @discardableResult
    public static func keep(_ times: RetentionTimes, in store: Store) throws -> Counts {
        var counts: Counts = [:]
        for kind in RetentionClass.allCases {
            for rows in RetentionDue.rows(of: kind, times) {
                while true {
                    let due = try store.readWhole { try keys(of: rows, in: $0) }
                    guard !due.isEmpty else { break }
                    let count = try store.write { transaction in
                        try due.reduce(0) { try $0 + delete($1, of: kind, rows, in: transaction) }
                    }
                    counts[kind, default: 0] += count
                    // Nothing could be done about what is left.
                    if count == 0 { break }
                }
            }
        }
        let done = counts
        try store.write { try note(done, times, in: $0) }
        return counts
    }

    /// A few hundred keys at a time; those of the journal are numbers, all others bytes.
    private static func keys(of rows: RetentionDue.Rows, in store: some Querying) throws -> [Value] {
        try store.all(
            "select \(name: rows.key) from \(name: rows.table) where \(rows.condition) order by \(name: rows.key) limit 200"
        ) { row in try row.value() }
    }

    static func delete(
        _ key: Value, of kind: RetentionClass, _ rows: RetentionDue.Rows, in transaction: Transaction
    ) throws -> Int {
        let row: SQL = "\(name: rows.key) = \(key) and (\(rows.condition))"
        switch kind {
        case .journal where rows.table == "journal_values":
            guard case .integer(let position) = key else { return 0 }
            return try Journal.erase(position, by: "system", in: transaction) ? 1 : 0
        case .withdrawn:
            // Number and ref stay taken: addresses are permanent, and files do not bring the record back.
            let count = try transaction.run("update withdrawn set fields = '', title = '' where \(row)")
            // A record that was restored meanwhile keeps its translations.
            if count > 0 { try transaction.run("delete from translations where record = \(key)") }
            noteEach(count, kind, "withdrawn", key, in: transaction)
            return count
        case .contacts:
            let count = try transaction.run("delete from contacts where \(row)")
            noteEach(count, kind, "contacts", key, in: transaction)
            return count
        case .accounts:
            guard case .bytes(let bytes) = key, let id = Key<Member>(bytes: bytes) else { return 0 }
            return try Account.forgetKeys(of: id, by: "system", in: transaction) ? 1 : 0
        case .names:
            guard case .bytes(let bytes) = key, let id = Key<Member>(bytes: bytes) else { return 0 }
            return try Account.forgetName(of: id, by: "system", in: transaction) ? 1 : 0
        default:
            transaction.leaveUnnoted(because: "the run is noted as a whole")
            return try transaction.run("delete from \(name: rows.table) where \(row)")
        }
    }

    private static func noteEach(
        _ count: Int, _ kind: RetentionClass, _ table: String, _ key: Value, in transaction: Transaction
    ) {
        guard count > 0, case .bytes(let bytes) = key, let record = Key<AnyRecord>(bytes: bytes) else { return }
        transaction.note(Change(by: "system", "retention.deleted", table: table, record: record))
    }

    private static func note(_ counts: Counts, _ times: RetentionTimes, in transaction: Transaction) throws {
        let told = RetentionClass.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }.filter { $0.1 > 0 }
        let words = told.map { "\($0.rawValue) \($1)" }.joined(separator: ", ")
        try transaction.run(
            """
            insert into retention_runs (day, at, counts) values (\(times.today), \(times.now), \(words))
            on conflict (day) do update set at = excluded.at, counts = excluded.counts
            """)
        guard !told.isEmpty else {
            return transaction.leaveUnnoted(because: "nothing was deleted")
        }
        let day = Key<AnyRecord>(rawValue: UInt128(UInt32(bitPattern: times.today.number)))
        transaction.note(
            Change(
                by: "system", "retention.kept", table: "retention_runs", record: day,
                values: told.map { Change.Field($0.rawValue, to: String($1)) }))
    }
}
