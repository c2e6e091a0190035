public import Basics
public import OneTimeCodes
import Sealing
public import Store

/// The secret that a member's telephone shares with the house, and which of its codes were used.
public enum TimedCodesKept {
    /// Whether a member signs in with codes beside the password.
    public static func exist(of member: Key<Member>, in store: some Querying) throws(StoreFailure) -> Bool {
        try store.value("select 1 from timed_codes where member = \(member)", as: Int.self) != nil
    }

    /// Keeps a secret in the place of any earlier one. `step` is that of the code by which the member showed that their
    /// telephone has it.
    public static func keep(
        _ codes: TimedCodes, accepted step: Int64, of member: Key<Member>, by actor: String,
        in transaction: Transaction
    ) throws(StoreFailure) {
        try transaction.run(
            """
            insert into timed_codes (member, secret, last, added)
            values (\(member), \(try written(codes, of: member, in: transaction)), \(step), \(transaction.moment))
            on conflict (member) do update set secret = excluded.secret, last = excluded.last, added = excluded.added
            """)
        transaction.note(Change(by: actor, "codes.added", table: "timed_codes", record: member))
    }

    /// Forgets the secret; false where there was none.
    public static func remove(
        of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard try transaction.run("delete from timed_codes where member = \(member)") > 0 else { return false }
        transaction.note(Change(by: actor, "codes.removed", table: "timed_codes", record: member))
        return true
    }

    /// What came of a code.
    public enum Verdict: Sendable, Hashable {
        case accepted, wrong
        /// It is one of the right secret, minutes early or late.
        case ofAnotherTime
    }

    /// Takes a code once.
    public static func take(
        _ typed: String, of member: Key<Member>, in transaction: Transaction
    ) throws(StoreFailure) -> Verdict {
        transaction.leaveUnnoted(because: "that a code was used is said by the session that begins")
        guard
            let kept = try transaction.first(
                "select secret, last from timed_codes where member = \(member)", as: Kept.self),
            let codes = try read(kept.secret, of: member, in: transaction)
        else { return .wrong }
        let now = transaction.moment
        guard let step = codes.accepts(typed, at: now, after: kept.last) else {
            return codes.isOfAnotherTime(typed, at: now) ? .ofAnotherTime : .wrong
        }
        try transaction.run("update timed_codes set last = \(step) where member = \(member)")
        return .accepted
    }

    /// The secrets, as they are kept: sealed.
    public static let sealed = SealedColumn("timed_codes", "secret", key: "member", holdsText: false)

    // The secret is written and read by these two and nowhere else.

    private static func written(
        _ codes: TimedCodes, of member: Key<Member>, in transaction: Transaction
    ) throws(StoreFailure) -> [UInt8] {
        try transaction.sealed(codes.secret, for: place(of: member))
    }

    private static func read(
        _ secret: [UInt8], of member: Key<Member>, in store: some Querying
    ) throws(StoreFailure) -> TimedCodes? {
        TimedCodes(secret: try store.opened(secret, at: place(of: member)))
    }

    private static func place(of member: Key<Member>) -> SealedPlace {
        SealedPlace("timed_codes", "secret", of: member)
    }

    private struct Kept: Selectable {
        let secret: [UInt8]
        let last: Int64

        static var columns: [StaticString] { ["secret", "last"] }

        init(_ row: inout Row) throws(StoreFailure) {
            secret = try row.next()
            last = try row.next()
        }
    }
}
