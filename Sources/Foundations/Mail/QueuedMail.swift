public import Basics
public import Identity
import Sealing
public import Store

/// A mail that waits in the store, or what became of it.
///
/// It is queued in the transaction of what it tells of, so neither is there without the other. Its words are kept sealed,
/// since codes stand among them, and wiped out as soon as it has left or never will.
public struct QueuedMail: Hashable, Sendable {
    public let id: Key<Letter>
    public private(set) var content: Content
    public let queued: Moment
    /// How often the server put this mail off.
    public let attempts: Int
    /// When its words lose their sense; it is given up then.
    public let ends: Moment
    public let outcome: Outcome?
    public let ended: Moment?
    /// What the server said last.
    public let reason: String?

    /// What somebody is to be told.
    public struct Content: Hashable, Sendable {
        public var kind: Kind
        public var to: MailAddress
        /// The member it is for, where there is one already.
        public var member: Key<Member>?
        /// The record that it is about: for an invitation, the person.
        public var about: Key<AnyRecord>?
        public var language: Language
        public var subject: String
        public var text: String
        public var unsubscribe: HeaderAddress?

        public init(
            _ kind: Kind, to: MailAddress, member: Key<Member>? = nil, about: Key<AnyRecord>? = nil,
            language: Language, subject: String, text: String, unsubscribe: HeaderAddress? = nil
        ) {
            self.kind = kind
            self.to = to
            self.member = member
            self.about = about
            self.language = language
            self.subject = subject
            self.text = text
            self.unsubscribe = unsubscribe
        }
    }

    /// Why there is mail at all; nothing else is sent.
    public enum Kind: String, Storable, CaseIterable, Sendable {
        case invitation, confirmation
        /// To the old address, after a new one was confirmed.
        case moved
        case newPlace = "new-place"
        case yearly, digest
    }

    public enum Outcome: String, Storable, CaseIterable, Sendable {
        case sent, refused
        case givenUp = "given-up"
        /// Somebody found that there was no sense in it any more.
        case withdrawn
        /// The server took it, and sent it back later.
        case bounced
    }

    /// How long a mail is tried unless its words end earlier: five days (RFC 5321, 4.5.4.1).
    public static let patience: Int64 = 5 * 24 * 3600
    /// How long the house remembers what became of a mail: long enough for one that comes back.
    static let memory: Int64 = 30 * 24 * 3600

    /// Queues a mail with what else the transaction does. `ends` is when a code in it does, if one stands there.
    @discardableResult
    public static func queue(
        _ content: Content, ends: Moment? = nil, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Key<Letter> {
        let now = transaction.moment, id = Key<Letter>.fresh(at: now)
        let sealed = try transaction.sealed(content.text, for: place(of: id))
        let last = min(ends ?? now.adding(seconds: patience), now.adding(seconds: patience))
        try transaction.run(
            """
            insert into mails (id, kind, recipient, member, about, language, subject, body, unsubscribe, queued, due,
                               attempts, ends)
            values (\(id), \(content.kind), \(content.to.text), \(content.member), \(content.about),
                    \(content.language), \(content.subject), \(sealed), \(content.unsubscribe?.text), \(now),
                    \(now), 0, \(last))
            """)
        transaction.note(
            Change(
                by: actor, "mail.queued", table: "mails", record: id,
                values: [.init("kind", to: content.kind.rawValue)]))
        return id
    }

    /// The words of mails, as they are kept: sealed, but for what an earlier program queued and still waits.
    public static let sealed = SealedColumn("mails", "body", mayBeOpen: true)

    private static func place(of id: Key<Letter>) -> SealedPlace {
        SealedPlace("mails", "body", of: id.cast(to: AnyRecord.self))
    }

    /// With the words that its reader is to see; none where it does not wait any more. What an earlier program queued was
    /// not sealed.
    public func opened(in store: some Querying) throws(StoreFailure) -> QueuedMail {
        guard SealedBox(text: content.text) != nil else { return self }
        var mail = self
        mail.content.text = try store.opened(content.text, at: QueuedMail.place(of: id)) ?? ""
        return mail
    }

    /// Takes back what still waits of a kind, or of any, for a member or about a record: its words would be wrong by now.
    public static func withdraw(
        _ kind: Kind? = nil, member: Key<Member>? = nil, about: Key<AnyRecord>? = nil, in transaction: Transaction
    ) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "what takes the place of the mail is noted")
        let whose: SQL = member.map { "member = \($0)" } ?? about.map { "about = \($0)" } ?? "false"
        let which: SQL = kind.map { "kind = \($0)" } ?? "true"
        try transaction.run(
            """
            update mails set outcome = \(Outcome.withdrawn), ended = \(transaction.moment), due = null, subject = '',
                             body = '', unsubscribe = null
             where due is not null and \(which) and \(whose)
            """)
    }

    /// Notes that a mail which was sent came back. Gives the address it was for; nil where there is no such mail.
    public static func comesBack(
        _ mail: Key<Letter>, because reason: String, in transaction: Transaction
    ) throws(StoreFailure) -> MailAddress? {
        let address: String? = try transaction.value(
            "select recipient from mails where id = \(mail) and outcome = \(Outcome.sent)")
        guard let address = address.flatMap(MailAddress.init) else { return nil }
        try transaction.run("update mails set outcome = \(Outcome.bounced), reason = \(reason) where id = \(mail)")
        transaction.note(Change(by: "system", "mail.bounced", table: "mails", record: mail))
        return address
    }

    /// The latest of a kind about a record, for whoever wants to know what became of it.
    public static func latest(
        _ kind: Kind, about record: Key<AnyRecord>, in store: some Querying
    ) throws(StoreFailure) -> QueuedMail? {
        try store.first(
            """
            select \(columns: QueuedMail.self) from mails where about = \(record) and kind = \(kind)
             order by queued desc, id desc limit 1
            """)
    }

    /// How many of a kind were queued for a member since a moment.
    public static func count(
        _ kind: Kind, for member: Key<Member>, since: Moment, in store: some Querying
    ) throws(StoreFailure) -> Int {
        try store.value(
            "select count(*) from mails where member = \(member) and kind = \(kind) and queued > \(since)") ?? 0
    }

    /// What did not arrive or still waits, the latest first.
    public static func troubled(_ limit: Int, in store: some Querying) throws(StoreFailure) -> [QueuedMail] {
        try store.all(
            """
            select \(columns: QueuedMail.self) from mails
             where outcome in (\(Outcome.refused), \(Outcome.givenUp), \(Outcome.bounced)) or due is not null
             order by queued desc, id desc limit \(limit)
            """)
    }

    /// How many wait, and since when the oldest does.
    public static func waiting(in store: some Querying) throws -> (count: Int, since: Moment?) {
        try store.first("select count(*), min(queued) from mails where due is not null") { row in
            (try row.next() as Int, try row.next() as Moment?)
        } ?? (0, nil)
    }
}

extension QueuedMail: Selectable {
    public static var columns: [StaticString] {
        [
            "id", "kind", "recipient", "member", "about", "language", "subject", "body", "unsubscribe", "queued",
            "attempts", "ends", "outcome", "ended", "reason",
        ]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        let kind: Kind = try row.next()
        guard let to = MailAddress(try row.text()) else { throw row.mismatch("a mail address") }
        content = Content(
            kind, to: to, member: try row.next(), about: try row.next(), language: try row.next(),
            subject: try row.next(), text: try row.next(),
            unsubscribe: (try row.next() as String?).flatMap(HeaderAddress.init))
        queued = try row.next()
        attempts = try row.next()
        ends = try row.next()
        outcome = try row.next()
        ended = try row.next()
        reason = try row.next()
    }
}
