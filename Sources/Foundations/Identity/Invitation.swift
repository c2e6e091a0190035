public import Basics
public import Store

/// A code that lets somebody in once: to become a member, or to choose a new password. It ends after 15 minutes
/// (OWASP ASVS 5.0, 6.4.1), and the store keeps only its digest.
public struct Invitation: Sendable, Hashable {
    /// Whom it was made for; nil for the first secretary, who says so themselves.
    public let name: String?
    /// The member who is to choose a new password; nil for somebody new.
    public let member: Key<Member>?
    /// The person of the network who it is for, where the secretariat knows them.
    public let person: Key<AnyRecord>?
    public let ends: Moment
    /// The consent that it waited for; nil where it took none when it was made.
    public let consent: Key<Consent>?

    public static let seconds: Int64 = 15 * 60
    /// How long a code lasts that the secretariat gives to a person it knows.
    public static let days: Int64 = 14

    /// Somebody can sign in already, so nobody can be the first.
    public struct NotTheFirst: Error {}

    /// Makes the code of the first secretary; earlier ones fit no longer. Throws `NotTheFirst` once there is a member.
    public static func first(by actor: String, in transaction: Transaction) throws -> String {
        guard try !Account.exists(in: transaction) else { throw NotTheFirst() }
        try transaction.run("delete from invitations where name is null and member is null and used is null")
        return try make(name: nil, member: nil, by: actor, in: transaction)
    }

    /// Makes a code for somebody new.
    public static func make(
        name: String, waitingFor consent: Key<Consent>? = nil, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> String {
        try make(name: name, member: nil, consent: consent, by: actor, in: transaction)
    }

    /// Makes a code with which a member chooses a new password.
    public static func make(
        for account: Account, waitingFor consent: Key<Consent>? = nil, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> String {
        try make(name: account.name, member: account.id, consent: consent, by: actor, in: transaction)
    }

    /// Makes a code with which a person of the network comes in for the first time; earlier ones of theirs fit no longer.
    public static func make(
        for person: Key<AnyRecord>, named name: String, waitingFor consent: Key<Consent>? = nil, by actor: String,
        in transaction: Transaction
    ) throws(StoreFailure) -> String {
        try transaction.run("delete from invitations where person = \(person) and used is null")
        return try make(
            name: name, member: nil, person: person, consent: consent, seconds: days * 24 * 3600, by: actor,
            in: transaction)
    }

    /// The invitation of a code that still fits.
    public static func find(
        _ code: String, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> Invitation? {
        guard let digest = digest(of: code) else { return nil }
        return try store.first(
            """
            select \(columns: Invitation.self) from invitations
             where code = \(digest) and used is null and ends > \(now) and \(isConsented)
            """)
    }

    /// Whether a code waits for somebody's consent; it opens nothing before that.
    public static func waits(_ code: String, at now: Moment, in store: some Querying) throws(StoreFailure) -> Bool {
        guard let digest = digest(of: code) else { return false }
        return try store.value(
            """
            select 1 from invitations i join consents c on c.id = i.consent
             where i.code = \(digest) and i.used is null and i.ends > \(now)
               and c.consented is null and c.closed is null and c.ends > \(now)
            """, as: Int.self) != nil
    }

    /// Without a second person's consent, where it takes one, a code is as good as none.
    private static let isConsented: SQL = """
        (consent is null or exists (select 1 from consents c
           where c.id = invitations.consent and c.consented is not null and c.outcome = 'done'))
        """

    /// Uses a code up; false when it does not fit any more. Note what it was used for.
    public static func use(_ code: String, in transaction: Transaction) throws(StoreFailure) -> Bool {
        guard let digest = digest(of: code) else { return false }
        let now = transaction.moment
        return try transaction.run(
            """
            update invitations set used = \(now)
             where code = \(digest) and used is null and ends > \(now) and \(isConsented)
            """) > 0
    }

    private static func make(
        name: String?, member: Key<Member>?, person: Key<AnyRecord>? = nil, consent: Key<Consent>? = nil,
        seconds: Int64 = seconds, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> String {
        // A second person may take days; the code is good for as long as they have time.
        let seconds = consent == nil ? seconds : max(seconds, Consent.seconds)
        let code = Randomness.bytes(16), now = transaction.moment
        let digest = Digest(of: code)
        try transaction.run("delete from invitations where ends <= \(now.adding(seconds: -24 * 3600))")
        try transaction.run(
            """
            insert into invitations (code, name, member, person, consent, made, ends)
            values (\(digest), \(name), \(member), \(person), \(consent), \(now), \(now.adding(seconds: seconds)))
            """)
        transaction.note(Change(by: actor, "member.invited", table: "invitations", record: key(of: digest, at: now)))
        return Hexadecimal.text(of: code)
    }

    /// What the journal and the mail call the invitation of a code; nil for what is no code.
    public static func key(of code: String) -> Key<Invitation>? {
        digest(of: code).map { key(of: $0, at: Moment(milliseconds: 0)) }
    }

    private static func key(of digest: Digest, at now: Moment) -> Key<Invitation> {
        Key<Invitation>(bytes: digest.bytes.prefix(16)) ?? Key.fresh(at: now)
    }

    private static func digest(of code: String) -> Digest? {
        guard code.utf8.count == 32, let bytes = Hexadecimal.bytes(of: code) else { return nil }
        return Digest(of: bytes)
    }
}

extension Invitation: Selectable {
    public static var columns: [StaticString] { ["name", "member", "person", "ends", "consent"] }

    public init(_ row: inout Row) throws(StoreFailure) {
        name = try row.next()
        member = try row.next()
        person = try row.next()
        ends = try row.next()
        consent = try row.next()
    }
}
