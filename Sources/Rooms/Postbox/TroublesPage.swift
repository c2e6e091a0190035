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
    /// `GET /members/mail`: what did not arrive, and what waits; for the secretariat.
    @Sendable
    static func troubles(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let members = try MailChoice.refused(in: visitor.store)
        let mails = try QueuedMail.troubled(200, in: visitor.store)
        let unreached = members.map { name, choice -> HTML in
            """
            <li><b>\(name)</b><span class="what">\(choice.address?.text ?? "") <span class="facts">\(choice.refused.map { say("refused on {date}", ["date": say.date(visitor.zone.day(of: $0))]) } ?? "")\(choice.refusal.map { " · \($0)" } ?? "")</span></span></li>

            """
        }
        let rows = mails.map { mail -> HTML in
            """
            <li>\(say.date(visitor.zone.day(of: mail.queued)))<span class="what">\(say(mail.content.kind.phrase)) · \(mail.content.to.text)
            <span class="facts">\(say(mail.standing))\(mail.reason.map { " · \($0)" } ?? "")</span></span></li>

            """
        }
        let none: HTML =
            "<p class=\"notice\">\(say("This house sends no mail: whoever runs it has named no mail server. Print the codes of invitations instead."))</p>"
        let title = say("Mail that does not arrive")
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.members())">\(say("Your own page"))</a></p>
            <h1>\(title)</h1>
            \(when: visitor.mailOrigin == nil, none)
            \(Parts.section(say("Members whom no mail reaches"), id: "members", unreached.isEmpty ? Parts.empty(say("Every confirmed address takes mail.")) : "<ul class=\"rows\">\n\(unreached)</ul>"))
            \(Parts.section(say("Mails of the last days"), id: "mails", rows.isEmpty ? Parts.empty(say("Nothing waits, and nothing was refused.")) : "<ul class=\"rows\">\n\(rows)</ul>"))
            """
        return .page(page(title, body))
    }
}
