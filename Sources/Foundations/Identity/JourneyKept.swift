public import Basics
public import OpenID
public import Store

/// The journeys of those who were sent to a provider and have not come back; each is good once and for ten minutes.
public enum JourneyKept {
    static let seconds: Int64 = 10 * 60

    /// Remembers one, and gives what the browser that sets out has to bring back.
    public static func begin(_ journey: Journey, in transaction: Transaction) throws(StoreFailure) -> String {
        transaction.leaveUnnoted(because: "a journey passes in ten minutes")
        let now = transaction.moment, browser = Randomness.bytes(32)
        try transaction.run("delete from journeys where ends <= \(now)")
        try transaction.run(
            """
            insert into journeys (state, nonce, verifier, browser, ends)
            values (\(Digest(of: journey.state)), \(journey.nonce), \(journey.verifier), \(Digest(of: browser)),
                    \(now.adding(seconds: seconds)))
            """)
        return Hexadecimal.text(of: browser)
    }

    /// The journey that somebody comes back from, at the browser that set out.
    public static func find(
        _ state: String, browser: String, at now: Moment, in store: some Querying
    ) throws(StoreFailure) -> Journey? {
        guard let bytes = Hexadecimal.bytes(of: browser) else { return nil }
        let found: Found? = try store.first(
            """
            select nonce, verifier from journeys
             where state = \(Digest(of: state)) and browser = \(Digest(of: bytes)) and ends > \(now)
            """)
        return found.map { Journey(state: state, nonce: $0.nonce, verifier: $0.verifier) }
    }

    /// Ends a journey; false where it has ended.
    public static func end(_ journey: Journey, in transaction: Transaction) throws(StoreFailure) -> Bool {
        transaction.leaveUnnoted(because: "a journey passes in ten minutes")
        return try transaction.run("delete from journeys where state = \(Digest(of: journey.state))") > 0
    }

    private struct Found: Selectable {
        let nonce, verifier: String

        static var columns: [StaticString] { ["nonce", "verifier"] }

        init(_ row: inout Row) throws(StoreFailure) {
            nonce = try row.next()
            verifier = try row.next()
        }
    }
}

extension ProvidedPerson {
    /// The member that this is: whoever came in as this person before; else the member with the address that the
    /// provider has verified, who is known as this person from now on. Nil for somebody whom the house does not know.
    public func member(from provider: Provider, in transaction: Transaction) throws(StoreFailure) -> Key<Member>? {
        let known: Key<Member>? = try transaction.value(
            """
            select m.id from provided p join members m on m.id = p.member
             where p.issuer = \(provider.issuer) and p.subject = \(subject) and m.ended is null
            """)
        if let known { return known }
        guard let address, let account = try Account.find(address: address, in: transaction) else { return nil }
        // A member is one person there: an address that was given to somebody else opens nothing of theirs.
        let added = try transaction.run(
            """
            insert into provided (issuer, subject, member, added)
            select \(provider.issuer), \(subject), \(account.id), \(transaction.moment)
             where not exists (select 1 from provided where issuer = \(provider.issuer)
                and (subject = \(subject) or member = \(account.id)))
            """)
        guard added > 0 else { return nil }
        transaction.note(
            Change(by: account.id.description, "member.known-elsewhere", table: "provided", record: account.id))
        return account.id
    }
}
