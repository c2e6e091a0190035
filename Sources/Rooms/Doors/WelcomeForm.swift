import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

/// What somebody with a code is asked: who they are, unless the house knows, and a password twice.
struct WelcomeForm {
    let code: String
    let invitation: Invitation
    var name: String
    var address = ""
    private(set) var password: Password?
    private(set) var faults: [String: Phrase] = [:]

    /// Nil where the code does not fit, or not any more.
    init?(_ visitor: Visitor, _ code: String?) throws {
        guard let code, let invitation = try Invitation.find(code, at: visitor.now, in: visitor.store) else {
            return nil
        }
        self.code = code
        self.invitation = invitation
        name = invitation.name ?? ""
        guard let member = invitation.member else { return }
        address = try Account.find(member, in: visitor.store)?.address ?? ""
    }

    /// Takes what was typed, and says what is wrong with it.
    mutating func take(_ visitor: Visitor) throws {
        if invitation.member == nil {
            name = Account.cleaned(visitor.form["name"] ?? "")
            address = Account.folded(visitor.form["address"] ?? "")
            if name.isEmpty { faults["name"] = Phrase("Write your name.") }
            if name.unicodeScalars.count > 200 { faults["name"] = Phrase("A name has at most 200 characters.") }
            if let fault = try WelcomeForm.fault(inAddress: address, visitor.store) { faults["address"] = fault }
        }
        switch NewPassword(visitor.form, name: name, address: address) {
        case .right(let password): self.password = password
        case .wrong(let field, let fault): faults[field] = fault
        }
    }

    private static func fault(inAddress address: String, _ store: Connection) throws -> Phrase? {
        if address.isEmpty { return Phrase("Write the address by which you want to sign in.") }
        guard address.unicodeScalars.count <= 254,
            address.unicodeScalars.allSatisfy({
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
                    && !$0.properties.isBidiControl
            })
        else { return Phrase("An address has no spaces and at most 254 characters.") }
        return try Account.find(address: address, in: store) == nil ? nil : isTaken
    }

    private static let isTaken = Phrase("Somebody signs in by this address already. Choose another.")

    /// The page for whoever was a moment later than somebody else with the same address.
    func taken(_ visitor: Visitor) -> Outcome {
        var form = self
        form.faults["address"] = WelcomeForm.isTaken
        return form.page(visitor, status: .unprocessableContent)
    }

    func page(_ visitor: Visitor, status: HTTPStatus = .ok) -> Outcome {
        let say = visitor.say
        let isNew = invitation.member == nil
        let who = [
            DoorField(
                name: "name", label: say("Your name"), value: name, autocomplete: "name",
                advice: say("As others are to see it beside what you write down."),
                fault: faults["name"].map { say($0) }),
            DoorField(
                name: "address", label: say("Mail address or user name"), value: address, autocomplete: "username",
                advice: say("You sign in by it. Nobody else sees it."), fault: faults["address"].map { say($0) }),
        ]
        let title = isNew ? say("Welcome") : say("Choose a new password")
        let body: HTML = """
            <h1>\(title)</h1>
            \(when: !faults.isEmpty, "<p class=\"notice\" role=\"alert\">\(say("Something is missing or will not do. Nothing was stored."))</p>")\
            <p>\(isNew ? say("Say who you are and choose a password. Then you are signed in.") : name)</p>
            <form class="door" method="post" action="\(Places.welcome())">\(visitor.formToken)
            <input type="hidden" name="code" value="\(code)">\
            \(when: !isNew, "<input type=\"hidden\" autocomplete=\"username\" value=\"\(address)\">")
            \(when: isNew, who.map(\.html).joined())\(NewPassword.fields(say, faults).map(\.html))
            <p><button>\(isNew ? say("Come in") : say("Keep the new password"))</button></p>
            </form>
            """
        var page = Page(title, in: .frontDoor, status: status, body: body)
        page.isListed = false
        return .page(page)
    }

    /// The page for a code that takes a second person's consent.
    static func waits(_ say: Tongue) -> Outcome {
        let title = say("Somebody else has to consent first")
        var page = Page(
            title, in: .frontDoor, status: .forbidden,
            body: """
                <h1>\(title)</h1>
                <p>\(say("The code is right, but it takes two to let somebody in here. The secretariat has been asked; open this address again when they have consented."))</p>
                <p><a href="\(Places.home())">\(say("To the front page"))</a></p>
                """)
        page.isListed = false
        return .page(page)
    }

    /// The page for a code that does not fit.
    static func ended(_ say: Tongue) -> Outcome {
        let title = say("This code does not fit any more")
        var page = Page(
            title, in: .frontDoor, status: .gone,
            body: """
                <h1>\(title)</h1>
                <p>\(say("A code lets somebody in once and ends after 15 minutes. Ask whoever runs this house for a new one."))</p>
                <p><a href="\(Places.signIn())">\(say("Sign in"))</a> · <a href="\(Places.home())">\(say("To the front page"))</a></p>
                """)
        page.isListed = false
        return .page(page)
    }
}
