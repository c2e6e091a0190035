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

extension Doors {
    /// `POST /account/passkeys/challenge`: what a new passkey is to be made for.
    @Sendable
    static func passkeyChallenge(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.fresh()
        guard let place = visitor.passkeyPlace else { return .missing }
        let client = visitor.request.peer
        let house = try Network.find(in: visitor.store, for: visitor.language)?.shortName.body ?? place.name
        return .commit { transaction in
            let challenge = try Challenge.make(for: .enrolment, of: member.id, client: client, in: transaction)
            let known = try Passkey.all(of: member.id, in: transaction)
            return .said(
                PasskeyForm.question(
                    challenge, at: place, known: known, member: (member.id, member.name), house: house))
        }
    }

    /// `POST /account/passkeys`: keeps a new one; every other session ends, and this one gets another token.
    @Sendable
    static func addPasskey(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["name"] + PasskeyForm.made)
        let member = try visitor.fresh()
        let name = visitor.form["name"] ?? visitor.say("Passkey")
        guard let place = visitor.passkeyPlace, let session = visitor.session,
            let client = PasskeyForm.bytes("client", visitor.form),
            let attestation = PasskeyForm.bytes("attestation", visitor.form)
        else { return try refusedPasskey(visitor) }
        let refused = try refusedPasskey(visitor)
        return .commit { transaction in
            let challenge = try Challenge.redeem(client, for: .enrolment, of: member.id, in: transaction)
            guard let challenge,
                let made = try? Enrolment(
                    clientData: client, attestation: attestation, challenge: challenge, at: place),
                try Passkey.add(made, name: name, of: member.id, by: member.actor, in: transaction) != nil
            else { return refused }
            return try keysChanged(session, done: "passkey", in: transaction)
        }
    }

    /// `POST /account/passkeys/remove`: one that is gone already is just as gone.
    @Sendable
    static func removePasskey(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["passkey"])
        let member = try visitor.fresh()
        guard let session = visitor.session,
            let id = visitor.form["passkey"].flatMap(Hexadecimal.bytes).flatMap(Key<Passkey>.init(bytes:))
        else { return .missing }
        return .commit { transaction in
            guard try Passkey.remove(id, of: member.id, by: member.actor, in: transaction) else {
                transaction.leaveUnnoted(because: "nothing was removed")
                return .elsewhere(Places.account())
            }
            return try keysChanged(session, done: "removed", in: transaction)
        }
    }

    /// After a change of keys, whoever came in by the old ones is out; this browser stays, by another token.
    static func keysChanged(_ session: Session, done: String, in transaction: Transaction) throws -> Outcome {
        .with(
            try renewed(session, in: transaction),
            .elsewhere(Places.account().with([("done", done)])))
    }

    /// Ends all other sessions; gives the fields that carry this one's new token.
    static func renewed(_ session: Session, in transaction: Transaction) throws -> HTTPFields {
        try Session.endAll(of: session.member.id, but: session.id, by: session.member.actor, in: transaction)
        guard let token = try session.renew(by: nil, in: transaction) else { throw SignInNeeded() }
        return SessionCookie.given(token)
    }

    private static func refusedPasskey(_ visitor: Visitor) throws -> Outcome {
        try account(
            visitor, status: .unprocessableContent,
            fault: visitor.say("This passkey could not be kept. Nothing was stored; try again."))
    }

    /// The part of the account's page about passkeys.
    static func passkeys(of member: Member, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let own = try Passkey.all(of: member.id, in: visitor.store)
        let items = own.map { passkey -> HTML in
            let used = passkey.used.map {
                say(
                    "since {begun}, last used {seen}",
                    ["begun": time(passkey.added, visitor.zone, say), "seen": time($0, visitor.zone, say)])
            }
            return """
                <li><span class="what"><b>\(passkey.name)</b> <span class="facts">\(used ?? say("since {begun}, not used yet", ["begun": time(passkey.added, visitor.zone, say)]))\
                \(when: passkey.mayBeBackedUp, " · \(say("may be on several devices"))")</span></span>
                <form method="post" action="\(Places.accountPasskeyRemoval())">\(visitor.formToken)<input type="hidden" name="passkey" value="\(passkey.id.description)">\
                <button class="quiet">\(say("Remove"))<span class="hidden">: \(passkey.name)</span></button></form></li>

                """
        }
        let making = PasskeyForm.making(
            to: Places.accountPasskeys(), asking: Places.accountPasskeyChallenge(),
            again: Places.proof().with([("next", Places.account().address)]), visitor.formToken, say)
        return """
            <h2>\(say("Passkeys"))</h2>
            <p>\(say("A passkey is kept by your telephone, your computer or a key on your key ring. It cannot be guessed, and works at this address alone. Have two, so that a lost one locks you out of nothing."))</p>
            \(when: own.isEmpty, "<p>\(say("You have none yet."))</p>")\(when: !own.isEmpty, "<ul class=\"rows sessions\">\(items)</ul>")
            \(when: visitor.passkeyPlace != nil && own.count < Passkey.most, making)
            """
    }
}
