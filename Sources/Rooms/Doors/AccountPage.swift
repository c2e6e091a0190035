import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Web

extension Doors {
    /// `GET /account`
    @Sendable
    static func accountPage(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["done"])
        let notice: String? =
            switch visitor.query["done"] {
            case "password": visitor.say("Your new password holds from now on, and all other sessions have ended.")
            case "passkey": visitor.say("The new passkey is kept, and all other sessions have ended.")
            case "removed": visitor.say("The passkey is removed, and all other sessions have ended.")
            case "codes": visitor.say("The house asks for codes from now on, and all other sessions have ended.")
            case "nocodes": visitor.say("The house asks for no codes any more, and all other sessions have ended.")
            case "sessions": visitor.say("These sessions have ended.")
            default: nil
            }
        return try account(visitor, notice: notice)
    }

    static func account(
        _ visitor: Visitor, status: HTTPStatus = .ok, notice: String? = nil, fault: String? = nil,
        faults: [String: Phrase] = [:]
    ) throws -> Outcome {
        let say = visitor.say
        let member = try visitor.asker()
        let old = DoorField(
            name: "old", label: say("Old password"), type: "password", autocomplete: "current-password",
            fault: faults["old"].map { say($0) })
        let body: HTML = """
            <h1>\(say("Your account"))</h1>
            \(notice.map { "<p class=\"notice\" role=\"status\">\($0)</p>" as HTML })\
            \(fault.map { "<p class=\"notice\" role=\"alert\">\($0)</p>" as HTML })
            <p>\(member.name) · <a href="\(Places.accountMail())">\(say("Mail to you"))</a></p>
            \(try passkeys(of: member, visitor))
            <h2>\(say("Change the password"))</h2>
            <form class="door" method="post" action="\(Places.accountPassword())">\(visitor.formToken)
            \(old.html)\(NewPassword.fields(say, faults).map(\.html))
            <p><button>\(say("Keep the new password"))</button></p>
            </form>
            \(try codes(of: member, visitor))
            <h2>\(say("Programs and calendars of your own"))</h2>
            <ul class="plain-list"><li><a href="\(Places.accountTokens())">\(say("Keys for programs"))</a> <span class="facts">\(say("for a program of yours that reads what this house tells programs"))</span></li>
            <li><a href="\(Places.accountFeeds())">\(say("Calendar and news at an address of your own"))</a> <span class="facts">\(say("for the calendar on your telephone, or a reader of news"))</span></li></ul>
            \(try sessions(of: member, visitor))
            <h2>\(say("Your data"))</h2>
            <p><a class="button" href="\(Places.accountData())">\(say("Take it along, or be forgotten"))</a></p>
            """
        var page = Page(say("Your account"), in: .frontDoor, status: status, body: body)
        page.isListed = false
        page.scripts = ["passkeys.js"]
        return .page(page)
    }

    private static func sessions(of member: Member, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let zone = visitor.zone
        let open = try Session.open(of: member.id, at: visitor.now, within: visitor.sessionLimits, in: visitor.store)
        let items = open.map { session -> HTML in
            let device = session.device.isEmpty ? say("An unknown browser") : session.device
            let isThis = session.member.formToken == member.formToken
            return """
                <li><span class="what"><b>\(device)</b> \(when: isThis, "<span class=\"label done\">\(say("this browser"))</span>")
                <span class="facts">\(say("since {begun}, last used {seen}", ["begun": time(session.begun, zone, say), "seen": time(session.seen, zone, say)]))\(whereabouts(session, visitor))</span></span>
                \(when: !isThis, ending(session.id.description, say("End"), about: device, visitor))</li>

                """
        }
        return """
            <h2>\(say("Where you are signed in"))</h2>
            <ul class="rows sessions">\(items)</ul>
            \(when: open.count > 1, ending("others", say("End all but this one"), about: nil, visitor))
            \(ending("all", say("Sign out everywhere"), about: nil, visitor))
            """
    }

    private static func ending(_ session: String, _ words: String, about: String?, _ visitor: Visitor) -> HTML {
        """
        <form method="post" action="\(Places.accountSessions())">\(visitor.formToken)<input type="hidden" name="session" value="\(session)">\
        <button class="quiet">\(words)\(about.map { "<span class=\"hidden\">: \($0)</span>" as HTML })</button></form>
        """
    }

    /// Whether it is where this browser is: that much, and no address, is known.
    private static func whereabouts(_ session: Session, _ visitor: Visitor) -> HTML? {
        guard session.member.formToken != visitor.member?.formToken,
            let isHere = session.isAt(visitor.request.peer)
        else { return nil }
        return " · \(isHere ? visitor.say("from the network you are in") : visitor.say("from another network"))"
    }

    static func time(_ moment: Moment, _ zone: Zone, _ say: Tongue) -> String {
        let local = zone.localTime(of: moment)
        return "\(say.date(local.day)), \(say.time(local.hour, local.minute))"
    }
}
