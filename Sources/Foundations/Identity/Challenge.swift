public import Basics
import Passkeys
public import Store

/// What a browser is asked to have signed: 256 random bits, good once and for five minutes (OWASP ASVS 5.0, 6.7.2).
public enum Challenge {
    /// What the signature is for; one made for something else is worth nothing.
    public enum Purpose: String, Sendable {
        case signIn = "sign-in"
        /// Somebody who has signed in shows once more that it is them.
        case proof
        case enrolment
    }

    public static let seconds: Int64 = 5 * 60
    /// How many one place may have open; the oldest goes, so that nobody fills the store, nor empties it for others.
    static let atOnce = 100

    /// A new one; only its digest is kept. `client` is the address of the machine that asks.
    public static func make(
        for purpose: Purpose, of member: Key<Member>?, client: String, in transaction: Transaction
    ) throws(StoreFailure) -> [UInt8] {
        transaction.leaveUnnoted(because: "a challenge passes in five minutes")
        let now = transaction.moment, challenge = Randomness.bytes(32)
        let place = Digest(of: "challenge \(Attempt.network(of: client))")
        try transaction.run("delete from challenges where ends <= \(now)")
        try transaction.run(
            """
            delete from challenges where challenge in
                (select challenge from challenges where place = \(place) order by ends desc, challenge
                 limit 1000 offset \(atOnce - 1))
            """)
        try transaction.run(
            """
            insert into challenges (challenge, purpose, member, place, ends)
            values (\(Digest(of: challenge)), \(purpose.rawValue), \(member), \(place), \(now.adding(seconds: seconds)))
            """)
        return challenge
    }

    /// The challenge that client data answers, which is used up by that; nil for one that the house did not make for
    /// this, or not for this member, or that has ended.
    public static func redeem(
        _ clientData: [UInt8], for purpose: Purpose, of member: Key<Member>?, in transaction: Transaction
    ) throws(StoreFailure) -> [UInt8]? {
        transaction.leaveUnnoted(because: "a challenge passes in five minutes")
        guard let challenge = Proof.challenge(in: clientData) else { return nil }
        let digest = Digest(of: challenge)
        let whose: SQL = if let member { "member = \(member)" } else { "member is null" }
        let isGood = try transaction.value(
            """
            select 1 from challenges where challenge = \(digest) and purpose = \(purpose.rawValue) and \(whose)
               and ends > \(transaction.moment)
            """, as: Int.self)
        try transaction.run("delete from challenges where challenge = \(digest)")
        return isGood == nil ? nil : challenge
    }
}
