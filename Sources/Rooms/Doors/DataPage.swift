import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Doors {
    /// `GET /account/data`: what the house holds about a member, to take along; and how to be forgotten.
    @Sendable
    static func dataPage(_ visitor: Visitor) throws -> Outcome {
        _ = try visitor.asker()
        try visitor.query.only([])
        return .page(dataPage(visitor, fault: nil))
    }

    /// `POST /account/data`: all of it as one file; that it was taken is an entry of the journal.
    @Sendable
    static func takeData(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.fresh()
        return .commit { transaction in
            guard let subject = try PersonInHouse(member.id, in: transaction) else { return .missing }
            transaction.note(Change(by: member.actor, "data.taken", table: "members", record: member.id))
            return .with(
                [.contentDisposition: "attachment; filename=\"data.json\""],
                .file(
                    HTTPFile(
                        bytes: try PersonalData.json(of: subject, at: transaction.moment, in: transaction).bytes,
                        contentType: "application/json; charset=utf-8", cacheControl: "private, no-store")))
        }
    }

    /// `POST /account/data/erasure`: forgets the member, who has shown within ten minutes that it is them and said so twice.
    @Sendable
    static func eraseData(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["sure"])
        let member = try visitor.fresh()
        guard visitor.form["sure"] == "yes" else {
            return .page(dataPage(visitor, fault: visitor.say("Tick the box if you want the house to forget you.")))
        }
        return .commit { transaction in
            guard let subject = try PersonInHouse(member.id, in: transaction) else { return .missing }
            _ = try Erasure.run(subject, by: member.actor, in: transaction)
            return .with(SessionCookie.taken, .elsewhere(Places.signIn().with([("out", "yes")])))
        }
    }

    private static func dataPage(_ visitor: Visitor, fault: String?) -> Page {
        let say = visitor.say
        let stays = [
            say("that somebody held a function from one day to another, without a name;"),
            say("who changed which record and when, by a number that says nothing;"),
            say("annual reports that were published, and what others wrote in their texts;"),
            say("backups, until they are deleted in their turn."),
        ].map { "<li>\($0)</li>\n" as HTML }
        var page = Page(
            say("Your data"), in: .frontDoor, status: fault == nil ? .ok : .unprocessableContent,
            body: """
                <p class="crumbs"><a href="\(Places.account())">\(say("Your account"))</a></p>
                <h1>\(say("Your data"))</h1>
                <h2>\(say("Take it along"))</h2>
                <p>\(say("One file in JSON with everything that the house holds about you: your record, your functions, how you are reached, your keys by their names, your sessions and drafts, and what you did here."))</p>
                <form method="post" action="\(Places.accountData())">\(visitor.formToken)<p><button>\(say("Take the file"))</button></p></form>
                <h2>\(say("Be forgotten"))</h2>
                <p>\(say("The house forgets your name, your addresses, how you are reached, your keys, your sessions and your drafts, also in its journal. You are signed out and cannot come in again. Nobody can undo this."))</p>
                <p>\(say("What stays, because others need it to answer for their work:"))</p>
                <ul>
                \(stays)</ul>
                \(fault.map { "<p class=\"notice fault\" role=\"alert\" id=\"fault\">\($0)</p>" as HTML })
                <form class="door" method="post" action="\(Places.accountErasure())">\(visitor.formToken)
                <p><label class="choice"><input type="checkbox" name="sure" value="yes"> \(say("I want the house to forget me."))</label></p>
                <p><button>\(say("Forget me"))</button></p></form>
                <p class="tools"><a href="\(Places.retention())">\(say("How long the house keeps what"))</a></p>
                """)
        page.isListed = false
        return page
    }
}
