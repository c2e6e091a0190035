public import Basics
public import Store

extension Account {
    /// What is kept of the password of whoever signs in by an address, and who it is.
    public static func password(
        of address: String, in store: some Querying
    ) throws(StoreFailure) -> Kept? {
        try store.first("select id, password from members where address = \(folded(address)) and ended is null")
    }

    /// What is kept of a member's password.
    public static func password(of member: Key<Member>, in store: some Querying) throws(StoreFailure) -> Kept? {
        try store.first("select id, password from members where id = \(member) and ended is null")
    }

    /// Keeps a new password, ends all sessions of the member, and notes it; false for somebody who has left.
    ///
    /// Throws what a write throws.
    public static func change(
        password: String, of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard
            try transaction.run(
                "update members set password = \(password) where id = \(member) and ended is null") > 0
        else { return false }
        transaction.note(Change(by: actor, "member.password-changed", table: "members", record: member))
        try Session.endAll(of: member, by: actor, in: transaction)
        return true
    }

    /// A member and the hash of their password.
    public struct Kept: Sendable, Hashable, Selectable {
        public let member: Key<Member>
        /// As `PasswordHash` made it.
        public let hash: String

        public static var columns: [StaticString] { ["id", "password"] }

        public init(_ row: inout Row) throws(StoreFailure) {
            member = try row.next()
            hash = try row.next()
        }
    }
}
