public import Basics
public import Store

/// Somebody half-way through the door: the password was right, the code is awaited. Good for ten minutes.
public enum Entry {
    static let seconds: Int64 = 10 * 60

    /// Begins one in the place of the member's earlier ones, and gives the token by which it goes on.
    public static func begin(
        for member: Key<Member>, in transaction: Transaction
    ) throws(StoreFailure) -> String {
        transaction.leaveUnnoted(because: "whoever is half-way through the door is not inside")
        let now = transaction.moment, token = Randomness.bytes(32)
        try transaction.run("delete from entries where ends <= \(now) or member = \(member)")
        try transaction.run(
            """
            insert into entries (token, member, ends)
            values (\(Digest(of: token)), \(member), \(now.adding(seconds: seconds)))
            """)
        return Hexadecimal.text(of: token)
    }

    /// Whose entry this is; nil for one that ended or never was.
    public static func find(
        _ token: String, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> Account? {
        guard token.utf8.count == 64, let bytes = Hexadecimal.bytes(of: token) else { return nil }
        return try store.first(
            """
            select \(columns: Account.self) from members
             where id = (select member from entries where token = \(Digest(of: bytes)) and ends > \(now))
               and ended is null
            """)
    }

    /// Ends what a member has begun.
    public static func end(of member: Key<Member>, in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "whoever is half-way through the door is not inside")
        try transaction.run("delete from entries where member = \(member)")
    }
}
