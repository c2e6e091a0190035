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
    /// `GET /mail/confirmation?code=…`: asks, since programs that look into mails open every address in them.
    @Sendable
    static func confirmation(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["code"])
        let say = visitor.say
        let code = visitor.query["code"] ?? ""
        guard let found = try AddressConfirmation.find(code, at: visitor.now, in: visitor.store) else {
            return .page(ended(say))
        }
        let title = say("Is this your mail address?")
        return .page(
            page(
                title,
                """
                <h1>\(title)</h1>
                <p><b>\(found.address.text)</b></p>
                <form method="post" action="\(Places.mailConfirmation())">\(visitor.formToken)<input type="hidden" name="code" value="\(code)">
                <p><button>\(say("Yes, write to me there"))</button></p></form>
                """))
    }

    /// `POST /mail/confirmation`: the address is the member's from now on; the one before is told.
    @Sendable
    static func confirm(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["code"])
        let say = visitor.say
        let code = visitor.form["code"] ?? ""
        let title = say("Thank you")
        let done = page(
            title,
            """
            <h1>\(title)</h1>
            <p>\(say("The house writes to this address from now on."))</p>
            <p><a class="button" href="\(Places.accountMail())">\(say("How often it writes"))</a></p>
            """)
        return .commit { [origin = visitor.mailOrigin, language = visitor.language] transaction in
            guard let found = try AddressConfirmation.find(code, at: transaction.moment, in: transaction) else {
                return .page(ended(say))
            }
            let before = try found.use(in: language, transaction)
            if let before, before != found.address, let origin {
                let kept = try MailChoice.find(found.member, in: transaction)?.language ?? language
                try HouseMail(origin: origin).moved(
                    from: before, of: found.member, in: kept, transaction: transaction)
            }
            return .page(done)
        }
    }

    private static func ended(_ say: Tongue) -> Page {
        let title = say("This address does not fit any more")
        return page(
            title,
            """
            <h1>\(title)</h1>
            <p>\(say("What stands in such a mail works once and ends after a day. Ask for another one."))</p>
            <p><a class="button" href="\(Places.accountMail())">\(say("Mail to you"))</a></p>
            """, status: .gone)
    }
}
