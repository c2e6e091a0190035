public import Basics
public import Store

/// A member at one browser, from signing in to signing out.
public struct Session: Sendable, Hashable {
    public let id: Key<Session>
    public let member: Member
    public let begun: Moment
    /// When the member last asked for a page, to the minute.
    public let seen: Moment
    /// The browser and the system in a few words, as far as the browser told.
    public let device: String
    /// How the member last showed that it is them, and when.
    public let means: Means
    public let proven: Moment
    /// The record of the function in which the member chose to act; nil where they chose none.
    public let acting: Key<AnyRecord>?
    /// A digest of where the session began; see `isAt(_:)`.
    private let place: [UInt8]?

    /// The ways in which somebody shows who they are.
    public enum Means: String, Sendable, Hashable {
        case password
        /// A password and a code of a telephone.
        case passwordAndCode = "password and code"
        /// A password and one of the codes on paper.
        case recovery
        case passkey
        /// A ministry's own sign-in.
        case provider
        /// One click, as an invented person of a house that is a sample.
        case sample
    }

    /// For how long it counts that somebody showed who they are, before they do what is dangerous: ten minutes.
    public static let freshSeconds: Int64 = 10 * 60

    /// Whether the member showed lately that it is them.
    public func isFresh(at now: Moment) -> Bool {
        proven.adding(seconds: Session.freshSeconds) > now && proven <= now.adding(seconds: 60)
    }

    /// Whether it began in the same network as this machine's; nil where that is not known.
    ///
    /// No address is kept: only a digest that goes with the session and differs from member to member.
    public func isAt(_ client: String) -> Bool? {
        place.map { $0 == Session.digest(of: client, for: member.id).bytes }
    }

    private static func digest(of client: String, for member: Key<Member>) -> Digest {
        Digest(of: "session \(member) \(Attempt.network(of: client))")
    }

    /// Whether the member came in by a passkey and has a second one, so that a lost one locks nobody out
    /// (OWASP ASVS 5.0, 6.3.3).
    public func hasPasskeys(in store: some Querying) throws(StoreFailure) -> Bool {
        guard means == .passkey else { return false }
        return try Passkey.all(of: member.id, in: store).count >= 2
    }

    /// How long a session lasts (OWASP ASVS 5.0, 7.3).
    public struct Limits: Sendable, Hashable {
        /// Without a page asked for: 30 minutes.
        public var idleSeconds: Int64 = 30 * 60
        /// However busy the member is: 12 hours.
        public var wholeSeconds: Int64 = 12 * 3600

        public init() {}

        fileprivate func earliestSeen(at now: Moment) -> Moment { now.adding(seconds: -idleSeconds) }
        fileprivate func earliestBegun(at now: Moment) -> Moment { now.adding(seconds: -wholeSeconds) }
    }

    /// The session that a token opens; nil for one that ended, in whatever way, or never was.
    ///
    /// One that begins in the future was made before the clock was set back, and is not lengthened by that.
    public static func find(
        _ token: SessionToken, at now: Moment, within limits: Limits, in store: some Querying
    ) throws(StoreFailure) -> Session? {
        try store.first(
            """
            select \(columns: Session.self) from sessions s join members m on m.id = s.member
             where s.token = \(token.digest) and m.ended is null
               and s.begun > \(limits.earliestBegun(at: now)) and s.seen > \(limits.earliestSeen(at: now))
               and s.begun <= \(now.adding(seconds: 60))
            """)
    }

    /// The sessions of a member that are still open, the latest used first.
    public static func open(
        of member: Key<Member>, at now: Moment, within limits: Limits, in store: some Querying
    ) throws(StoreFailure) -> [Session] {
        try store.all(
            """
            select \(columns: Session.self) from sessions s join members m on m.id = s.member
             where s.member = \(member) and m.ended is null
               and s.begun > \(limits.earliestBegun(at: now)) and s.seen > \(limits.earliestSeen(at: now))
             order by s.seen desc, s.id
            """)
    }

    /// Those of some sessions that are still open.
    public static func stillOpen(
        _ sessions: Set<Key<Session>>, at now: Moment, within limits: Limits, in store: some Querying
    ) throws(StoreFailure) -> Set<Key<Session>> {
        Set(
            try store.values(
                """
                select s.id from sessions s join members m on m.id = s.member
                 where s.id in (\(list: sessions.sorted())) and m.ended is null
                   and s.begun > \(limits.earliestBegun(at: now)) and s.seen > \(limits.earliestSeen(at: now))
                """))
    }

    /// Begins a session and gives the token that opens it, which is kept nowhere else. Clears away those that ran out.
    ///
    /// - Parameter earlier: the session whose place it takes, where the member has not shown anew that it is them: it ends
    ///   when that would have, and is no fresher.
    public static func begin(
        for member: Key<Member>, by means: Means = .password, device: String, client: String? = nil,
        asOf earlier: Session? = nil, within limits: Limits, in transaction: Transaction
    ) throws(StoreFailure) -> SessionToken {
        let now = transaction.moment
        try transaction.run(
            """
            delete from sessions
             where begun <= \(limits.earliestBegun(at: now)) or seen <= \(limits.earliestSeen(at: now))
            """)
        let token = SessionToken.fresh()
        let id = Key<Session>.fresh(at: now)
        let formToken = Hexadecimal.text(of: Randomness.bytes(16))
        try transaction.run(
            """
            insert into sessions (id, token, member, form_token, begun, seen, device, means, proven, place)
            values (\(id), \(token.digest), \(member), \(formToken), \(earlier?.begun ?? now), \(now),
                    \(String(device.prefix(60))), \(means.rawValue), \(earlier?.proven ?? now),
                    \(client.map { digest(of: $0, for: member).bytes }))
            """)
        var isNew = false
        if let client { isNew = try KnownPlace(member, client: client, device: device).isNew(in: transaction) }
        transaction.note(
            Change(
                by: member.description, "session.begun", table: "sessions", record: id,
                values: isNew ? [.init("place", to: "new")] : []))
        try keepMonth(of: member, in: transaction)
        return token
    }

    /// Writes down the month in which a member was here, once a month.
    private static func keepMonth(of member: Key<Member>, in transaction: Transaction) throws(StoreFailure) {
        let month = transaction.moment.day.startOfMonth
        try transaction.run(
            "update members set seen_month = \(month) where id = \(member) and (seen_month is null or seen_month < \(month))"
        )
    }

    /// Gives the session another token, as after each time that its member shows who they are or changes their keys: the
    /// old one opens nothing from now on. Forms that are open elsewhere still fit.
    ///
    /// - Parameter means: how the member has just shown that it is them; nil where they have not. That somebody came in by
    ///   a passkey is not undone by a password.
    public func renew(by means: Means?, in transaction: Transaction) throws(StoreFailure) -> SessionToken? {
        let token = SessionToken.fresh()
        let proven = means == nil ? self.proven : transaction.moment
        let kept = means == .passkey ? .passkey : self.means
        let changed = try transaction.run(
            """
            update sessions set token = \(token.digest), proven = \(proven), means = \(kept.rawValue)
             where id = \(id) and member = \(member.id)
            """)
        guard changed > 0 else { return nil }
        transaction.note(Change(by: member.actor, "session.renewed", table: "sessions", record: id))
        return token
    }

    /// Has the member act in another of their functions, and gives the session another token, as whenever what it may do
    /// changes (OWASP ASVS 5.0, 7.2.4). Nil where it has ended.
    ///
    /// - Parameter name: what the function is, for the journal.
    public func act(
        in function: Key<AnyRecord>, named name: String, in transaction: Transaction
    ) throws(StoreFailure) -> SessionToken? {
        let token = SessionToken.fresh()
        let changed = try transaction.run(
            """
            update sessions set token = \(token.digest), acting = \(function)
             where id = \(id) and member = \(member.id)
            """)
        guard changed > 0 else {
            transaction.leaveUnnoted(because: "the session has ended")
            return nil
        }
        transaction.note(
            Change(
                by: member.actor, "session.acting", table: "sessions", record: id, values: [.init("as", to: name)]))
        return token
    }

    /// Whether the last use is so long ago that it is worth writing down again: a minute.
    public func isStale(at now: Moment) -> Bool {
        seen.adding(seconds: 60) <= now
    }

    /// Writes down that the session is in use, at most once a minute.
    public func touch(in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "when a session was last used passes with it")
        let now = transaction.moment
        try transaction.run(
            "update sessions set seen = \(now) where id = \(id) and seen <= \(now.adding(seconds: -60))")
        try Session.keepMonth(of: member.id, in: transaction)
    }

    /// Ends one session of a member; false when the member has no such session.
    @discardableResult
    public static func end(
        _ id: Key<Session>, of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard try transaction.run("delete from sessions where id = \(id) and member = \(member)") > 0 else {
            return false
        }
        transaction.note(Change(by: actor, "session.ended", table: "sessions", record: id))
        return true
    }

    /// Ends all sessions of a member, but one if it is named.
    public static func endAll(
        of member: Key<Member>, but kept: Key<Session>? = nil, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) {
        let ids: [Key<Session>] = try transaction.values("select id from sessions where member = \(member)")
        for id in ids where id != kept { try end(id, of: member, by: actor, in: transaction) }
    }
}

extension Session: Selectable {
    public static var columns: [StaticString] {
        [
            "s.id", "s.member", "m.name", "s.form_token", "s.begun", "s.seen", "s.device", "s.means", "s.proven",
            "s.acting", "s.place",
        ]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        member = Member(id: try row.next(), name: try row.next(), formToken: try row.next())
        begun = try row.next()
        seen = try row.next()
        device = try row.next()
        means = Means(rawValue: try row.next()) ?? .password
        proven = try row.next()
        acting = try row.next()
        place = try row.next()
    }
}
