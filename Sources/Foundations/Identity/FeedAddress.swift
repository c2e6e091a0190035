public import Basics
public import Store

/// The secret in the addresses of a member's own calendar and news: 128 random bits that programs for calendars and feeds
/// send in the address, as they can send nothing else. A member has one at most; the store has its digest.
public struct FeedAddress: Sendable, Hashable {
    public let member: Key<Member>
    public let made: Moment
    /// When it was last asked for, to the day.
    public let used: Moment?

    /// Makes a secret in the place of the earlier one, which opens nothing from now on, and gives it this once.
    public static func renew(of member: Member, in transaction: Transaction) throws(StoreFailure) -> String {
        let secret = Randomness.bytes(16)
        try transaction.run("delete from feed_addresses where member = \(member.id)")
        try transaction.run(
            """
            insert into feed_addresses (member, secret, made)
            values (\(member.id), \(Digest(of: secret)), \(transaction.moment))
            """)
        transaction.note(Change(by: member.actor, "feed.renewed", table: "feed_addresses", record: member.id))
        return Hexadecimal.text(of: secret)
    }

    /// Forgets the secret; false where there was none.
    public static func end(of member: Member, in transaction: Transaction) throws(StoreFailure) -> Bool {
        guard try transaction.run("delete from feed_addresses where member = \(member.id)") > 0 else {
            transaction.leaveUnnoted(because: "there was no such address")
            return false
        }
        transaction.note(Change(by: member.actor, "feed.ended", table: "feed_addresses", record: member.id))
        return true
    }

    /// Whose address it is; nil alike for what is none, was renewed, or belonged to somebody who has left.
    public static func find(_ secret: String, in store: some Querying) throws(StoreFailure) -> FeedAddress? {
        guard secret.utf8.count == 32, let bytes = Hexadecimal.bytes(of: secret) else { return nil }
        return try store.first(
            """
            select \(columns: FeedAddress.self) from feed_addresses f join members m on m.id = f.member
             where f.secret = \(Digest(of: bytes)) and m.ended is null
            """)
    }

    /// The one of a member.
    public static func of(_ member: Key<Member>, in store: some Querying) throws(StoreFailure) -> FeedAddress? {
        try store.first("select \(columns: FeedAddress.self) from feed_addresses f where f.member = \(member)")
    }

    /// Whether the last use is so long ago that it is worth writing down again: a day.
    public func isStale(at now: Moment) -> Bool {
        used.map { $0.adding(seconds: 24 * 3600) <= now } ?? true
    }

    /// Writes down that it is in use.
    public func touch(in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "when an address was last used passes with it")
        try transaction.run("update feed_addresses set used = \(transaction.moment) where member = \(member)")
    }
}

extension FeedAddress: Selectable {
    public static var columns: [StaticString] { ["f.member", "f.made", "f.used"] }

    public init(_ row: inout Row) throws(StoreFailure) {
        member = try row.next()
        made = try row.next()
        used = try row.next()
    }
}
