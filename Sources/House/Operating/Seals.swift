public import Basics
import Cooperation
import Journal
public import Sealing
public import Store

/// The keys of a house and what is sealed with them: made at the first start, changed by command.
public enum Seals {
    static let migrations = [
        Migration(
            "sealing/0001 keys",
            """
            create table sealing_keys (
                id      \(.key) primary key,
                made    \(.moment) not null,
                retired \(.moment),
                proof   \(.bytes) not null
            ) \(.strict);
            """)
    ]

    /// A key as the house knows it: by its name, never by itself.
    public struct Known: Sendable, Hashable, Selectable {
        public let id: Key<SealingKey>
        public let made: Moment
        /// Since when nothing is sealed with it any more; nil while something is.
        public let retired: Moment?
        /// A value sealed with it, by which a file of the same name that is another key shows.
        let proof: [UInt8]

        public static var columns: [StaticString] { ["id", "made", "retired", "proof"] }

        public init(_ row: inout Row) throws(StoreFailure) {
            id = try row.next()
            made = try row.next()
            retired = try row.next()
            proof = try row.next()
        }
    }

    /// The keys with which something of this house is or was sealed, the oldest first.
    public static func known(in store: some Querying) throws(StoreFailure) -> [Known] {
        try store.all("select \(columns: Known.self) from sealing_keys order by id")
    }

    /// Makes the first key of a house that has none and seals what an earlier program kept open; else sees to it that every
    /// key is there that the house needs. Throws `SealingFault` where one is missing.
    static func settle(_ store: Store, at location: Store.Location) throws {
        if try store.read({ try known(in: $0) }).isEmpty { try begin(store, at: location) }
        let needed = try store.read { try known(in: $0) }
        let here = try store.keyring.names()
        for key in needed where key.retired == nil {
            guard here.contains(key.id) else {
                throw SealingFault.missing(key: key.id.description, folder: store.keyring.place)
            }
            _ = try store.keyring.open(key.proof, at: place(of: key.id))
        }
        guard let newest = here.max(), !needed.contains(where: { $0.id == newest }) else { return }
        // The house came back from a backup that is older than its keys, or a change of keys was cut short.
        try store.write { try register(newest, in: $0) }
    }

    private static func begin(_ store: Store, at location: Store.Location) throws {
        if try store.keyring.current() == nil { try store.keyring.add(at: .now) }
        guard let key = try store.keyring.current() else { return }
        let count = try store.write { transaction in
            let count = try sealAll(in: transaction)
            if count == 0, try known(in: transaction).isEmpty { try register(key, in: transaction) }
            return count
        }
        guard count > 0 else { return }
        // The key counts as known only when the remains of what stood open are gone; until then, this happens again.
        if case .file(let path) = location { try DatabaseCopy.cleanse(path) }
        try store.write { transaction in
            if try known(in: transaction).isEmpty { try register(key, in: transaction) }
        }
    }

    /// Seals whatever stands open, and takes what the journal keeps of it out of the journal. Says how much there was.
    private static func sealAll(in transaction: Transaction) throws -> Int {
        var count = 0
        for column in Tables.sealed {
            var last: Key<AnyRecord>?
            repeat {
                let step = try column.reseal(after: last, takesOpen: true, in: transaction)
                count += step.count
                last = step.last
            } while last != nil
        }
        let tables = Tables.all.filter { $0.columns.contains(where: \.isSealed) }.map(\.name)
        let positions: [Int64] = try transaction.values(
            """
            select e.position from journal_entries e join journal_values v on v.position = e.position
             where e.subject_table in (\(list: tables)) order by e.position
            """)
        for position in positions where try Journal.erase(position, by: "system", in: transaction) { count += 1 }
        return count
    }

    static func register(_ key: Key<SealingKey>, in transaction: Transaction) throws {
        transaction.leaveUnnoted(because: "that a house has a key says nothing of its records")
        let proof = try transaction.connection.keyring.seal(Array("childcentre".utf8), at: place(of: key))
        try transaction.run(
            "insert into sealing_keys (id, made, proof) values (\(key), \(transaction.moment), \(proof))")
    }

    private static func place(of key: Key<SealingKey>) -> SealedPlace {
        SealedPlace("sealing_keys", "proof", of: key)
    }
}
