import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Passkeys
import Room
import Store
import Web

extension Members {
    /// `GET /members/people/{person}/invitation`
    @Sendable
    static func askInvite(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        guard let invited = try Invited(ref, in: visitor.store) else { return .missing }
        let asking: HTML = """
            <p>\(say("A code lets this person in once. It ends after {days} days; print it or send it.", ["days": say.number(Int(Invitation.days))]))</p>
            <form method="post" action="\(Places.personInvitation(ref))">\(visitor.formToken)<p><button>\(say("Make the code"))</button></p></form>
            """
        let there: HTML = "<p>\(say("This person can sign in already."))</p>"
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.record("people", ref))">\(invited.name)</a></p>
            <h1>\(say("Let {name} in", ["name": invited.name]))</h1>
            \(invited.hasAccount ? there : asking)
            """
        return .page(page(say("Let {name} in", ["name": invited.name]), body))
    }

    /// `POST /members/people/{person}/invitation`: makes the code and shows it this once.
    @Sendable
    static func invite(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.fresh()
        let say = visitor.say
        guard let invited = try Invited(ref, in: visitor.store), !invited.hasAccount else { return .missing }
        let until = visitor.zone.day(of: visitor.now.adding(seconds: Invitation.days * 24 * 3600))
        return .commit {
            [
                place = visitor.request.authority, scheme = visitor.passkeyPlace?.origin, today = visitor.today,
                function = visitor.function
            ] transaction in
            // A code for whoever will hold everything in their hands opens nothing until a second person has consented.
            let functions = try Standing.everHeld(by: invited.person, from: today, in: transaction)
            var consent: Key<Consent>?
            if !functions.isDisjoint(with: TwoPersonAct.weightyFunctions) {
                consent = try Consent.ask(
                    TwoPersonAct.letIn.rawValue, about: invited.person, named: invited.name, by: member, as: function,
                    in: transaction)
            }
            let code = try Invitation.make(
                for: invited.person, named: invited.name, waitingFor: consent, by: member.actor, in: transaction)
            let address = "\(scheme ?? "https://\(place)")\(Places.welcome().with([("code", code)]).address)"
            let body: HTML = """
                <h1>\(say("Let {name} in", ["name": invited.name]))</h1>
                <p>\(say("Give this address to {name} and to nobody else. It is shown this once, lets one person in once, and ends with {date}.", ["name": invited.name, "date": say.date(until)]))</p>
                <p class="code"><code>\(address)</code></p>
                \(when: consent != nil, "<p class=\"notice\">\(say("It opens the door once somebody else has consented.")) <a href=\"\(Places.consents())\">\(say("What waits for a second person"))</a></p>")
                <p class="tools"><a href="\(Places.record("people", ref))">\(invited.name)</a></p>
                """
            return .page(page(say("Let {name} in", ["name": invited.name]), body))
        }
    }
}

/// A person who may be let in.
private struct Invited: Sendable {
    let person: Key<AnyRecord>
    let name: String
    let hasAccount: Bool

    init?(_ ref: String, in store: Connection) throws {
        let found = try store.first(
            """
            select p.id, p.name, exists (select 1 from members m where m.person = p.id and m.ended is null)
              from people p where p.ref = \(ref)
            """
        ) { row in (try row.next() as Key<AnyRecord>, try row.text(), try row.next() as Bool) }
        guard let found else { return nil }
        (person, name, hasAccount) = found
    }
}
