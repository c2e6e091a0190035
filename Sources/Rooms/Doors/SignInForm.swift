import Cooperation
import HTTP
import Languages
import Markup
import Room
import Web

/// The page at the door, and the pages for those who do not come in.
struct SignInForm: Sendable {
    let say: Tongue
    let next: Link?
    var address = ""

    /// The same words whether there is such a member or not.
    var wrong: Outcome {
        page(.unprocessableContent, fault: say("This address and this password do not belong together."))
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
            <p>\(say("Your password was right, but the browser did not keep the cookie that says so."))</p>
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
            <form class="door" method="post" action="\(Places.signIn())">
            \(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.address)\">" as HTML })\(fields.map(\.html))
            <p><button>\(say("Sign in"))</button></p>
            </form>
            <p class="note">\(say("Members come in by invitation. Whoever runs this house can make you a new code if you have lost your password."))</p>
            """)
    }

    private func framed(_ title: String, _ status: HTTPStatus, _ body: HTML) -> Outcome {
        var page = Page(title, in: .frontDoor, status: status, body: body)
        page.isListed = false
        return .page(page)
    }
}
