import Basics
import Store

/// A network and a browser from which a member comes in, by a digest that differs from member to member.
struct KnownPlace {
    private let member: Key<Member>
    private let digest: Digest

    /// How long a place is remembered after the member last came in from it.
    private static let seconds: Int64 = 90 * 24 * 3600

    init(_ member: Key<Member>, client: String, device: String) {
        self.member = member
        digest = Digest(of: "place \(member) \(Attempt.network(of: client)) \(device)")
    }

    /// Remembers the place, and says whether the member came in from others before and never from this one: the first
    /// place of all is no news.
    func isNew(in transaction: Transaction) throws(StoreFailure) -> Bool {
        let now = transaction.moment
        try transaction.run("delete from places where last < \(now.adding(seconds: -KnownPlace.seconds))")
        let known = try transaction.values("select digest from places where member = \(member)", as: Digest.self)
        try transaction.run(
            """
            insert into places (member, digest, last) values (\(member), \(digest), \(now))
            on conflict (member, digest) do update set last = excluded.last
            """)
        return !known.isEmpty && !known.contains(digest)
    }
}
