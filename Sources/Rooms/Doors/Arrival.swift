import Basics
import Cooperation
import HTTP
import Identity
import Markup
import Room
import Store
import Web

/// Somebody about to come in: what of their request a session needs.
struct Arrival: Sendable {
    private let earlier: SessionToken?
    private let device: String
    private let client: String
    private let limits: Session.Limits
    private let next: Link?

    init(_ visitor: Visitor, next: Link? = nil) {
        earlier = SessionCookie.token(in: visitor.request)
        device = Device.name(visitor.request.fields[.userAgent] ?? "")
        client = visitor.request.peer
        limits = visitor.sessionLimits
        self.next = next
    }

    /// Begins a session, ends the one that this browser had, and leads to a page that sees whether the cookie was kept.
    func enter(_ member: Key<Member>, by means: Session.Means, in transaction: Transaction) throws -> Outcome {
        let token = try begin(for: member, by: means, in: transaction)
        let check = Places.signIn().with([("arrived", "yes"), ("next", next?.address)])
        return .with(SessionCookie.given(token), .elsewhere(check))
    }

    /// A session in the place of the one that this browser had; as of that one, where nobody has shown anew who they are.
    func begin(
        for member: Key<Member>, by means: Session.Means, asOf current: Session? = nil, in transaction: Transaction
    ) throws -> SessionToken {
        if let earlier, let session = try Session.find(earlier, at: transaction.moment, within: limits, in: transaction)
        {
            try Session.end(session.id, of: session.member.id, by: session.member.actor, in: transaction)
        }
        return try Session.begin(
            for: member, by: means, device: device, client: client, asOf: current, within: limits, in: transaction)
    }

    /// Where somebody wanted to go who was asked to sign in first: a page of this house, and no door.
    static func next(_ text: String?) -> Link? {
        guard let text, text.utf8.count <= 2000, let link = Link(path: text) else { return nil }
        let path = text.prefix { $0 != "?" && $0 != "#" }
        let doors = [
            Places.signIn(), Places.signInPasskey(), Places.signInCode(), Places.signOut(), Places.welcome(),
            Places.proof(), Places.proofPasskey(),
        ]
        let isDoor = doors.contains { path.hasSuffix($0.address) }
        return isDoor ? nil : link
    }
}

/// A browser and its system in a few words, so that members know their own again.
enum Device {
    private static let browsers = [
        ("Firefox/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    /// `Firefox, Windows`; empty for a browser that does not say, or says what nobody knows.
    static func name(_ userAgent: String) -> String {
        let start = userAgent.prefix(500)
        return [browsers, systems].compactMap { list in list.first { start.contains($0.0) }?.1 }.joined(separator: ", ")
    }
}
