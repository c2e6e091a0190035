import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Mail
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
            \(try lastMail(to: invited, visitor))\(sending(invited, ref, visitor))
            <form method="post" action="\(Places.personInvitation(ref))">\(visitor.formToken)<p><button\(when: invited.mail != nil && visitor.mailOrigin != nil, " class=\"quiet\"")>\(say("Make the code and print it"))</button></p></form>
            """
        let there: HTML = "<p>\(say("This person can sign in already."))</p>"
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.record("people", ref))">\(invited.name)</a></p>
            <h1>\(say("Let {name} in", ["name": invited.name]))</h1>
            \(invited.hasAccount ? there : asking)
            """
        return .page(page(say("Let {name} in", ["name": invited.name]), body))
    }

    /// Sending the code beside printing it, or what is missing for that.
    private static func sending(_ invited: Invited, _ ref: String, _ visitor: Visitor) -> HTML {
        let say = visitor.say
        guard visitor.mailOrigin != nil else {
            return "<p class=\"note\">\(say("This house sends no mail. Print the code and hand it over."))</p>"
        }
        guard let address = invited.mail?.text else {
            return """
                <p class="note">\(say("No mail address of this person is known: write it down among the contacts, or print the code and hand it over."))</p>
                <p><a href="\(Places.newRecord("contacts").with([("person", ref)]))">\(say("Write down the address"))</a></p>
                """
        }
        return """
            <form method="post" action="\(Places.personInvitation(ref))">\(visitor.formToken)<input type="hidden" name="send" value="yes">
            <p><button>\(say("Make the code and send it to {address}", ["address": address]))</button></p></form>
            """
    }

    /// What became of the invitation that was sent last.
    private static func lastMail(to invited: Invited, _ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        guard let mail = try QueuedMail.latest(.invitation, about: invited.person, in: visitor.store) else {
            return nil
        }
        let day = say.date(visitor.zone.day(of: mail.queued))
        return """
            <p class="notice" role="status">\(say("The invitation of {date} to {address}:", ["date": day, "address": mail.content.to.text])) \(say(mail.standing)).\(mail.reason.map { " <code>\($0)</code>" as HTML })</p>

            """
    }

    /// `POST /members/people/{person}/invitation`: makes the code, and sends it or shows it this once.
    @Sendable
    static func invite(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        try visitor.form.only(["send"])
        if visitor.form["send"] != nil { return try send(visitor, ref) }
        let member = try visitor.fresh()
        let say = visitor.say
        guard let invited = try Invited(ref, in: visitor.store), !invited.hasAccount else { return .missing }
        let until = visitor.zone.day(of: visitor.now.adding(seconds: Invitation.days * 24 * 3600))
        return .commit {
            [
                place = visitor.request.authority, scheme = visitor.passkeyPlace?.origin, today = visitor.today,
                function = visitor.function
            ] transaction in
            let (code, consent) = try invited.code(by: member, as: function, on: today, in: transaction)
            try QueuedMail.withdraw(.invitation, about: invited.person, in: transaction)
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

extension Members {
    /// Makes the code and sends it to the address of the person's entry; it is shown to nobody.
    private static func send(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let member = try visitor.fresh()
        guard let invited = try Invited(ref, in: visitor.store), !invited.hasAccount, let address = invited.mail,
            let origin = visitor.mailOrigin
        else { return .missing }
        let languages = invited.languages + [visitor.language]
        return .commit { [today = visitor.today, function = visitor.function] transaction in
            let ends = transaction.moment.adding(seconds: Invitation.days * 24 * 3600)
            let (code, _) = try invited.code(by: member, as: function, on: today, in: transaction)
            try HouseMail(origin: origin).invite(
                invited.person, at: address, reading: languages, code: code, ends: ends, by: member.actor,
                in: transaction)
            return .elsewhere(Places.personInvitation(ref))
        }
    }
}

/// A person who may be let in.
private struct Invited: Sendable {
    let person: Key<AnyRecord>
    let name: String
    let hasAccount: Bool
    /// Where the directory says that they are reached, and in which languages.
    let mail: MailAddress?
    let languages: [Language]

    /// A code that lets the person in. One for whoever will hold everything in their hands opens nothing until a second person
    /// has consented.
    func code(
        by member: Member, as function: String?, on today: Day, in transaction: Transaction
    ) throws -> (code: String, consent: Key<Consent>?) {
        var consent: Key<Consent>?
        if try TwoPersonAct.isNeeded(toLetIn: person, on: today, in: transaction) {
            consent = try Consent.ask(
                TwoPersonAct.letIn.rawValue, about: person, named: name, by: member, as: function, in: transaction)
        }
        let code = try Invitation.make(
            for: person, named: name, waitingFor: consent, by: member.actor, in: transaction)
        return (code, consent)
    }

    init?(_ ref: String, in store: Connection) throws {
        let found = try store.first(
            """
            select p.id, p.name, exists (select 1 from members m where m.person = p.id and m.ended is null)
              from people p where p.ref = \(ref)
            """
        ) { row in (try row.next() as Key<AnyRecord>, try row.text(), try row.next() as Bool) }
        guard let found else { return nil }
        (person, name, hasAccount) = found
        let entry = try MailEntry.of(person, in: store)
        mail = entry?.address.flatMap { MailAddress($0.trimmed) }
        languages = entry?.languages ?? []
    }
}
