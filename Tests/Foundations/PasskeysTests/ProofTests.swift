import Basics
import Passkeys
import Signatures
import SoftAuthenticator
import Testing

@Suite("Showing a passkey")
struct ProofTests {
    @Test("is taken for each algorithm, and gives the new count", arguments: PublicKey.Algorithm.allCases)
    func sound(_ algorithm: PublicKey.Algorithm) throws {
        #expect(try Ceremony(SoftKey(algorithm), isNew: false).prove() == 7)
    }

    @Test("is taken from an authenticator that never counts, as often as it comes")
    func noCount() throws {
        var ceremony = Ceremony(try SoftKey(.es256), isNew: false)
        ceremony.count = 0
        #expect(try ceremony.prove(by: ceremony.kept(count: 0)) == 0)
    }

    @Test("needs no name where it is known who shows it")
    func unnamed() throws {
        var ceremony = Ceremony(try SoftKey(.es256), isNew: false)
        ceremony.person = nil
        #expect(try ceremony.prove(isNamed: false) == 7)
    }

    static let wrong: [(name: String, fault: PasskeyFault, change: @Sendable (inout Ceremony) -> Void)] = [
        ("proof: type of an enrolment", .type, { $0.type = "webauthn.create" }),
        ("proof: another type", .type, { $0.type = "payment.get" }),
        ("proof: an earlier challenge", .challenge, { $0.challenge = Randomness.bytes(32) }),
        ("proof: part of the challenge", .challenge, { $0.answered = String($0.answered.dropLast()) }),
        (
            "proof: no challenge", .challenge,
            { $0.client = { Array($0.replacing("\"challenge\"", with: "\"c\"").utf8) } }
        ),
        ("proof: another origin", .origin, { $0.origin = "https://evil.example.org" }),
        ("proof: an origin of letters that look alike", .origin, { $0.origin = "https://hоuse.example.org" }),
        ("proof: the origin null", .origin, { $0.origin = "null" }),
        ("proof: inside another site's frame", .crossOrigin, { $0.more = ",\"crossOrigin\":true" }),
        ("proof: another house", .otherHouse, { $0.house = "evil.example.org" }),
        ("proof: the domain above ours", .otherHouse, { $0.house = "example.org" }),
        ("proof: nobody present", .notPresent, { $0.flags &= ~0x01 }),
        ("proof: nobody verified", .notVerified, { $0.flags &= ~0x04 }),
        ("proof: no flags", .notPresent, { $0.flags = 0 }),
        ("proof: suddenly in several places", .backup, { $0.flags |= 0x08 }),
        ("proof: a credential that nobody asked for", .credential, { $0.flags |= 0x40 }),
        ("proof: a byte behind the data", .trailing, { $0.tail = [0] }),
        ("proof: data that ends too soon", .authenticatorData, { $0.shortened = 1 }),
        ("proof: no data", .authenticatorData, { $0.shortened = 37 }),
        ("proof: extensions that are announced and missing", .extensions, { $0.flags |= 0x80 }),
        ("proof: a count as before", .count, { $0.count = 3 }),
        ("proof: a count below", .count, { $0.count = 2 }),
        ("proof: a count back at nought", .count, { $0.count = 0 }),
        (
            "proof: a signature with one bit turned", .signature,
            {
                $0.sign = { key, text in
                    var it = key.sign(text); it[it.count / 2] ^= 1; return it
                }
            }
        ),
        ("proof: a signature of something else", .signature, { $0.sign = { key, text in key.sign(text + [0]) } }),
        (
            "proof: a signature of the client data in full", .signature,
            { $0.sign = { key, text in key.sign(Array(text.prefix(37))) } }
        ),
        ("proof: no signature", .signature, { $0.sign = { _, _ in [] } }),
        (
            "proof: a signature of noughts", .signature,
            { $0.sign = { _, _ in [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00] } }
        ),
        ("proof: a byte behind the signature", .signature, { $0.sign = { key, text in key.sign(text) + [0] } }),
        ("proof: a signature without end", .signature, { $0.sign = { _, _ in [UInt8](repeating: 0x30, count: 5000) } }),
        ("proof: another person", .person, { $0.person = Array("somebody else's".utf8) }),
        ("proof: an empty person", .person, { $0.person = [] }),
        ("proof: nobody named", .person, { $0.person = nil }),
    ]

    @Test("C20: is refused, when one thing is wrong", arguments: wrong.indices)
    func refused(_ index: Int) throws {
        let it = Self.wrong[index]
        let key = try SoftKey(.es256)
        _ = try Ceremony(key, isNew: false).prove()
        var ceremony = Ceremony(key, isNew: false)
        it.change(&ceremony)
        #expect(throws: it.fault, "\(it.name)") { try ceremony.prove() }
    }

    @Test("C20: is refused when another key signed it, or it is another credential's")
    func others() throws {
        let ceremony = Ceremony(try SoftKey(.es256), isNew: false)
        let stranger = try Ceremony.enrolment(of: SoftKey(.es256)).key
        #expect(throws: PasskeyFault.signature) { try ceremony.prove(by: ceremony.kept(key: stranger)) }
        let edwards = try Ceremony.enrolment(of: SoftKey(.edDSA)).key
        #expect(throws: PasskeyFault.signature) { try ceremony.prove(by: ceremony.kept(key: edwards)) }
        #expect(throws: PasskeyFault.credential) { try ceremony.prove(by: ceremony.kept(credential: [1, 2, 3])) }
    }

    @Test("C20: is refused at another house, whatever that one asked")
    func elsewhere() throws {
        var ceremony = Ceremony(try SoftKey(.es256), isNew: false)
        ceremony.place = Ceremony.other
        #expect(throws: PasskeyFault.origin) { try ceremony.prove() }
    }

    @Test(
        "is known at no place where browsers know no passkeys",
        arguments: [
            "http://house.example.org", "https://", "https://127.0.0.1", "house.example.org", "ftp://house.example.org",
            "https://House.example.org", "https://house.example.org/path", "https://user@house.example.org",
            "https://[::1]", "https://.", "",
        ])
    func places(_ origin: String) {
        #expect(PasskeyPlace(origin: origin) == nil)
    }

    @Test("is known on this machine, and with a port")
    func ownMachine() throws {
        #expect(PasskeyPlace(origin: "http://localhost:8080")?.name == "localhost")
        #expect(PasskeyPlace(origin: "https://house.example.org:8443")?.name == "house.example.org")
    }
}
