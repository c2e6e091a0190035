import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import OneTimeCodes
import Room
import Store
import Web

extension Doors {
    /// `GET /account/codes`: a new secret, which is kept only once a code of it was typed.
    @Sendable
    static func codesPage(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only([])
        _ = try visitor.fresh()
        return try codes(visitor, TimedCodes.fresh(), fault: nil)
    }

    /// `POST /account/codes`
    @Sendable
    static func keepCodes(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["secret", "code"])
        let member = try visitor.fresh()
        guard let session = visitor.session,
            let kept = visitor.form["secret"].flatMap(Base32.bytes).flatMap(TimedCodes.init(secret:))
        else { return .elsewhere(Places.accountCodes()) }
        let typed = visitor.form["code"] ?? ""
        guard let step = kept.accepts(typed, at: visitor.now, after: nil) else {
            let isLate = kept.isOfAnotherTime(typed, at: visitor.now)
            return try codes(visitor, kept, fault: isLate ? CodeForm.ofAnotherTime : CodeForm.wrong)
        }
        let say = visitor.say
        return .commit { transaction in
            try TimedCodesKept.keep(kept, accepted: step, of: member.id, by: member.actor, in: transaction)
            guard try RecoveryKept.left(of: member.id, in: transaction) == 0 else {
                return try keysChanged(session, done: "codes", in: transaction)
            }
            let paper = try RecoveryKept.renew(of: member.id, by: member.actor, in: transaction)
            return .with(try renewed(session, in: transaction), recoveryPage(paper, member, say))
        }
    }

    /// `POST /account/codes/remove`
    @Sendable
    static func removeCodes(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.fresh()
        guard let session = visitor.session else { throw SignInNeeded() }
        return .commit { transaction in
            guard try TimedCodesKept.remove(of: member.id, by: member.actor, in: transaction) else {
                transaction.leaveUnnoted(because: "nothing was removed")
                return .elsewhere(Places.account())
            }
            return try keysChanged(session, done: "nocodes", in: transaction)
        }
    }

    /// `POST /account/recovery`: ten new codes on a page that is shown once.
    @Sendable
    static func renewRecovery(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.fresh()
        guard let session = visitor.session else { throw SignInNeeded() }
        let say = visitor.say
        return .commit { transaction in
            let paper = try RecoveryKept.renew(of: member.id, by: member.actor, in: transaction)
            return .with(try renewed(session, in: transaction), recoveryPage(paper, member, say))
        }
    }

    private static func codes(_ visitor: Visitor, _ codes: TimedCodes, fault: Phrase?) throws -> Outcome {
        let say = visitor.say
        let member = try visitor.secretary()
        let house = try Network.find(in: visitor.store, for: visitor.language)?.shortName.body ?? "Child Centre"
        let address = try Account.find(member.id, in: visitor.store)?.address ?? member.name
        let picture = QRCode(codes.address(house: house, person: address))
        let title = say("Codes from your telephone")
        var page = Page(
            title, in: .frontDoor, status: fault == nil ? .ok : .unprocessableContent,
            body: """
                <h1>\(title)</h1>
                <ol class="steps"><li><p>\(say("Install an app for sign-in codes on your telephone, if it has none."))</p></li>
                <li><p>\(say("Let it read this picture, or type the letters below it."))</p>
                \(picture?.drawing(label: say("A picture for the app on your telephone; the same letters stand below it.")))
                <p><code class="key">\(codes.text)</code></p></li>
                <li><p>\(say("Type the code that it shows then."))</p>
                <form class="door" method="post" action="\(Places.accountCodes())">\(visitor.formToken)<input type="hidden" name="secret" value="\(Base32.text(of: codes.secret))">
                \(CodeForm.field(say, fault: fault).html)<p><button>\(say("Use these codes"))</button></p>
                </form></li></ol>
                """)
        page.isListed = false
        return .page(page)
    }

    private static func recoveryPage(_ codes: [String], _ member: Member, _ say: Tongue) -> Outcome {
        let title = say("Your recovery codes")
        let items = codes.map { "<li><code>\($0)</code></li>\n" as HTML }
        var page = Page(
            title, in: .frontDoor,
            body: """
                <h1>\(title)</h1>
                <p>\(say("Each of them stands once for the code of your telephone. Print this page or write them down, and keep them where you keep papers: they are not shown again. Earlier ones are worth nothing now."))</p>
                <ol class="codes">\(items)</ol>
                <p><a class="button" href="\(Places.account())">\(say("I have kept them"))</a></p>
                """)
        page.isListed = false
        return .page(page)
    }

    /// The part of the account's page about codes.
    static func codes(of member: Member, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let isOn = try TimedCodesKept.exist(of: member.id, in: visitor.store)
        let left = try RecoveryKept.left(of: member.id, in: visitor.store)
        let state =
            isOn
            ? say("After your password the house asks for a code.")
            : say("Your password alone lets you in. A code from your telephone beside it makes that much safer.")
        return """
            <h2>\(say("Codes from your telephone"))</h2>
            <p>\(state)</p>
            <p><a class="button" href="\(Places.accountCodes())">\(isOn ? say("Set them up anew") : say("Set them up"))</a></p>
            \(when: isOn, button(Places.accountCodesRemoval(), say("Do without codes"), visitor))
            <h2>\(say("Recovery codes"))</h2>
            <p>\(say(one: "You have {count} left.", other: "You have {count} left.", count: left))</p>
            \(button(Places.accountRecovery(), say("Make ten new ones"), visitor))
            """
    }

    private static func button(_ place: Link, _ words: String, _ visitor: Visitor) -> HTML {
        "<form method=\"post\" action=\"\(place)\">\(visitor.formToken)<button class=\"quiet\">\(words)</button></form>"
    }
}
