public import Basics
public import Store

extension Member {
    /// What stands in the place of a name that was forgotten.
    public static let nameless = "—"
}

extension Account {
    /// Forgets by what somebody who has left came in: the address, the password, and what a provider called them. False
    /// where that was done before, or where they are a member still.
    @discardableResult
    public static func forgetKeys(
        of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        let address = "left \(member)"
        guard
            try transaction.run(
                """
                update members set address = \(address), password = ''
                 where id = \(member) and ended is not null and address <> \(address)
                """) > 0
        else { return false }
        for keys: SQL in ["passkeys", "timed_codes", "recovery_codes", "entries", "provided", "challenges", "sessions"]
        {
            try transaction.run("delete from \(keys) where member = \(member)")
        }
        transaction.note(Change(by: actor, "member.keys-forgotten", table: "members", record: member))
        return true
    }

    /// Forgets the name of somebody who has left, and which person of the network they were.
    @discardableResult
    public static func forgetName(
        of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard
            try transaction.run(
                """
                update members set name = \(Member.nameless), person = null
                 where id = \(member) and ended is not null and name <> \(Member.nameless)
                """) > 0
        else { return false }
        transaction.note(Change(by: actor, "member.name-forgotten", table: "members", record: member))
        return true
    }
}
