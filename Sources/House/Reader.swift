import Basics
import Cooperation
import HTTP
import Identity
import Room
import Store
import Web

/// A key of a program that opens nothing: unknown, ended, taken back, or its owner has left. All look alike.
struct KeyRefused: Error {}

/// Who reads, and what they may: the one place in which a session, a program's key or a personal address becomes rights.
///
/// Whoever has nothing of the kind is a stranger, and reads what everybody may.
struct Reader {
    /// The session of whoever has signed in.
    let session: Session?
    /// Who reads: the member of the session, or of the key or address that was used.
    let member: Key<Member>?
    /// What they are today, that which gives most first.
    let standings: [Standing]
    /// The function in which they act; nil for somebody who holds none.
    let acting: Standing?
    let rights: Set<Right>
    /// What they see beside what everybody may: in the function in which they act, and in no other.
    let sight: Sight
    /// The key or address that was used, if its use is worth writing down again.
    let touched: Touched?

    enum Touched: Sendable {
        case key(ProgramKey)
        case feed(FeedAddress)
    }

    /// What a program or a feed may do in a member's name: read.
    private static let reading: Set<Right> = [.everyone, .members]

    init(
        of request: HTTPRequest, at path: String, today: Day, now: Moment, limits: Session.Limits, in store: Connection
    ) throws {
        var touched: Touched?
        if ForPrograms.holds(path) {
            session = nil
            if let field = request.fields[.authorization] {
                guard let text = Reader.bearer(in: field), let key = try ProgramKey.find(text, at: now, in: store)
                else { throw KeyRefused() }
                if key.isStale(at: now) { touched = .key(key) }
                member = key.scope == .members ? key.member : nil
            } else {
                member = nil
            }
        } else if let secret = Places.secret(in: path) {
            session = nil
            let feed = try FeedAddress.find(secret, in: store)
            if let feed, feed.isStale(at: now) { touched = .feed(feed) }
            member = feed?.member
        } else {
            session = try SessionCookie.token(in: request).flatMap {
                try Session.find($0, at: now, within: limits, in: store)
            }
            member = session?.member.id
        }
        self.touched = touched
        standings = FunctionKind.inOrder(try member.map { try Standing.of($0, on: today, in: store) } ?? [])
        let chosen = session?.acting
        // Where the chosen function has ended, it is as if none had been chosen.
        acting = standings.first { $0.id == chosen } ?? standings.first
        let all = member == nil ? Policy.rights(of: nil) : Policy.rights(actingIn: acting?.kind)
        rights = session == nil ? all.intersection(Reader.reading) : all
        sight = try Sights.sight(
            of: acting.map { [$0] }, hasPasskeys: session?.hasPasskeys(in: store) ?? false, in: store)
    }

    /// `Authorization: Bearer …` (RFC 6750, 2.1).
    private static func bearer(in field: String) -> String? {
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    /// Writes down that a key or an address is in use; nobody waits for it.
    static func touch(_ touched: Touched, in store: Store) {
        store.submit {
            switch touched {
            case .key(let key): try key.touch(in: $0)
            case .feed(let feed): try feed.touch(in: $0)
            }
        } completion: { _ in
        }
    }
}
