import Cooperation
import HTTP
import Languages
import Markup
import OpenID
import Room
import Web

/// The page at the door, and the pages for those who do not come in.
struct SignInForm: Sendable {
    let say: Tongue
    let next: Link?
    /// Whether browsers know passkeys here.
    let hasPasskeys: Bool
    /// Somebody else's sign-in that the house believes.
    let provider: String?
    var address = ""
    /// The invented people of a sample; nil where the page is not the one at the door.
    var samples: SampleList?

    init(_ visitor: Visitor, next: Link?) {
        say = visitor.say
        self.next = next
        hasPasskeys = visitor.passkeyPlace != nil
        provider = visitor.provider?.name
    }

    /// The same words whether there is such a member or not.
    var wrong: Outcome {
        page(.unprocessableContent, fault: say("This address and this password do not belong together."))
    }

    /// The same words whether the passkey is unknown, another house's, or wrong in whatever way.
    var wrongPasskey: Outcome {
        page(
            .unprocessableContent,
            fault: say("This passkey was not accepted. It may have been removed, or belong to another house."))
    }

    /// Too many attempts; the field of the answer is for programs (RFC 9110, 10.2.3).
    func closed(for seconds: Int64) -> Outcome {
        let seconds = Int(clamping: max(1, seconds))
        let wait =
            seconds < 100
            ? say(one: "Try again in {count} second.", other: "Try again in {count} seconds.", count: seconds)
            : say(
                one: "Try again in {count} minute.", other: "Try again in {count} minutes.", count: (seconds + 59) / 60)
        let fault = say("Those were too many attempts.") + " " + wait
        return .with([.retryAfter: String(seconds)], page(.tooManyRequests, fault: fault))
    }

    var withoutCookies: Outcome {
        let again = Places.signIn().with([("next", next?.address)])
        return framed(
            say("Your browser did not stay signed in"), .ok,
            """
            <h1>\(say("Your browser did not stay signed in"))</h1>
            <p>\(say("You were let in, but the browser did not keep the cookie that says so."))</p>
            <ul><li>\(say("Allow cookies for this address; the house sets none but those it needs."))</li>
            <li>\(say("Over a network the address has to begin with https."))</li></ul>
            <p><a class="button" href="\(again)">\(say("Try again"))</a></p>
            """)
    }

    func page(_ status: HTTPStatus = .ok, fault: String? = nil, notice: String? = nil) -> Outcome {
        let fields = [
            DoorField(
                name: "address", label: say("Mail address or user name"), value: address, autocomplete: "username",
                hasFocus: address.isEmpty),
            DoorField(
                name: "password", label: say("Password"), type: "password", autocomplete: "current-password",
                hasFocus: !address.isEmpty),
        ]
        return framed(
            say("Sign in"), status,
            """
            <h1>\(say("Sign in"))</h1>
            \(fault.map { "<p class=\"notice\" role=\"alert\">\($0)</p>" as HTML })\
            \(notice.map { "<p class=\"notice\" role=\"status\">\($0)</p>" as HTML })
            \(when: hasPasskeys, PasskeyForm.showing(say("Sign in with a passkey"), to: Places.signInPasskey(), asking: Places.signInChallenge(), next: next, nil, say))
            \(provider.map { going(to: $0) })
            <form class="door" method="post" action="\(Places.signIn())">
            \(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.address)\">" as HTML })\(fields.map(\.html))
            <p><button>\(say("Sign in"))</button></p>
            </form>
            <details class="note"><summary>\(say("You cannot come in?"))</summary><ul>
            <li>\(say("A passkey is lost: use another one, or your address and password."))</li>
            <li>\(say("The telephone with the codes is lost: after the password, use one of your recovery codes."))</li>
            <li>\(say("Members come in by invitation. Whoever runs this house can make you a new code if you have lost your password."))</li>
            </ul></details>
            \(samples.flatMap { $0.isEmpty ? nil : $0.html(next: next, say) })
            """)
    }

    private func going(to provider: String) -> HTML {
        """
        <form class="door" method="post" action="\(Places.signInProvider())">\(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.address)\">" as HTML })
        <p><button>\(say("Sign in through {provider}", ["provider": provider]))</button></p>
        </form>
        """
    }

    /// For whoever took too long between the password and the code.
    var unfinished: Outcome {
        framed(
            say("Signing in took too long"), .gone,
            """
            <h1>\(say("Signing in took too long"))</h1>
            <p>\(say("Nothing is wrong: the house waits ten minutes for the code. Begin again."))</p>
            <p><a class="button" href="\(Places.signIn().with([("next", next?.address)]))">\(say("Try again"))</a></p>
            """)
    }

    func framed(_ title: String, _ status: HTTPStatus, _ body: HTML) -> Outcome {
        var page = Page(title, in: .frontDoor, status: status, body: body)
        page.isListed = false
        if hasPasskeys { page.scripts = ["passkeys.js"] }
        return .page(page)
    }
}
