import Basics
import Cooperation
import HTTP
import Identity
import Room
import Store
import Web

extension Doors {
    /// `POST /sign-in/challenge`: what a passkey is to sign; nobody says who they are.
    @Sendable
    static func signInChallenge(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        guard let place = visitor.passkeyPlace else { return .missing }
        let client = visitor.request.peer
        return .commit { transaction in
            let challenge = try Challenge.make(for: .signIn, of: nil, client: client, in: transaction)
            return .said(PasskeyForm.question(challenge, at: place, known: []))
        }
    }

    /// `POST /sign-in/passkey`
    @Sendable
    static func signInPasskey(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["next"] + PasskeyForm.shown)
        let next = Arrival.next(visitor.form["next"])
        let form = SignInForm(visitor, next: next)
        guard let place = visitor.passkeyPlace, let proof = PasskeyForm.proof(in: visitor.form) else {
            return form.wrongPasskey
        }
        let arrival = Arrival(visitor, next: next ?? Places.desk())
        return .commit { transaction in
            guard let member = try Passkey.show(proof, for: .signIn, of: nil, at: place, in: transaction) else {
                return form.wrongPasskey
            }
            return try arrival.enter(member, by: .passkey, in: transaction)
        }
    }
}
