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
    /// `GET /mail/unsubscription?token=…`: asks, and changes nothing. Nobody need sign in; who is written to is not said.
    @Sendable
    static func unsubscription(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["token"])
        let say = visitor.say
        let token = visitor.query["token"] ?? ""
        guard try MailChoice.find(token: token, in: visitor.store) != nil else { return .page(unknown(say)) }
        let title = say("No more of these mails?")
        return .page(
            page(
                title,
                """
                <h1>\(title)</h1>
                <p>\(say("Then no mail tells you that something waits for you. You see it when you come into the house."))</p>
                <form method="post" action="\(Places.unsubscription().with([("token", token)]))">\(visitor.formToken)
                <input type="hidden" name="List-Unsubscribe" value="One-Click">
                <p><button>\(say("No more mails"))</button></p></form>
                <p><a href="\(Places.accountMail())">\(say("Get them less often"))</a></p>
                """))
    }

    /// `POST /mail/unsubscription?token=…`: from the page, or from a mail program alone (RFC 8058).
    @Sendable
    static func unsubscribe(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["token"])
        try visitor.form.only(["List-Unsubscribe"])
        let say = visitor.say
        let token = visitor.query["token"] ?? ""
        guard visitor.form["List-Unsubscribe"] == "One-Click" else { return .page(unknown(say)) }
        let title = say("No more mails of this kind will come")
        let done = page(
            title,
            """
            <h1>\(title)</h1>
            <p>\(say("If you change your mind, choose again how often the house writes to you."))</p>
            <p><a href="\(Places.accountMail())">\(say("Mail to you"))</a></p>
            """)
        return .commit { transaction in
            guard let choice = try MailChoice.find(token: token, in: transaction) else { return .page(unknown(say)) }
            try MailChoice.choose(
                .never, in: choice.language, for: choice.member, by: choice.member.description, in: transaction)
            return .page(done)
        }
    }

    private static func unknown(_ say: Tongue) -> Page {
        let title = say("This address does not fit any more")
        return page(
            title,
            """
            <h1>\(title)</h1>
            <p>\(say("Sign in to choose how often the house writes to you."))</p>
            <p><a class="button" href="\(Places.accountMail())">\(say("Mail to you"))</a></p>
            """, status: .notFound)
    }
}
