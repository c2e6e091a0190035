import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

/// What somebody wanted to do when they were asked once more who they are: a page to go to, or a form to send again.
struct Errand: Sendable {
    let next: Link?
    /// Where the form goes, and what it held.
    let act: Link?
    let kept: String

    init(_ fields: Fields) {
        next = Arrival.next(fields["next"])
        act = Arrival.next(fields["act"])
        kept = fields["kept"] ?? ""
    }

    /// The fields in which the errand travels along.
    static let fields = ["next", "act", "kept"]

    var hidden: HTML {
        """
        \(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0.address)\">" as HTML })\
        \(act.map { "<input type=\"hidden\" name=\"act\" value=\"\($0.address)\"><input type=\"hidden\" name=\"kept\" value=\"\(kept)\">" as HTML })
        """
    }

    /// Where it goes on: to the page, or to the form, which its sender looks at once more.
    func goesOn(_ visitor: Visitor) -> Outcome {
        guard let act, let fields = try? Fields(encoded: kept) else { return .elsewhere(next ?? Places.account()) }
        let say = visitor.say
        let inputs = fields.pairs.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let title = say("Thank you")
        var page = Page(
            title, in: .frontDoor,
            body: """
                <h1>\(title)</h1>
                <p>\(say("The house knows again that it is you. If you still want to, go on now."))</p>
                <form method="post" action="\(act)">\(visitor.formToken)\(inputs)<p><button>\(say("Go on"))</button></p></form>
                <p><a href="\(Places.account())">\(say("Your account"))</a></p>
                """)
        page.isListed = false
        return .page(page)
    }
}

extension Doors {
    /// `GET /account/proof?next=…`
    @Sendable
    static func proofPage(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["next"])
        return try proof(visitor, Errand(visitor.query))
    }

    static func proof(
        _ visitor: Visitor, _ errand: Errand, _ status: HTTPStatus = .ok, faults: [String: Phrase] = [:],
        fault: String? = nil
    ) throws -> Outcome {
        let say = visitor.say
        let member = try visitor.asker()
        if try visitor.isSomebodyInvented { return visitor.provesByClick(errand) }
        let hasPasskeys = try !Passkey.all(of: member.id, in: visitor.store).isEmpty && visitor.passkeyPlace != nil
        let hasCodes = try TimedCodesKept.exist(of: member.id, in: visitor.store)
        let password = DoorField(
            name: "password", label: say("Password"), type: "password", autocomplete: "current-password",
            fault: faults["password"].map { say($0) })
        let title = say("Show once more that it is you")
        let passkey = PasskeyForm.showing(
            say("Show a passkey"), to: Places.proofPasskey(), asking: Places.proofChallenge(), next: nil,
            visitor.formToken, say, more: errand.hidden)
        var page = Page(
            title, in: .frontDoor, status: status,
            body: """
                <h1>\(title)</h1>
                \(fault.map { "<p class=\"notice\" role=\"alert\">\($0)</p>" as HTML })
                <p>\(say("What comes next can do harm in the wrong hands. Then the house knows you for ten minutes."))</p>
                \(when: hasPasskeys, passkey)
                <form class="door" method="post" action="\(Places.proof())">\(visitor.formToken)\(errand.hidden)
                <input type="hidden" autocomplete="username" value="\(try Account.find(member.id, in: visitor.store)?.address ?? "")">
                \(password.html)\(when: hasCodes, CodeForm.field(say, fault: faults["code"]).html)
                <p><button>\(say("Go on"))</button></p>
                </form>
                """)
        page.isListed = false
        if hasPasskeys { page.scripts = ["passkeys.js"] }
        return .page(page)
    }

    /// `POST /account/proof/challenge`
    @Sendable
    static func proofChallenge(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.asker()
        guard let place = visitor.passkeyPlace else { return .missing }
        let client = visitor.request.peer
        return .commit { transaction in
            let challenge = try Challenge.make(for: .proof, of: member.id, client: client, in: transaction)
            return .said(
                PasskeyForm.question(challenge, at: place, known: try Passkey.all(of: member.id, in: transaction)))
        }
    }

    /// `POST /account/proof/passkey`
    @Sendable
    static func proveByPasskey(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(Errand.fields + PasskeyForm.shown)
        let member = try visitor.asker()
        let errand = Errand(visitor.form)
        let refused = try proof(
            visitor, errand, .unprocessableContent,
            fault: visitor.say("That did not work. Try again, or come in another way."))
        guard let place = visitor.passkeyPlace, let session = visitor.session,
            let shown = PasskeyForm.proof(in: visitor.form)
        else { return refused }
        let onwards = errand.goesOn(visitor)
        return .commit { transaction in
            guard try Passkey.show(shown, for: .proof, of: member.id, at: place, in: transaction) != nil else {
                return refused
            }
            guard let token = try session.renew(by: .passkey, in: transaction) else { throw SignInNeeded() }
            return .with(SessionCookie.given(token), onwards)
        }
    }

    /// `POST /account/proof`: by the password, and the code where there is one. Without either, the page that asks.
    @Sendable
    static func prove(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(Errand.fields + ["password", "code", "sample"])
        let member = try visitor.asker()
        let errand = Errand(visitor.form)
        if visitor.form["sample"] != nil { return try visitor.clicked(errand) }
        guard let session = visitor.session, let typed = visitor.form.exactly("password"),
            let account = try Account.find(member.id, in: visitor.store)
        else { return try proof(visitor, errand) }
        let attempt = Attempt(address: account.address, client: visitor.request.peer)
        let form = SignInForm(visitor, next: Places.account())
        if let pause = try attempt.pause(at: visitor.now, in: visitor.store) { return form.closed(for: pause) }
        let kept = try Account.password(of: member.id, in: visitor.store)
        let isRight = Password(typed).map { PasswordHash.matches(kept?.hash, $0) } ?? false
        func refusal(_ name: String, _ fault: Phrase) throws -> Outcome {
            try proof(visitor, errand, .unprocessableContent, faults: [name: fault])
        }
        let wrong = try refusal("password", Phrase("This is not your password."))
        let wrongCode = try refusal("code", CodeForm.wrong), late = try refusal("code", CodeForm.ofAnotherTime)
        let code = visitor.form["code"] ?? "", onwards = errand.goesOn(visitor)
        return .commit { transaction in
            if let pause = try attempt.pause(at: transaction.moment, in: transaction) { return form.closed(for: pause) }
            guard isRight, try Account.password(of: member.id, in: transaction) == kept else {
                try attempt.fail(in: transaction)
                return wrong
            }
            let hasCodes = try TimedCodesKept.exist(of: member.id, in: transaction)
            let verdict = hasCodes ? try TimedCodesKept.take(code, of: member.id, in: transaction) : .accepted
            guard verdict == .accepted else {
                try attempt.fail(in: transaction)
                return verdict == .ofAnotherTime ? late : wrongCode
            }
            try attempt.succeed(in: transaction)
            guard let token = try session.renew(by: hasCodes ? .passwordAndCode : .password, in: transaction) else {
                throw SignInNeeded()
            }
            return .with(SessionCookie.given(token), onwards)
        }
    }
}
