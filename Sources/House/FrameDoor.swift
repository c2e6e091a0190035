import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Web

/// A form without the token of its sender's session, or with another's.
struct StrangeForm: Error {
    /// What else it held.
    let fields: Fields

    /// What is never written into a page again.
    private static let secrets: Set<String> = ["password", "old", "again"]

    var hasSecrets: Bool { fields.pairs.contains { StrangeForm.secrets.contains($0.name) } }
}

extension Frame {
    /// To the door, and back to the page afterwards; a form is not lost, as its sender can sign in beside it.
    func signIn(for request: HTTPRequest) -> HTTPResponse {
        let door = Link(path: (choosesLanguage ? "/\(say.language.code)" : "") + Places.signIn().address)
        guard request.method == .post else {
            return answer(.elsewhere((door ?? Places.signIn()).with([("next", here(request).address)])), to: request)
        }
        let body: HTML = """
            <h1>\(say("You are signed out."))</h1>
            <p>\(say("Nothing was stored."))</p>
            <p>\(say("Sign in in another window, then go back here and send the form again."))</p>
            <p><a class="button" href="\(door ?? Places.signIn())" target="_blank" rel="noopener">\(say("Sign in"))</a></p>
            """
        return html(Page(say("You are signed out."), in: .frontDoor, status: .unauthorized, body: body))
    }

    /// Whoever signed in anew has forms from before open; they look at what they send once more, and lose nothing.
    func again(_ form: StrangeForm, to request: HTTPRequest) -> Page {
        let kept = form.fields.pairs.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let sending: HTML? = member.flatMap { member in
            guard !form.hasSecrets else { return nil }
            return """
                <p>\(say("If you meant to send it, send it now."))</p>
                <form method="post" action="\(here(request))"><input type="hidden" name="token" value="\(member.formToken)">\(kept)
                <p><button>\(say("Send it as {name}", ["name": member.name]))</button></p></form>
                """
        }
        let body: HTML = """
            <h1>\(say("This form belongs to another session."))</h1>
            <p>\(say("Nothing was stored. You may have signed in anew since you opened the form."))</p>
            \(sending ?? "<p>\(say("Open the page anew and try again."))</p>")
            """
        return Page(say("This form belongs to another session."), in: .frontDoor, status: .forbidden, body: body)
    }

    private func here(_ request: HTTPRequest) -> Link {
        Link(path: request.path + (request.query.map { "?" + $0 } ?? "")) ?? Places.home()
    }
}
