public import Basics
public import Identity
public import Markup
public import Store
import Web

/// A word to one member that something happened which is theirs: what kind of thing it was, and where it stands.
///
/// It holds no record's title and nobody's name: what the reader may see is asked anew where it is shown.
public struct Notice: Sendable, Hashable {
    /// Later notices have later keys, so a key is also a place in the list.
    public let id: Key<Notice>
    public let member: Key<Member>
    public let moment: Moment
    public let kind: Kind
    /// The page of the house on which it stands.
    public let place: Link
    /// The record that it is about, and that record's table; nil where it is about none.
    public let record: Key<AnyRecord>?
    public let origin: String?
    /// When the member said that they have seen it.
    public let seen: Moment?
    /// When a mail said that something waits.
    public let mailed: Moment?

    /// How many days a notice is kept.
    public static let days: Int64 = 365

    /// Tells a member. One of the same kind about the same record that they have not seen gives way to it, so that a
    /// record changed ten times in a morning is one notice; whether it was mailed stays with it.
    public static func add(
        _ kind: Kind, to member: Key<Member>, at place: Link, about record: Key<AnyRecord>? = nil,
        of origin: String? = nil, in transaction: Transaction
    ) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "a notice repeats what the journal says, and passes")
        let earlier: SQL =
            "member = \(member) and kind = \(kind) and record = \(record) and seen is null"
        let mailed: Moment? = try transaction.value("select max(mailed) from notices where \(earlier)")
        try transaction.run("delete from notices where \(earlier)")
        let now = transaction.moment
        try transaction.run(
            """
            insert into notices (id, member, moment, kind, place, record, origin, mailed)
            values (\(Key<Notice>.fresh(at: now)), \(member), \(now), \(kind), \(place.address), \(record), \(origin),
                    \(mailed))
            """)
    }

    /// How many a member has not seen.
    public static func unread(of member: Key<Member>, in store: some Querying) throws(StoreFailure) -> Int {
        try store.value("select count(*) from notices where member = \(member) and seen is null") ?? 0
    }

    /// The same for some members; those are missing who have seen all.
    public static func unread(
        of members: [Key<Member>], in store: some Querying
    ) throws -> [Key<Member>: Int] {
        let counts = try store.all(
            """
            select member, count(*) from notices where member in (\(list: members)) and seen is null group by member
            """
        ) { row in (try row.next() as Key<Member>, try row.next() as Int) }
        return Dictionary(counts) { one, _ in one }
    }

    /// A member's notices, the latest first.
    ///
    /// - Parameter cursor: only those before this one, for the next page.
    public static func all(
        of member: Key<Member>, before cursor: Key<Notice>? = nil, limit: Int = 30, in store: some Querying
    ) throws(StoreFailure) -> [Notice] {
        let before: SQL = cursor.map { "id < \($0)" } ?? "true"
        return try store.all(
            """
            select \(columns: Notice.self) from notices where member = \(member) and \(before)
             order by id desc limit \(max(0, limit))
            """)
    }

    /// Notes that a member has seen their notices, up to one of them or all; says how many there were.
    @discardableResult
    public static func markSeen(
        of member: Key<Member>, through last: Key<Notice>? = nil, in transaction: Transaction
    ) throws(StoreFailure) -> Int {
        transaction.leaveUnnoted(because: "what a member has seen is nobody else's business")
        let wanted: SQL = last.map { "id <= \($0)" } ?? "true"
        return try transaction.run(
            "update notices set seen = \(transaction.moment) where member = \(member) and seen is null and \(wanted)")
    }

    /// The members to whom a mail could say that something waits which they have not seen.
    public static func waiting(in store: some Querying) throws(StoreFailure) -> [Key<Member>] {
        try store.values("select distinct member from notices where mailed is null and seen is null order by member")
    }

    /// What a member has not seen and no mail has spoken of, the earliest first.
    public static func unmailed(
        of member: Key<Member>, in store: some Querying
    ) throws(StoreFailure) -> [Notice] {
        try store.all(
            """
            select \(columns: Notice.self) from notices
             where member = \(member) and mailed is null and seen is null order by id limit 1000
            """)
    }

    /// Notes that a mail spoke of these.
    public static func markMailed(_ notices: [Key<Notice>], in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "a notice repeats what the journal says, and passes")
        try transaction.run(
            "update notices set mailed = \(transaction.moment) where id in (\(list: notices)) and mailed is null")
    }

    /// Forgets all that a member was told, as when they leave.
    public static func forget(of member: Key<Member>, in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "a notice repeats what the journal says, and passes")
        try transaction.run("delete from notices where member = \(member)")
    }

    /// Forgets what is older than a year.
    public static func forgetOld(in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "a notice repeats what the journal says, and passes")
        let earliest = transaction.moment.adding(seconds: -days * 24 * 3600)
        try transaction.run("delete from notices where moment < \(earliest)")
    }
}

extension Notice: Selectable {
    public static var columns: [StaticString] {
        ["id", "member", "moment", "kind", "place", "record", "origin", "seen", "mailed"]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        member = try row.next()
        moment = try row.next()
        kind = try row.next()
        place = Link(path: try row.next()) ?? Places.notices()
        record = try row.next()
        origin = try row.next()
        seen = try row.next()
        mailed = try row.next()
    }
}
