public import Basics
public import Store

/// What happened in the house, by whom and when: a chain in which every entry carries the digest of all before it.
///
///     let store = try Store.open(.file(path), migrations: migrations, ledger: Journal(), clock: .system)
///
/// Entries are only ever added. What a change held (`values`) lies beside its entry with a random salt and can be
/// erased, as the law may demand, without breaking the chain: the entry keeps a digest that tells nothing without them.
public struct Journal: Ledger {
    public init() {}

    public var migrations: [Migration] { Journal.tables }

    /// Adds one entry for each change, in their order. The chain goes on from the last entry that was committed.
    public func append(_ changes: [Change], at moment: Moment, to connection: Connection) throws {
        var head = try Journal.head(in: connection)
        let salts = Randomness.bytes(changes.count * Journal.saltCount)
        var first = 0
        var statements: [SQL] = []
        for change in changes {
            let salt = Array(salts[first..<first + Journal.saltCount])
            first += Journal.saltCount
            let values = ChangeText.text(of: change.values)
            let content = Content(
                moment: moment, actor: change.actor, verb: change.verb, table: change.table, record: change.record,
                digest: Journal.digest(of: values, salt: salt))
            head = content.link(after: head)
            statements += Journal.insertion(of: content, at: head, values: values, salt: salt)
            if statements.count >= Journal.mostAtOnce {
                try connection.runAll(statements)
                statements.removeAll(keepingCapacity: true)
            }
        }
        try connection.runAll(statements)
    }

    /// Removes what the change of an entry held, and notes that this was done. False when there was nothing to remove.
    ///
    /// The entry itself stays: who did what to which record, and when. Throws what a write throws.
    @discardableResult
    public static func erase(
        _ position: Int64, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard try transaction.run("delete from journal_values where position = \(position)") > 0 else { return false }
        transaction.note(
            Change(by: actor, Journal.erasure, table: Journal.erasedTable, record: Journal.key(of: position)))
        return true
    }

    /// Where the chain ends now: nil when nothing has happened yet.
    public static func witness(in store: some Querying) throws(StoreFailure) -> Witness? {
        let head = try head(in: store)
        return head.position == 0 ? nil : head
    }

    static let saltCount = 16
    /// How many statements wait in memory at most.
    private static let mostAtOnce = 256
    static let erasure = "journal.erased"
    static let erasedTable = "journal_values"

    /// An erasure names the entry by its position, in the place where others name a record.
    static func key(of position: Int64) -> Key<AnyRecord> {
        Key(rawValue: UInt128(UInt64(bitPattern: position)))
    }

    static func digest(of values: String, salt: [UInt8]) -> Digest {
        Digest(of: salt + Array(values.utf8))
    }

    private static func head(in store: some Querying) throws(StoreFailure) -> Witness {
        try store.first("select \(columns: Witness.self) from journal_entries order by position desc limit 1")
            ?? Witness.beginning
    }

    private static func insertion(of content: Content, at place: Witness, values: String, salt: [UInt8]) -> [SQL] {
        [
            """
            insert into journal_entries
                (position, at, actor, verb, subject_table, subject_record, change_digest, link)
            values (\(place.position), \(content.moment), \(content.actor), \(content.verb), \(content.table),
                \(content.record), \(content.digest), \(place.link))
            """,
            "insert into journal_values (position, salt, change) values (\(place.position), \(salt), \(values))",
        ]
    }
}
