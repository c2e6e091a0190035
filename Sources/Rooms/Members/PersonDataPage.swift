import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Members {
    /// `GET /members/people/{person}/data`: what the secretariat does when somebody asks what is held about them.
    @Sendable
    static func personData(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        guard let subject = try PersonInHouse(ref: ref, in: visitor.store) else { return .missing }
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.record("people", ref))">\(subject.name)</a></p>
            <h1>\(say("Data of {name}", ["name": subject.name]))</h1>
            <p>\(say("Everything that the house holds about this person, as one file to hand to them and to nobody else. That you took it stands in the journal."))</p>
            <p>\(say("Left out are the address they sign in with, the words of their drafts and where their notices lead: those they find on their own account page."))</p>
            <form method="post" action="\(Places.personData(ref))">\(visitor.formToken)<p><button>\(say("Take the file"))</button></p></form>
            """
        return .page(page(say("Data of {name}", ["name": subject.name]), body))
    }

    /// `POST /members/people/{person}/data`
    @Sendable
    static func takePersonData(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        try visitor.form.only([])
        let actor = try visitor.fresh().actor
        return .commit { transaction in
            guard let subject = try PersonInHouse(ref: ref, in: transaction), let person = subject.person else {
                return .missing
            }
            transaction.note(Change(by: actor, "data.taken", table: "people", record: person))
            return .with(
                [.contentDisposition: "attachment; filename=\"data.json\""],
                .file(
                    HTTPFile(
                        bytes: try PersonalData.json(
                            of: subject, for: .secretariat, at: transaction.moment, in: transaction
                        ).bytes,
                        contentType: "application/json; charset=utf-8", cacheControl: "private, no-store")))
        }
    }
}
