public import Basics
public import Passkeys
import Signatures
public import Store

/// One of the passkeys by which a member comes in.
public struct Passkey: Sendable, Hashable {
    public let id: Key<Passkey>
    /// What the member calls it.
    public let name: String
    public let added: Moment
    /// When it was last shown; nil for never.
    public let used: Moment?
    /// Whether it may be kept in several places, such as a keeper of passwords.
    public let mayBeBackedUp: Bool
    /// The credential's identity, as the browser knows it.
    public let credential: [UInt8]

    /// How many a member may have.
    public static let most = 20

    /// The passkeys of a member, the first one first.
    public static func all(of member: Key<Member>, in store: some Querying) throws(StoreFailure) -> [Passkey] {
        try store.all("select \(columns: Passkey.self) from passkeys where member = \(member) order by added, id")
    }

    /// Keeps one that was just made; nil when somebody has this credential, or the member has as many as may be.
    public static func add(
        _ made: Enrolment, name: String, of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Key<Passkey>? {
        let isKnown = try transaction.value(
            "select 1 from passkeys where credential = \(made.credential)", as: Int.self)
        guard isKnown == nil, try all(of: member, in: transaction).count < most else { return nil }
        let id = Key<Passkey>.fresh(at: transaction.moment)
        let name = String(String.UnicodeScalarView(Account.cleaned(name).unicodeScalars.prefix(60))).trimmed
        try transaction.run(
            """
            insert into passkeys
                (id, member, credential, algorithm, public_key, count, may_be_backed_up, name, added)
            values (\(id), \(member), \(made.credential), \(made.key.algorithm.rawValue), \(made.key.bytes),
                    \(Int64(made.count)), \(made.mayBeBackedUp), \(name.isEmpty ? "?" : name), \(transaction.moment))
            """)
        transaction.note(Change(by: actor, "passkey.added", table: "passkeys", record: id))
        return id
    }

    /// Removes one of a member's own; false where they have no such passkey.
    public static func remove(
        _ id: Key<Passkey>, of member: Key<Member>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) -> Bool {
        guard try transaction.run("delete from passkeys where id = \(id) and member = \(member)") > 0 else {
            return false
        }
        transaction.note(Change(by: actor, "passkey.removed", table: "passkeys", record: id))
        return true
    }

    /// Whose passkey was shown; nil where the proof is not right, for whatever reason, or nobody has this passkey. Writes
    /// down that it was used, and how often.
    ///
    /// - Parameters:
    ///   - purpose: what the challenge was made for; for `.signIn`, the authenticator has to say who it is.
    ///   - member: who has signed in already; nil for whoever shows it.
    public static func show(
        _ proof: Proof, for purpose: Challenge.Purpose, of member: Key<Member>?, at place: PasskeyPlace,
        in transaction: Transaction
    ) throws(StoreFailure) -> Key<Member>? {
        guard let challenge = try Challenge.redeem(proof.clientData, for: purpose, of: member, in: transaction),
            let kept = try transaction.first(
                """
                select \(columns: Kept.self) from passkeys p join members m on m.id = p.member
                 where p.credential = \(proof.credential) and m.ended is null
                """, as: Kept.self), member == nil || member == kept.member, let passkey = kept.passkey
        else { return nil }
        let isNamed = purpose == .signIn
        guard let count = try? proof.verified(by: passkey, challenge: challenge, at: place, isNamed: isNamed) else {
            return nil
        }
        try transaction.run(
            """
            update passkeys set count = \(Int64(count)), used = \(transaction.moment)
             where credential = \(proof.credential)
            """)
        return kept.member
    }

    /// As it is kept, with its owner.
    private struct Kept: Selectable {
        let member: Key<Member>
        let passkey: Proof.Kept?

        static var columns: [StaticString] {
            ["p.member", "p.credential", "p.algorithm", "p.public_key", "p.count", "p.may_be_backed_up"]
        }

        init(_ row: inout Row) throws(StoreFailure) {
            member = try row.next()
            let credential: [UInt8] = try row.next()
            let algorithm: Int = try row.next(), bytes: [UInt8] = try row.next()
            let count: Int64 = try row.next(), mayBeBackedUp: Bool = try row.next()
            let person = member.bytes
            passkey = PublicKey.Algorithm(rawValue: algorithm)
                .flatMap { PublicKey(algorithm: $0, bytes: bytes) }
                .map {
                    Proof.Kept(
                        credential: credential, person: person, key: $0, count: UInt32(clamping: count),
                        mayBeBackedUp: mayBeBackedUp)
                }
        }
    }
}

extension Passkey: Selectable {
    public static var columns: [StaticString] { ["id", "name", "added", "used", "may_be_backed_up", "credential"] }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        name = try row.next()
        added = try row.next()
        used = try row.next()
        mayBeBackedUp = try row.next()
        credential = try row.next()
    }
}
