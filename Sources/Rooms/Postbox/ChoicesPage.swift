import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Mail
import Markup
import Room
import Store
import Web

extension Postbox {
    /// `GET /account/mail`: where, how often and in which language one is written to.
    @Sendable
    static func choices(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["done"])
        let notice: String? =
            switch visitor.query["done"] {
            case "chosen": visitor.say("This is how the house writes to you from now on.")
            case "asked": visitor.say("A mail is on its way. Open the address that stands in it within a day.")
            default: nil
            }
        return .page(try choices(visitor, notice: notice))
    }

    static func choices(
        _ visitor: Visitor, status: HTTPStatus = .ok, notice: String? = nil, typed: String? = nil, fault: String? = nil
    ) throws -> Page {
        let say = visitor.say
        let member = try visitor.asker()
        let choice = try MailChoice.find(member.id, in: visitor.store)
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.account())">\(say("Your account"))</a></p>
            <h1>\(say("Mail to you"))</h1>
            \(notice.map { "<p class=\"notice\" role=\"status\">\($0)</p>" as HTML })
            \(when: visitor.mailOrigin == nil, "<p class=\"notice\">\(say("This house sends no mail: whoever runs it has named no mail server. What you choose here counts as soon as one is named."))</p>")
            <p>\(say("A mail says only that something waits for you and where. What it is stands in the house."))</p>
            \(try address(choice, visitor, typed: typed, fault: fault))
            \(rhythms(choice, visitor))
            """
        return page(say("Mail to you"), body, status: status)
    }

    private static func address(
        _ choice: MailChoice?, _ visitor: Visitor, typed: String?, fault: String?
    ) throws -> HTML {
        let say = visitor.say
        let member = try visitor.asker()
        let waiting = try AddressConfirmation.waiting(of: member.id, at: visitor.now, in: visitor.store)
        let suggested = try typed ?? waiting?.address.text ?? choice?.address?.text ?? known(member, visitor)
        let day = { (moment: Moment) in say.date(visitor.zone.day(of: moment)) }
        return """
            <h2>\(say("Your mail address"))</h2>
            \(standing(choice, day, say))
            \(waiting.map { "<p>\(say("{address} waits until {date} for you to open the address in the mail that was sent there.", ["address": $0.address.text, "date": day($0.ends)]))</p>" as HTML })
            <form class="door" method="post" action="\(Places.accountMailAddress())">\(visitor.formToken)
            <p class="field"><label for="address">\(say("Mail address"))</label>
            <input id="address" name="address" type="email" autocomplete="email" maxlength="254" value="\(suggested)"\(when: fault != nil, " aria-invalid=\"true\" aria-describedby=\"address-fault\"")>
            \(fault.map { "<span class=\"fault\" id=\"address-fault\" role=\"alert\">\($0)</span>" as HTML })</p>
            <p><button\(when: visitor.mailOrigin == nil, " disabled")>\(say("Send a mail that confirms it"))</button></p>
            </form>
            """
    }

    private static func standing(_ choice: MailChoice?, _ day: (Moment) -> String, _ say: Tongue) -> HTML {
        guard let choice, let address = choice.address?.text else {
            return
                "<p>\(say("The house knows no address of yours that you have confirmed, so it writes to you nowhere."))</p>"
        }
        if let refused = choice.refused {
            return """
                <p class="notice">\(say("Mail to {address} does not arrive: on {date} it was refused. Nothing is sent there until you confirm the address anew, or another one.", ["address": address, "date": day(refused)]))</p>
                \(choice.refusal.map { "<p>\(say("What the mail server said:")) <code>\($0)</code></p>" as HTML })
                """
        }
        let confirmed = choice.confirmed.map(day) ?? ""
        return
            "<p>\(say("The house writes to {address}, which you confirmed on {date}.", ["address": address, "date": confirmed]))</p>"
    }

    /// The address of the entry in the directory, or the one by which the member signs in where it looks like one.
    private static func known(_ member: Member, _ visitor: Visitor) throws -> String {
        let person: Key<AnyRecord>? = try visitor.store.value("select person from members where id = \(member.id)")
        // One's own entry is one's own to read, whatever else a function shows.
        let entry = try visitor.store.seeing(Sights.members) {
            try person.flatMap { try MailEntry.of($0, in: visitor.store)?.address }
        }
        let account = try Account.find(member.id, in: visitor.store)?.address
        return (entry.flatMap(MailAddress.init) ?? account.flatMap(MailAddress.init))?.text ?? ""
    }

    private static func rhythms(_ choice: MailChoice?, _ visitor: Visitor) -> HTML {
        let say = visitor.say
        let rhythm = choice?.rhythm ?? .usual
        let chosen = choice?.language ?? visitor.language
        let radios = MailRhythm.allCases.map { one -> HTML in
            """
            <p class="choice"><input type="radio" id="rhythm-\(one.rawValue)" name="rhythm" value="\(one.rawValue)"\(when: one == rhythm, " checked")>
            <label for="rhythm-\(one.rawValue)">\(say(one.phrase))</label></p>

            """
        }
        let options = visitor.offered.map { one -> HTML in
            "<option value=\"\(one.code)\" lang=\"\(one.code)\"\(when: one == chosen, " selected")>\(one.ownName)</option>\n"
        }
        return """
            <h2>\(say("When something waits for you"))</h2>
            <form class="door" method="post" action="\(Places.accountMail())">\(visitor.formToken)
            <fieldset><legend>\(say("How often the house tells you"))</legend>
            \(radios)</fieldset>
            <p class="field"><label for="language">\(say("Language of the mails"))</label>
            <select id="language" name="language">
            \(options)</select></p>
            <p class="note">\(say("Whatever you choose, the house tells you of a sign-in from a new place and asks you once a year whether your entry is right."))</p>
            <p><button>\(say("Keep this"))</button></p>
            </form>
            """
    }

    /// `POST /account/mail`
    @Sendable
    static func choose(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["rhythm", "language"])
        let member = try visitor.asker()
        guard let rhythm = visitor.form["rhythm"].flatMap(MailRhythm.init),
            let language = visitor.form["language"].flatMap(Language.init), visitor.offered.contains(language)
        else { throw Refused(.badRequest, Phrase("Choose how often and in which language.")) }
        return .commit { transaction in
            try MailChoice.choose(rhythm, in: language, for: member.id, by: member.actor, in: transaction)
            return .elsewhere(Places.accountMail().with([("done", "chosen")]))
        }
    }

    /// `POST /account/mail/address`: sends the mail that confirms an address. Where mail goes is asked of nobody but the
    /// member.
    @Sendable
    static func askAddress(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["address"])
        let member = try visitor.fresh()
        let say = visitor.say
        let typed = (visitor.form["address"] ?? "").trimmed
        guard let origin = visitor.mailOrigin else {
            return .page(try choices(visitor, status: .unprocessableContent, typed: typed))
        }
        func refusal(_ status: HTTPStatus, _ words: String) throws -> Page {
            try choices(visitor, status: status, typed: typed, fault: words)
        }
        guard let address = MailAddress(typed) else {
            return .page(try refusal(.unprocessableContent, say("This is no mail address that mail can be sent to.")))
        }
        let often = try refusal(
            .tooManyRequests, say("You have asked for many mails within an hour. Try again later."))
        let language = try MailChoice.find(member.id, in: visitor.store)?.language ?? visitor.language
        return .commit { transaction in
            let since = transaction.moment.adding(seconds: -3600)
            let asked = try QueuedMail.count(.confirmation, for: member.id, since: since, in: transaction)
            guard asked < AddressConfirmation.hourly else { return .page(often) }
            try HouseMail(origin: origin).confirm(address, of: member.id, in: language, transaction: transaction)
            return .elsewhere(Places.accountMail().with([("done", "asked")]))
        }
    }
}
