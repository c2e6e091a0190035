public import Basics
public import Store

/// A key with which a member's own program reads at the addresses for programs: 256 random bits, shown once, kept as a
/// digest. It ends on its day, when its owner takes it back, and with its owner's access.
public struct ProgramKey: Sendable, Hashable {
    public let id: Key<ProgramKey>
    public let member: Key<Member>
    public let name: String
    public let scope: Scope
    public let made: Moment
    public let ends: Moment
    /// When it was last used, to the hour.
    public let used: Moment?

    /// What it opens.
    public enum Scope: String, CaseIterable, Sendable {
        /// What everybody may read.
        case everyones = "public"
        /// What its owner may read as a member.
        case members = "member"
    }

    /// How many somebody may have at once.
    public static let most = 20
    /// For how many days one is good at most.
    public static let mostDays = 366
    /// In front of the random part, so that whoever finds one lying about sees what it is.
    static let mark = "cc_"

    /// Makes one, and gives the text that opens the door this once; nil where somebody has as many as they may.
    public static func make(
        for member: Member, named name: String, scope: Scope, ends: Moment, in transaction: Transaction
    ) throws(StoreFailure) -> String? {
        let now = transaction.moment
        try transaction.run("delete from program_keys where ends <= \(now)")
        transaction.leaveUnnoted(because: "keys that ran out are cleared away")
        guard try all(of: member.id, at: now, in: transaction).count < most else { return nil }
        let secret = Randomness.bytes(32), id = Key<ProgramKey>.fresh(at: now)
        try transaction.run(
            """
            insert into program_keys (id, secret, member, name, scope, made, ends)
            values (\(id), \(Digest(of: secret)), \(member.id), \(name), \(scope.rawValue), \(now), \(ends))
            """)
        transaction.note(
            Change(
                by: member.actor, "programkey.made", table: "program_keys", record: id,
                values: [.init("scope", to: scope.rawValue), .init("ends", to: ends.day.description)]))
        return mark + Hexadecimal.text(of: secret)
    }

    /// The key of a text, while it is good; nil alike for what is no key, has ended or was taken back.
    public static func find(
        _ text: String, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> ProgramKey? {
        guard text.hasPrefix(mark), text.utf8.count == mark.utf8.count + 64,
            let bytes = Hexadecimal.bytes(of: String(text.dropFirst(mark.count)))
        else { return nil }
        return try store.first(
            """
            select \(columns: ProgramKey.self) from program_keys k join members m on m.id = k.member
             where k.secret = \(Digest(of: bytes)) and k.ends > \(now) and m.ended is null
            """)
    }

    /// A member's keys that are still good, the newest first.
    public static func all(
        of member: Key<Member>, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> [ProgramKey] {
        try store.all(
            """
            select \(columns: ProgramKey.self) from program_keys k
             where k.member = \(member) and k.ends > \(now) order by k.made desc, k.id
            """)
    }

    /// Takes one back; false where the member has no such key.
    public static func end(
        _ id: Key<ProgramKey>, of member: Member, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard try transaction.run("delete from program_keys where id = \(id) and member = \(member.id)") > 0 else {
            transaction.leaveUnnoted(because: "there was no such key")
            return false
        }
        transaction.note(Change(by: member.actor, "programkey.ended", table: "program_keys", record: id))
        return true
    }

    /// Whether the last use is so long ago that it is worth writing down again: an hour.
    public func isStale(at now: Moment) -> Bool {
        used.map { $0.adding(seconds: 3600) <= now } ?? true
    }

    /// Writes down that it is in use.
    public func touch(in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "when a key was last used passes with it")
        try transaction.run("update program_keys set used = \(transaction.moment) where id = \(id)")
    }
}

extension ProgramKey: Selectable {
    public static var columns: [StaticString] {
        ["k.id", "k.member", "k.name", "k.scope", "k.made", "k.ends", "k.used"]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        member = try row.next()
        name = try row.next()
        scope = Scope(rawValue: try row.next()) ?? .everyones
        made = try row.next()
        ends = try row.next()
        used = try row.next()
    }
}
