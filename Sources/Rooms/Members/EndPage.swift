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
    /// `GET /members/people/{person}/end`: asks before somebody's access ends.
    @Sendable
    static func askEnd(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        guard let gone = try Insider(ref, in: visitor.store) else { return .missing }
        let title = say("End the access of {name}", ["name": gone.name])
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.peopleAtAGlance())">\(say("People at a glance"))</a></p>
            <h1>\(title)</h1>
            <p>\(say("They are signed out everywhere, their keys and addresses end, and they come in by a new invitation only. What they wrote stays under their name."))</p>
            <p>\(say("One alone may not do this: somebody else has to consent."))</p>
            <form method="post" action="\(Places.personEnd(ref))">\(visitor.formToken)<p class="actions"><button>\(say("Ask for it"))</button> <a href="\(Places.peopleAtAGlance())">\(say("Leave it as it is"))</a></p></form>
            """
        return .page(page(title, body))
    }

    /// `POST /members/people/{person}/end`: asks a second person.
    @Sendable
    static func end(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.fresh()
        guard let gone = try Insider(ref, in: visitor.store) else { return .missing }
        return .commit { [function = visitor.function] transaction in
            _ = try Consent.ask(
                TwoPersonAct.endAccess.rawValue, about: gone.member.cast(to: AnyRecord.self), named: gone.name,
                by: member, as: function, in: transaction)
            return .elsewhere(Places.consents().with([("came", "asked")]))
        }
    }
}

/// A person who can come in.
private struct Insider: Sendable {
    let member: Key<Member>
    let name: String

    init?(_ ref: String, in store: Connection) throws {
        let found = try store.first(
            "select m.id, p.name from members m join people p on p.id = m.person where p.ref = \(ref) and m.ended is null"
        ) { row in (try row.next() as Key<Member>, try row.text()) }
        guard let found else { return nil }
        (member, name) = found
    }
}
