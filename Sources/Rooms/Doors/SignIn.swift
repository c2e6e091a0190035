import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Doors {
    /// `GET /sign-in?next=…`
    @Sendable
    static func signInPage(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["next", "arrived", "out"])
        let next = Arrival.next(visitor.query["next"])
        if visitor.member != nil {
            return .elsewhere(next ?? (visitor.may(.recording) ? Places.desk() : Places.members()))
        }
        var form = SignInForm(visitor, next: next)
        form.samples = try SampleList(visitor)
        if visitor.request.fields[.secFetchSite] == "cross-site", let next {
            // A link from elsewhere brings no cookie along; asked again from a page of this house, the browser does.
            let again = Places.signIn().with([("next", next.address)])
            return .with([refresh: "0; url=\(again.address)"], form.page(notice: nil))
        }
        if visitor.query["arrived"] != nil { return form.withoutCookies }
        return form.page(notice: visitor.query["out"] == nil ? nil : visitor.say("You are signed out."))
    }

    /// `POST /sign-in`
    @Sendable
    static func signIn(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["address", "password", "next"])
        let next = Arrival.next(visitor.form["next"])
        var form = SignInForm(visitor, next: next)
        form.samples = try SampleList(visitor)
        form.address = String((visitor.form["address"] ?? "").prefix(254))
        let typed = visitor.form.exactly("password") ?? ""
        guard !form.address.isEmpty, !typed.isEmpty else {
            return form.page(.unprocessableContent, fault: visitor.say("Write your address and your password."))
        }
        let attempt = Attempt(address: form.address, client: visitor.request.peer)
        if let pause = try attempt.pause(at: visitor.now, in: visitor.store) { return form.closed(for: pause) }
        let kept = try Account.password(of: form.address, in: visitor.store)
        let isRight = Password(typed).map { PasswordHash.matches(kept?.hash, $0) } ?? false
        let arrival = Arrival(visitor, next: next)
        return .commit { [form] transaction in
            // Others may have tried, or changed the password, while this one was being checked.
            let pause = try attempt.pause(at: transaction.moment, in: transaction)
            let now = try Account.password(of: form.address, in: transaction)
            guard isRight, let now, now == kept, pause == nil else {
                if !isRight { try attempt.fail(in: transaction) }
                return pause.map(form.closed) ?? form.wrong
            }
            // The count goes on until the code was right, too.
            if try TimedCodesKept.exist(of: now.member, in: transaction) {
                return CodeForm(form, entry: try Entry.begin(for: now.member, in: transaction)).page()
            }
            try attempt.succeed(in: transaction)
            return try arrival.enter(now.member, by: .password, in: transaction)
        }
    }

    /// `POST /sign-out`; nobody is asked whether they are sure.
    @Sendable
    static func signOut(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        // The cookie of the chosen language goes with the others; the address keeps it.
        let door = Link(path: "/\(visitor.language.code)\(Places.signIn().address)") ?? Places.signIn()
        let outside = Outcome.with(SessionCookie.taken, .elsewhere(door.with([("out", "yes")])))
        guard let token = SessionCookie.token(in: visitor.request), visitor.member != nil else { return outside }
        let limits = visitor.sessionLimits
        return .commit { transaction in
            if let session = try Session.find(token, at: transaction.moment, within: limits, in: transaction) {
                try Session.end(session.id, of: session.member.id, by: session.member.actor, in: transaction)
            }
            return outside
        }
    }

    static let refresh = HTTPFieldName("Refresh") ?? .link
}
