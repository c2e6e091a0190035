public import Basics
public import Store

/// What one person asked for and may not do alone: another has to consent, within three days (OWASP ASVS 5.0, 2.3.5).
///
/// Which acts these are, and who may ask and consent, is not known here.
public struct Consent: Sendable, Hashable {
    public let id: Key<Consent>
    /// The act, in the words of whoever declares it.
    public let act: String
    /// The record or member it is about.
    public let subject: Key<AnyRecord>
    /// What that is called, for people.
    public let name: String
    /// What the act needs to be carried out, in its own words.
    public let details: String
    /// Who asked; nil for the operator at the machine.
    public let asker: Key<Member>?
    public let asked: Moment
    public let ends: Moment
    /// Who consented, where somebody has.
    public let consenter: Key<Member>?

    /// For how long something waits: three days.
    public static let seconds: Int64 = 3 * 24 * 3600

    /// How something that waited came to its end.
    public enum Outcome: String, Sendable {
        case done, refused
        /// By whoever had asked.
        case withdrawn
        /// What it was about has changed in the meantime.
        case outdated
    }

    /// Asks; the same question by the same person is one, for as long as it waits.
    ///
    /// - Parameter function: in which function the asker acts, for the journal.
    public static func ask(
        _ act: String, about subject: Key<AnyRecord>, named name: String, details: String = "", by asker: Member?,
        as function: String? = nil, in transaction: Transaction
    ) throws(StoreFailure) -> Key<Consent> {
        let now = transaction.moment
        let whose: SQL = if let asker { "asker = \(asker.id)" } else { "asker is null" }
        let known: Key<Consent>? = try transaction.value(
            """
            select id from consents where act = \(act) and subject = \(subject) and details = \(details) and \(whose)
               and closed is null and consented is null and ends > \(now)
            """)
        if let known {
            transaction.leaveUnnoted(because: "it was asked before and still waits")
            return known
        }
        let id = Key<Consent>.fresh(at: now)
        try transaction.run(
            """
            insert into consents (id, act, subject, name, details, asker, asked, ends)
            values (\(id), \(act), \(subject), \(name), \(details), \(asker?.id), \(now),
                    \(now.adding(seconds: seconds)))
            """)
        transaction.note(
            Change(
                by: asker?.actor ?? operatorsName, "consent.asked", table: "consents", record: id,
                values: fields(act, name, function)))
        return id
    }

    /// How the journal names whoever sits at the machine.
    public static let operatorsName = "operator"

    /// What waits for somebody, the oldest first.
    public static func waiting(at now: Moment, in store: some Querying) throws(StoreFailure) -> [Consent] {
        try store.all(
            """
            select \(columns: Consent.self) from consents
             where ends > \(now) and closed is null and consented is null order by asked, id limit 200
            """)
    }

    /// One that waits; nil for one that has ended in whatever way, or never was.
    public static func find(
        _ id: Key<Consent>, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> Consent? {
        try store.first(
            """
            select \(columns: Consent.self) from consents
             where id = \(id) and ends > \(now) and closed is null and consented is null
            """)
    }

    /// Whether a member may be the second: they are not whoever asked, under no other account either.
    public func isAnothers(than member: Key<Member>, in store: some Querying) throws(StoreFailure) -> Bool {
        guard let asker else { return true }
        guard asker != member else { return false }
        // Two accounts of one person of the network are one person.
        let persons: [Key<AnyRecord>] = try store.values(
            "select person from members where id in (\(asker), \(member)) and person is not null")
        return Set(persons).count == persons.count
    }

    /// Gives the consent; false where it does not wait any more or the consenter is whoever asked. The caller has
    /// checked that they may, and carries the act out in the same transaction or leaves it to be used.
    public func give(
        by member: Member, as function: String?, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        let now = transaction.moment
        guard try Consent.find(id, at: now, in: transaction) != nil, try isAnothers(than: member.id, in: transaction)
        else {
            transaction.leaveUnnoted(because: "nothing was consented to")
            return false
        }
        let given = try transaction.run(
            """
            update consents set consenter = \(member.id), consented = \(now)
             where id = \(id) and consented is null and closed is null and ends > \(now)
               and (asker is null or asker <> \(member.id))
            """)
        guard given == 1 else { return false }
        transaction.note(
            Change(
                by: member.actor, "consent.given", table: "consents", record: id,
                values: Consent.fields(act, name, function)))
        return true
    }

    /// Ends it; false where it had ended.
    @discardableResult
    public func close(
        as outcome: Outcome, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        let closed = try transaction.run(
            "update consents set closed = \(transaction.moment), outcome = \(outcome.rawValue) where id = \(id) and closed is null"
        )
        guard closed == 1 else { return false }
        transaction.note(Change(by: actor, "consent.\(outcome.rawValue)", table: "consents", record: id))
        return true
    }

    /// Uses up a consent that was given to a member, or to the operator at the machine, for an act they carry out
    /// themselves, such as taking an export; false where there is none.
    public static func use(
        _ act: String, about subject: Key<AnyRecord>, by asker: Member?, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        let whose: SQL = if let asker { "asker = \(asker.id) and consenter <> asker" } else { "asker is null" }
        let given: Consent? = try transaction.first(
            """
            select \(columns: Consent.self) from consents
             where act = \(act) and subject = \(subject) and \(whose) and consented is not null
               and closed is null and ends > \(transaction.moment)
             order by asked, id limit 1
            """)
        guard let given else { return false }
        return try given.close(as: .done, by: asker?.actor ?? operatorsName, in: transaction)
    }

    private static func fields(_ act: String, _ name: String, _ function: String?) -> [Change.Field] {
        [.init("act", to: act), .init("about", to: name)] + (function.map { [.init("as", to: $0)] } ?? [])
    }
}

extension Consent: Selectable {
    public static var columns: [StaticString] {
        ["id", "act", "subject", "name", "details", "asker", "asked", "ends", "consenter"]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        act = try row.next()
        subject = try row.next()
        name = try row.next()
        details = try row.next()
        asker = try row.next()
        asked = try row.next()
        ends = try row.next()
        consenter = try row.next()
    }
}
