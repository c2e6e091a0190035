import Basics
import Cooperation
import Glibc
import HTTP
import House
import HouseTesting
import Identity
import Passkeys
import Signatures
import SoftAuthenticator
import Store
import Synchronization
import Threads

/// Times signing in, without a socket: by a password on as many threads as the slow lane has, and by a passkey on as many
/// as answer pages.
enum SigningIn {
    private static let seconds = 5.0
    private static let password = "a boat that knows the way home"

    static func run(_ options: Options) throws {
        let house = try House.open(options.configuration, rooms: options.rooms)
        defer { house.store.close() }
        let test = TestHouse(house)
        try prepare(house)
        try measure("password", on: 2) { number in
            let client = try test.client()
            client.peer = "10.1.\(number).1"
            return {
                client.post("/sign-in", form: [("address", address(number)), ("password", password)]).status
            }
        }
        try measure("passkey", on: 16) { number in
            var holder = try Holder(of: test, number)
            return { try holder.signIn() }
        }
    }

    private static func address(_ number: Int) -> String { "signs-in-\(number)@example.org" }

    private static func prepare(_ house: House) throws {
        guard let password = Password(password) else { throw Refused() }
        let hash = try PasswordHash.make(of: password)
        try house.store.write { transaction in
            for number in 0..<16 where try Account.password(of: address(number), in: transaction) == nil {
                _ = try Account.add(
                    name: "Signs in \(number)", address: address(number), password: hash, in: transaction)
            }
        }
    }

    /// Prints the rate and the processor time of one, with all that the other side of a passkey does.
    private static func measure(
        _ way: String, on threads: Int, _ begin: (Int) throws -> (() throws -> HTTPStatus)
    ) throws {
        let counted = Counted()
        let makers = try (0..<threads).map { number in Turn(try begin(number)) }
        let (began, worked) = (ContinuousClock.now, processTime())
        let all = makers.compactMap { turn in
            Thread(named: way) {
                while Double((ContinuousClock.now - began) / .milliseconds(1)) < seconds * 1000 {
                    let status = try? turn.take()
                    counted.add(status == .seeOther)
                }
            }
        }
        all.forEach { $0.join() }
        let passed = (ContinuousClock.now - began) / .seconds(1)
        let (good, bad) = counted.all
        let each = (processTime() - worked) / Double(max(1, good))
        Bench.say(
            "\(way): \(Int(Double(good) / passed)) a second, \(Int(each)) µs each, \(bad) refused, \(threads) threads")
    }

    /// Microseconds of processor time that all threads have used.
    private static func processTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    private final class Counted: Sendable {
        private let counts = Mutex<(good: Int, bad: Int)>((0, 0))
        var all: (Int, Int) { counts.withLock { ($0.good, $0.bad) } }

        func add(_ isGood: Bool) {
            counts.withLock { if isGood { $0.good += 1 } else { $0.bad += 1 } }
        }
    }

    /// What one thread does again and again; no other touches it.
    @safe
    private final class Turn: @unchecked Sendable {
        let take: () throws -> HTTPStatus
        init(_ take: @escaping () throws -> HTTPStatus) { self.take = take }
    }

    private struct Refused: Error {}

    /// Somebody with an authenticator in their hand.
    private struct Holder {
        private let client: TestClient
        private let key: SoftKey
        private let credential = Randomness.bytes(32)
        private let place: PasskeyPlace
        private let member: Key<Member>
        private var count: UInt32 = 0

        init(of test: TestHouse, _ number: Int) throws {
            let name = "Shows a passkey \(number)"
            let inside = try test.client(as: name)
            inside.peer = "10.2.\(number).1"
            guard let place = PasskeyPlace(origin: "http://localhost"),
                let member = try test.house.store.read({ try Account.named(name, in: $0).first?.id })
            else { throw Refused() }
            self.place = place
            self.member = member
            key = try SoftKey(.es256)
            client = try test.client()
            client.peer = inside.peer
            let made = try ceremony(of: inside, "/account/passkeys/challenge", isNew: true)
            let answer = inside.post(
                "/account/passkeys",
                form: [
                    ("name", "Key ring"), ("client", Base64URL.text(of: made.clientData)),
                    ("attestation", Base64URL.text(of: made.attestation)),
                ])
            guard answer.status == .seeOther else { throw Refused() }
        }

        /// A ceremony about the challenge that the house gives at an address.
        private func ceremony(of client: TestClient, _ address: String, isNew: Bool) throws -> Ceremony {
            let question = try JSON(reading: client.post(address, form: []).body)
            guard let challenge = question["challenge"]?.asText.flatMap(Base64URL.bytes) else { throw Refused() }
            var ceremony = Ceremony(key, isNew: isNew)
            ceremony.place = place
            ceremony.origin = place.origin
            ceremony.house = place.name
            ceremony.challenge = challenge
            ceremony.answered = Base64URL.text(of: challenge)
            ceremony.identity = credential
            ceremony.count = count
            return ceremony
        }

        mutating func signIn() throws -> HTTPStatus {
            count += 1
            var ceremony = try ceremony(of: client, "/sign-in/challenge", isNew: false)
            ceremony.person = member.bytes
            let proof = ceremony.proof
            return client.post(
                "/sign-in/passkey",
                form: [
                    ("id", Base64URL.text(of: proof.credential)), ("client", Base64URL.text(of: proof.clientData)),
                    ("data", Base64URL.text(of: proof.authenticatorData)),
                    ("signature", Base64URL.text(of: proof.signature)),
                    ("person", proof.person.map { Base64URL.text(of: $0) } ?? ""),
                ]
            ).status
        }
    }
}
