public import Basics
import Cooperation
public import Sealing
public import Store

/// A change of keys: a new one, everything sealed anew with it step by step, and the old one retired.
///
/// It can be killed at any point; the next one goes on where it was. The house may be served meanwhile.
public enum KeyChange {
    /// What came of it.
    public struct Outcome: Sendable, Hashable {
        /// The key in use from now on.
        public let key: Key<SealingKey>
        /// Whether this went on with a change that was cut short.
        public let wentOn: Bool
        /// How many values were sealed anew.
        public let count: Int
        /// The keys that nothing is sealed with any more. Backups made before need them.
        public let retired: [Key<SealingKey>]
    }

    /// Changes the key. Throws `SealingFault` where one is missing, and what a write throws.
    ///
    /// - Parameter said: told after every step how many values were sealed anew so far.
    public static func run(
        _ store: Store, by actor: String, said: (Int) throws -> Void = { _ in }
    ) throws -> Outcome {
        let inUse = try store.read { try Seals.known(in: $0) }.filter { $0.retired == nil }
        let wentOn = inUse.count > 1
        if !wentOn {
            let key = try store.keyring.add(at: .now)
            try store.write { transaction in
                try Seals.register(key, in: transaction)
                transaction.note(Change(by: actor, "sealing.key-added", table: "sealing_keys", record: key))
            }
        }
        guard let key = try store.keyring.current() else { throw SealingFault.noKey(folder: store.keyring.place) }
        var count = 0
        // Once more from the beginning until nothing was left to do: others may have written with the old key meanwhile.
        while true {
            let before = count
            for column in Tables.sealed { try reseal(column, in: store, &count, said) }
            if count == before { break }
        }
        let retired = try store.write { transaction in
            let old = try Seals.known(in: transaction).filter { $0.retired == nil && $0.id != key }.map(\.id)
            for id in old {
                try transaction.run("update sealing_keys set retired = \(transaction.moment) where id = \(id)")
                transaction.note(Change(by: actor, "sealing.key-retired", table: "sealing_keys", record: id))
            }
            return old
        }
        return Outcome(key: key, wentOn: wentOn, count: count, retired: retired)
    }

    private static func reseal(
        _ column: SealedColumn, in store: Store, _ count: inout Int, _ said: (Int) throws -> Void
    ) throws {
        var last: Key<AnyRecord>?
        repeat {
            let after = last
            let step = try store.write { try column.reseal(after: after, takesOpen: false, in: $0) }
            last = step.last
            count += step.count
            if step.count > 0 { try said(count) }
        } while last != nil
    }
}
