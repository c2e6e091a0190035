import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import OpenID
import Passkeys
import Room
import Store
import Web

/// Coming in through the sign-in of somebody else, such as a ministry.
extension Doors {
    /// `POST /sign-in/provider`: remembers who sets out, and shows the way. The page leads on by itself: browsers let no
    /// form of ours be led elsewhere.
    @Sendable
    static func setOut(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["next"])
        let form = SignInForm(visitor, next: Arrival.next(visitor.form["next"]))
        guard let provider = visitor.provider, let back = back(visitor) else { return .missing }
        let journey = Journey.fresh()
        guard let description = try? provider.description(),
            let way = Link(outside: provider.address(description, for: journey, back: back))
        else { return form.unreachable }
        return .commit { transaction in
            let browser = try JourneyKept.begin(journey, in: transaction)
            let fields: HTTPFields = [
                .setCookie: "\(cookie)=\(browser); Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=600",
                refresh: "0; url=\(way.address)",
            ]
            return .with(fields, form.leading(to: way, provider.name))
        }
    }

    /// `GET /sign-in/return?code=…&state=…`: as it comes from elsewhere, a browser brings no cookie along and nothing may
    /// change; a button of our own page goes on.
    @Sendable
    static func returnPage(_ visitor: Visitor) throws -> Outcome {
        let form = SignInForm(visitor, next: nil)
        guard let code = visitor.query["code"], let state = visitor.query["state"] else { return form.notProvided }
        return form.cameBack(code: code, state: state)
    }

    /// `POST /sign-in/return`
    @Sendable
    static func comeBack(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["code", "state"])
        let form = SignInForm(visitor, next: nil)
        guard let provider = visitor.provider, let back = back(visitor), let code = visitor.form["code"],
            let state = visitor.form["state"],
            let browser = Cookies.value(of: cookie, in: visitor.request.fields[.cookie]),
            let journey = try JourneyKept.find(state, browser: browser, at: visitor.now, in: visitor.store),
            let person = try? provider.person(code: code, on: journey, back: back, at: visitor.now)
        else { return form.notProvided }
        let arrival = Arrival(visitor)
        return .commit { transaction in
            guard try JourneyKept.end(journey, in: transaction) else { return form.notProvided }
            guard let member = try person.member(from: provider, in: transaction) else { return form.notKnown }
            return try arrival.enter(member, by: .provider, in: transaction)
        }
    }

    private static let cookie = "__Host-journey"

    private static func back(_ visitor: Visitor) -> String? {
        visitor.passkeyPlace.map { $0.origin + Places.signInReturn().address }
    }
}

extension SignInForm {
    /// The page between this house and the other's.
    func leading(to way: Link, _ provider: String) -> Outcome {
        let title = say("On to {provider}", ["provider": provider])
        return framed(title, .ok, "<h1>\(title)</h1><p><a class=\"button\" href=\"\(way)\">\(say("Go on"))</a></p>")
    }

    func cameBack(code: String, state: String) -> Outcome {
        let title = say("Welcome back")
        return framed(
            title, .ok,
            """
            <h1>\(title)</h1>
            <form class="door" method="post" action="\(Places.signInReturn())">\
            <input type="hidden" name="code" value="\(code)"><input type="hidden" name="state" value="\(state)">
            <p><button>\(say("Come in"))</button></p></form>
            """)
    }

    var unreachable: Outcome {
        sorry(
            .serviceUnavailable, say("That sign-in cannot be reached now"),
            say("Try again later, or come in another way."))
    }

    var notProvided: Outcome {
        sorry(
            .unprocessableContent, say("You could not be signed in that way"),
            say("It took too long, was begun in another browser, or was stopped there. Begin again."))
    }

    var notKnown: Outcome {
        sorry(
            .forbidden, say("This house does not know you yet"),
            say("You signed in there, but nobody here has this address. Ask whoever runs this house to invite you."))
    }

    private func sorry(_ status: HTTPStatus, _ title: String, _ remedy: String) -> Outcome {
        framed(
            title, status,
            "<h1>\(title)</h1><p>\(remedy)</p><p><a class=\"button\" href=\"\(Places.signIn())\">\(say("Sign in"))</a></p>"
        )
    }
}
