public import Basics
import OneTimeCodes
public import Store

/// The recovery codes of members, of which the store has digests only.
public enum RecoveryKept {
    /// Makes ten new codes in the place of all earlier ones, and gives them this once.
    public static func renew(
        of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> [String] {
        try transaction.run("delete from recovery_codes where member = \(member)")
        let codes = RecoveryCodes.fresh()
        for digest in codes.compactMap(RecoveryCodes.digest) {
            try transaction.run(
                """
                insert into recovery_codes (code, member, made)
                values (\(digest), \(member), \(transaction.moment))
                """)
        }
        transaction.note(Change(by: actor, "recovery.renewed", table: "recovery_codes", record: member))
        return codes
    }

    /// How many a member has left.
    public static func left(of member: Key<Member>, in store: some Querying) throws(StoreFailure) -> Int {
        try store.value("select count(*) from recovery_codes where member = \(member) and used is null") ?? 0
    }

    /// Uses one up; false where it is none of this member's, or was used.
    public static func use(
        _ typed: String, of member: Key<Member>, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard let digest = RecoveryCodes.digest(of: typed) else { return false }
        let used = try transaction.run(
            """
            update recovery_codes set used = \(transaction.moment)
             where code = \(digest) and member = \(member) and used is null
            """)
        guard used > 0 else { return false }
        transaction.note(
            Change(by: member.description, "recovery.used", table: "recovery_codes", record: member))
        return true
    }
}
