import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Web

extension Doors {
    /// `POST /account/password`: the old one, the new one twice; every session ends, and this browser gets a new one.
    @Sendable
    static func changePassword(_ visitor: Visitor) throws -> Outcome {
        let member = try visitor.asker()
        try visitor.form.only(["old", "password", "again"])
        guard let account = try Account.all(in: visitor.store).first(where: { $0.id == member.id }),
            let kept = try Account.password(of: member.id, in: visitor.store)
        else { throw SignInNeeded() }
        let password: Password
        switch NewPassword(visitor.form, name: account.name, address: account.address) {
        case .wrong(let field, let fault): return try refuse(visitor, [field: fault])
        case .right(let right): password = right
        }
        let attempt = Attempt(address: account.address, client: visitor.request.peer)
        if let pause = try attempt.pause(at: visitor.now, in: visitor.store) {
            return SignInForm(visitor, next: Places.account()).closed(for: pause)
        }
        let old = visitor.form.exactly("old").flatMap(Password.init)
        guard let old, PasswordHash.matches(kept.hash, old) else {
            let page = try refuse(visitor, ["old": Phrase("This is not your old password.")])
            return .commit { transaction in
                try attempt.fail(in: transaction)
                return page
            }
        }
        let hash = try PasswordHash.make(of: password)
        let arrival = Arrival(visitor)
        let session = visitor.session
        return .commit { transaction in
            guard try Account.password(of: member.id, in: transaction) == kept,
                try Account.change(password: hash, of: member.id, by: member.actor, in: transaction)
            else { throw SignInNeeded() }
            let token = try arrival.begin(
                for: member.id, by: session?.means ?? .password, asOf: session, in: transaction)
            return .with(
                SessionCookie.given(token), .elsewhere(Places.account().with([("done", "password")])))
        }
    }

    /// `POST /account/sessions`: ends one of one's own sessions, or all `others`.
    @Sendable
    static func endSessions(_ visitor: Visitor) throws -> Outcome {
        let member = try visitor.asker()
        try visitor.form.only(["session"])
        let done = Outcome.elsewhere(Places.account().with([("done", "sessions")]))
        let open = try Session.open(of: member.id, at: visitor.now, within: visitor.sessionLimits, in: visitor.store)
        let own = open.first { $0.member.formToken == member.formToken }?.id
        switch visitor.form["session"] {
        case "all":
            return .commit { transaction in
                try Session.endAll(of: member.id, by: member.actor, in: transaction)
                return .with(SessionCookie.taken, .elsewhere(Places.signIn().with([("out", "yes")])))
            }
        case "others":
            return .commit { transaction in
                try Session.endAll(of: member.id, but: own, by: member.actor, in: transaction)
                return done
            }
        case let text?:
            guard let id = Hexadecimal.bytes(of: text).flatMap(Key<Session>.init(bytes:)) else { return .missing }
            return .commit { transaction in
                // One that ended a moment ago is just as gone.
                try Session.end(id, of: member.id, by: member.actor, in: transaction)
                return done
            }
        case nil: return .missing
        }
    }

    private static func refuse(_ visitor: Visitor, _ faults: [String: Phrase]) throws -> Outcome {
        try account(
            visitor, status: .unprocessableContent,
            fault: visitor.say("Something is missing or will not do. Nothing was stored."), faults: faults)
    }
}
