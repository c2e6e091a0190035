import Basics
import HTTP
import HouseTesting
import Identity
import Passkeys
import Signatures
import SoftAuthenticator
import Testing

/// Somebody who holds an authenticator in their hand, at a browser of a test house.
struct Holder {
    let key: SoftKey
    let credential: [UInt8]
    private(set) var count: UInt32 = 0

    init(_ algorithm: PublicKey.Algorithm = .es256) throws {
        key = try SoftKey(algorithm)
        credential = Randomness.bytes(32)
    }

    /// A sound ceremony at this house, about a challenge; `change` may spoil it.
    private func ceremony(_ challenge: [UInt8], isNew: Bool) throws -> Ceremony {
        var ceremony = Ceremony(key, isNew: isNew)
        ceremony.place = try #require(PasskeyPlace(origin: "http://localhost"))
        ceremony.origin = "http://localhost"
        ceremony.house = "localhost"
        ceremony.challenge = challenge
        ceremony.answered = Base64URL.text(of: challenge)
        ceremony.identity = credential
        return ceremony
    }

    /// The challenge that the house gives.
    static func challenge(of answer: HTTPResponse) throws -> [UInt8] {
        let question = try JSON(reading: answer.body)
        return try #require(question["challenge"]?.asText.flatMap(Base64URL.bytes))
    }

    /// What a browser sends when the passkey is made.
    mutating func made(
        _ challenge: [UInt8], name: String = "Key ring", change: (inout Ceremony) -> Void = { _ in }
    ) throws -> [(name: String, value: String)] {
        var ceremony = try ceremony(challenge, isNew: true)
        ceremony.count = count
        change(&ceremony)
        return [
            ("name", name), ("client", Base64URL.text(of: ceremony.clientData)),
            ("attestation", Base64URL.text(of: ceremony.attestation)),
        ]
    }

    /// What a browser sends when it is shown.
    mutating func shown(
        _ challenge: [UInt8], by member: Key<Member>?, change: (inout Ceremony) -> Void = { _ in }
    ) throws -> [(name: String, value: String)] {
        count += 1
        var ceremony = try ceremony(challenge, isNew: false)
        ceremony.count = count
        ceremony.person = member?.bytes
        change(&ceremony)
        let proof = ceremony.proof
        return [
            ("id", Base64URL.text(of: proof.credential)), ("client", Base64URL.text(of: proof.clientData)),
            ("data", Base64URL.text(of: proof.authenticatorData)), ("signature", Base64URL.text(of: proof.signature)),
            ("person", proof.person.map { Base64URL.text(of: $0) } ?? ""),
        ]
    }

    /// Enrols it for whoever has signed in at a browser.
    mutating func enrol(at browser: TestClient, name: String = "Key ring") throws {
        let challenge = try Holder.challenge(of: browser.post("/account/passkeys/challenge", form: []))
        let answer = browser.post("/account/passkeys", form: try made(challenge, name: name))
        #expect(answer.fields[.location] == "/account?done=passkey")
        browser.keepCookie(of: answer)
    }

    /// Signs in with it.
    mutating func signIn(at browser: TestClient, as member: Key<Member>) throws -> HTTPResponse {
        let challenge = try Holder.challenge(of: browser.post("/sign-in/challenge", form: []))
        let answer = browser.post("/sign-in/passkey", form: try shown(challenge, by: member))
        if answer.status == .seeOther { browser.keepCookie(of: answer) }
        return answer
    }
}
