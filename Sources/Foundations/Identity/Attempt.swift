public import Basics
public import Store

/// Somebody at the door: an address that was typed, from a place. Failures are counted in the store, so a restart
/// forgives nothing, and each one past a limit closes the door for longer.
///
/// Three are counted: the account from this place, the account from anywhere, and the place with any account. The last
/// two do not hold up those who have come in from this place before. So nobody can lock a member out from elsewhere, nor
/// lock everybody out who shares one address.
public struct Attempt: Sendable {
    private let together: Subject
    /// The account, then the place; none where only the place of a program counts.
    private let others: [Subject]

    /// What is counted, by a digest, and when the door closes for it.
    private struct Subject: Sendable {
        let digest: Digest
        /// How many failures cost nothing.
        let free: Int
        /// How long the first pause is, in seconds; each further failure doubles it.
        let first: Int64
        let longest: Int64

        func pause(after failures: Int) -> Int64 {
            guard failures >= free else { return 0 }
            return min(first << Int64(min(failures - free, 10)), longest)
        }
    }

    /// After this time without a failure the count begins anew.
    private static let memory: Int64 = 3600
    /// How long a place counts as one from which the member has come in before.
    private static let welcomeSeconds: Int64 = 90 * 24 * 3600

    /// `client` is the address of the machine; of IPv6 the network counts, as everybody has many addresses there.
    public init(address: String, client: String) {
        let address = Account.folded(address), client = Attempt.network(of: client)
        together = Subject(
            digest: Digest(of: "together \(client) \(address)"), free: 5, first: 60, longest: 15 * 60)
        others = [
            Subject(digest: Digest(of: "account \(address)"), free: 50, first: 60, longest: 15 * 60),
            Subject(digest: Digest(of: "place \(client)"), free: 100, first: 5, longest: 60),
        ]
    }

    /// A program that shows a key; only its place is counted, as nobody can guess one.
    public init(ofProgramAt client: String) {
        together = Subject(
            digest: Digest(of: "program \(Attempt.network(of: client))"), free: 20, first: 60, longest: 15 * 60)
        others = []
    }

    /// How many seconds the door stays closed; nil where somebody may try.
    public func pause(at now: Moment, in store: some Querying) throws(StoreFailure) -> Int64? {
        let known = try store.value(
            "select welcome from attempts where subject = \(together.digest)", as: Moment.self)
        let isKnown = known.map { $0 > now.adding(seconds: -Attempt.welcomeSeconds) } ?? false
        var pause: Int64 = 0
        for subject in isKnown ? [together] : [together] + others {
            let closed: Moment? = try store.value("select closed from attempts where subject = \(subject.digest)")
            let (left, _) = (closed?.milliseconds ?? 0).subtractingReportingOverflow(now.milliseconds)
            // A clock that was set back closes no door for longer than it was meant to be.
            pause = max(pause, min((left + 999) / 1000, subject.longest))
        }
        return pause > 0 ? pause : nil
    }

    /// Counts a failure.
    public func fail(in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "failed attempts are counted and forgotten after an hour")
        let now = transaction.moment
        try Attempt.forget(before: now, in: transaction)
        for subject in [together] + others {
            let kept = try transaction.value(
                """
                select failures from attempts
                 where subject = \(subject.digest) and last > \(now.adding(seconds: -Attempt.memory))
                """, as: Int.self)
            let failures = min(kept ?? 0, 1_000_000) + 1
            let closed = now.adding(seconds: subject.pause(after: failures))
            try transaction.run(
                """
                insert into attempts (subject, failures, last, closed)
                values (\(subject.digest), \(failures), \(now), \(closed))
                on conflict (subject) do update set failures = excluded.failures, last = excluded.last,
                    closed = excluded.closed
                """)
        }
    }

    /// Begins the count of this account from this place anew, and remembers that it came in from here.
    public func succeed(in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "from where members come in is forgotten in time")
        let now = transaction.moment
        try Attempt.forget(before: now, in: transaction)
        try transaction.run(
            """
            insert into attempts (subject, failures, last, closed, welcome)
            values (\(together.digest), 0, \(now), \(now), \(now))
            on conflict (subject) do update set failures = 0, last = excluded.last, closed = excluded.closed,
                welcome = excluded.welcome
            """)
    }

    /// Forgets how often somebody failed to sign in by an address. From where they came in is known by digests only, and
    /// goes with time.
    public static func forget(address: String, in transaction: Transaction) throws(StoreFailure) {
        transaction.leaveUnnoted(because: "failed attempts are counted and forgotten after an hour")
        for subject in Attempt(address: address, client: "").others.prefix(1) {
            try transaction.run("delete from attempts where subject = \(subject.digest)")
        }
    }

    private static func forget(before now: Moment, in transaction: Transaction) throws(StoreFailure) {
        try transaction.run(
            """
            delete from attempts where last <= \(now.adding(seconds: -memory))
               and (welcome is null or welcome <= \(now.adding(seconds: -welcomeSeconds)))
            """)
    }

    /// The first four groups of an IPv6 address (RFC 4291, 2.2), which are one household's or one office's; an IPv4
    /// address as it is.
    static func network(of client: String) -> String {
        guard client.contains(":"), !client.contains(".") else { return client }
        let sides = client.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false).map { side in
            side.split(separator: ":").map(String.init)
        }
        guard let left = sides.first else { return client }
        let right = sides.count > 1 ? sides[1] : []
        let gap = sides.count > 1 ? max(0, 8 - left.count - right.count) : 0
        let groups = left + Array(repeating: "0", count: gap) + right
        return groups.prefix(4).map { $0.lowercased() }.joined(separator: ":")
    }
}
