import Basics
import COpenSSL
import Passkeys
import Signatures
import SoftAuthenticator
import Testing

@Suite("Enrolling a passkey")
struct EnrolmentTests {
    @Test("takes what an authenticator of each algorithm makes", arguments: PublicKey.Algorithm.allCases)
    func sound(_ algorithm: PublicKey.Algorithm) throws {
        let key = try SoftKey(algorithm)
        let ceremony = Ceremony(key, isNew: true)
        let enrolment = try ceremony.enrol()
        #expect(enrolment.credential == ceremony.identity)
        #expect(enrolment.key.algorithm == algorithm)
        #expect(enrolment.count == 7)
        #expect(!enrolment.mayBeBackedUp)
        #expect(enrolment.key.verifies(key.sign([1, 2, 3]), of: [1, 2, 3]))
        #expect(!enrolment.key.verifies(key.sign([1, 2, 3]), of: [1, 2, 4]))
        if algorithm != .edDSA { #expect(enrolment.key.bytes == key.information) }
    }

    static let variants: [(name: String, change: @Sendable (inout Ceremony) -> Void)] = [
        (
            "a statement in another format",
            {
                $0.format = "packed"; $0.statement = .map([(.text("alg"), .number(-7))])
            }
        ),
        (
            "extensions",
            {
                $0.flags |= 0x80; $0.extensions = Item.map([(.text("credProtect"), .number(2))]).encoded
            }
        ),
        ("a key that may be in several places", { $0.flags |= 0x18 }),
        ("an identity of one byte", { $0.identity = [1] }),
        ("an identity of 1023 bytes", { $0.identity = [UInt8](repeating: 1, count: 1023) }),
        ("no word about frames", { $0.more = "" }),
        ("members that are new to us", { $0.more = ",\"crossOrigin\":false,\"other_keys\":{\"a\":[1.5,null]}" }),
        ("an escaped stroke in the origin", { $0.origin = "https:\\/\\/house.example.org" }),
        ("no count", { $0.count = 0 }),
        ("bits that are kept for later", { $0.flags |= 0x22 }),
    ]

    @Test("takes these variants too", arguments: variants.indices)
    func variant(_ index: Int) throws {
        var ceremony = Ceremony(try SoftKey(.es256), isNew: true)
        Self.variants[index].change(&ceremony)
        _ = try ceremony.enrol()
    }

    static let wrong: [(name: String, fault: PasskeyFault, change: @Sendable (inout Ceremony) -> Void)] = [
        ("type of a proof", .type, { $0.type = "webauthn.get" }),
        ("type in capitals", .type, { $0.type = "WEBAUTHN.CREATE" }),
        ("no type", .type, { $0.client = { Array($0.replacing("\"type\"", with: "\"kind\"").utf8) } }),
        ("another challenge", .challenge, { $0.answered = Base64URL.text(of: Randomness.bytes(32)) }),
        ("an empty challenge", .challenge, { $0.answered = "" }),
        ("a challenge with padding", .challenge, { $0.answered += "=" }),
        (
            "a challenge of fifteen bytes", .challenge,
            {
                $0.challenge = Array($0.challenge.prefix(15)); $0.answered = Base64URL.text(of: $0.challenge)
            }
        ),
        ("another origin", .origin, { $0.origin = "https://evil.example.org" }),
        ("an origin that begins alike", .origin, { $0.origin += ".evil.org" }),
        ("an origin below ours", .origin, { $0.origin = "https://a.house.example.org" }),
        ("an origin with another port", .origin, { $0.origin += ":8443" }),
        ("an origin without a safe line", .origin, { $0.origin = "http://house.example.org" }),
        ("an origin with a stroke at its end", .origin, { $0.origin += "/" }),
        ("an origin in capitals", .origin, { $0.origin = "https://HOUSE.example.org" }),
        ("inside another site's frame", .crossOrigin, { $0.more = ",\"crossOrigin\":true" }),
        ("a frame that is no yes or no", .crossOrigin, { $0.more = ",\"crossOrigin\":\"false\"" }),
        ("a site around the frame", .crossOrigin, { $0.more = ",\"topOrigin\":\"https://house.example.org\"" }),
        ("the origin twice", .clientData, { $0.more = ",\"origin\":\"https://house.example.org\"" }),
        ("something behind the client data", .clientData, { $0.client = { Array($0.utf8) + [0x7d] } }),
        (
            "client data that is no UTF-8", .clientData,
            { $0.client = { Array($0.dropLast().utf8) + Array(",\"a\":\"".utf8) + [0xff, 0x22, 0x7d] } }
        ),
        (
            "a byte order mark before the client data", .clientData,
            { $0.client = { [0xef, 0xbb, 0xbf] + Array($0.utf8) } }
        ),
        ("client data that is a list", .clientData, { $0.client = { Array("[\($0)]".utf8) } }),
        ("client data without end", .tooLong, { $0.more = ",\"a\":\"" + String(repeating: "a", count: 4096) + "\"" }),
        ("another house", .otherHouse, { $0.house = "evil.example.org" }),
        ("nobody present", .notPresent, { $0.flags &= ~0x01 }),
        ("nobody verified", .notVerified, { $0.flags &= ~0x04 }),
        ("backed up, and not to be backed up", .backup, { $0.flags |= 0x10 }),
        ("no credential", .credential, { $0.flags &= ~0x40 }),
        ("an identity of no bytes", .credential, { $0.identity = [] }),
        ("an identity of 1024 bytes", .credential, { $0.identity = [UInt8](repeating: 1, count: 1024) }),
        ("an identity longer than the data", .credential, { $0.identityLength = 1000 }),
        (
            "authenticator data that ends too soon", .authenticatorData,
            {
                $0.flags = 0x05; $0.shortened = 1
            }
        ),
        ("a key that ends too soon", .key, { $0.shortened = 1 }),
        ("a byte behind the key", .trailing, { $0.tail = [0] }),
        ("extensions that are not announced", .trailing, { $0.extensions = Item.map([]).encoded }),
        ("extensions that are announced and missing", .extensions, { $0.flags |= 0x80 }),
        (
            "extensions that are no map", .extensions,
            {
                $0.flags |= 0x80; $0.extensions = [0x80]
            }
        ),
        (
            "a byte behind the extensions", .trailing,
            {
                $0.flags |= 0x80; $0.extensions = Item.map([]).encoded; $0.tail = [0]
            }
        ),
        ("no algorithm", .algorithm, { $0.cose.remove(at: 1) }),
        ("algorithm 0", .algorithm, { $0.cose[1].1 = .number(0) }),
        ("the algorithm “none” as a word", .algorithm, { $0.cose[1].1 = .text("none") }),
        ("an algorithm with SHA-1", .algorithm, { $0.cose[1].1 = .number(-65535) }),
        ("ES384", .algorithm, { $0.cose[1].1 = .number(-35) }),
        ("the algorithm of another kind of key", .key, { $0.cose[1].1 = .number(-257) }),
        ("another kind of key", .key, { $0.cose[0].1 = .number(1) }),
        ("another curve", .key, { $0.cose[2].1 = .number(2) }),
        ("a point beside the curve", .key, { $0.cose[4].1 = .bytes($0.key.point.x) }),
        (
            "the point at nought", .key,
            {
                $0.cose[3].1 = .bytes([UInt8](repeating: 0, count: 32)); $0.cose[4].1 = $0.cose[3].1
            }
        ),
        ("a coordinate beyond the field", .key, { $0.cose[3].1 = .bytes([UInt8](repeating: 0xff, count: 32)) }),
        ("a coordinate of 31 bytes", .key, { $0.cose[3].1 = .bytes(Array($0.key.point.x.dropLast())) }),
        ("a coordinate of 33 bytes", .key, { $0.cose[3].1 = .bytes([0] + $0.key.point.x) }),
        ("a compressed point", .key, { $0.cose[4].1 = .raw([0xf5]) }),
        ("a parameter more", .key, { $0.cose.append((.number(-4), .bytes([1]))) }),
        ("a label twice", .key, { $0.cose.append((.number(3), .number(-7))) }),
        ("a head longer than it must be", .key, { $0.cose[0].1 = .raw([0x18, 0x02]) }),
        ("a tag", .key, { $0.cose[0].1 = .raw([0xc1, 0x02]) }),
        (
            "text of no set length", .attestation,
            {
                $0.format = "none"; $0.statement = .raw([0xbf, 0xff])
            }
        ),
        (
            "a statement with the format that has none", .attestation,
            { $0.statement = .map([(.text("x5c"), .list([]))]) }
        ),
        ("a statement that is no map", .attestation, { $0.statement = .list([]) }),
        ("no statement", .attestation, { $0.object = { Item.map([$0[0], $0[2]]).encoded } }),
        (
            "authenticator data as text", .attestation,
            { $0.object = { Item.map([$0[0], $0[1], (.text("authData"), .text("a"))]).encoded } }
        ),
        (
            "a part of the object twice", .attestation,
            { $0.object = { Item.map([$0[0], $0[1], $0[2], $0[0]]).encoded } }
        ),
        ("an object that is a list", .attestation, { $0.object = { Item.list($0.map { $0.1 }).encoded } }),
        ("an object that ends too soon", .attestation, { $0.object = { Array(Item.map($0).encoded.dropLast()) } }),
        ("a byte behind the object", .trailing, { $0.object = { Item.map($0).encoded + [0] } }),
        (
            "a length beyond all memory", .attestation,
            { $0.object = { _ in [0x5b] + [UInt8](repeating: 0xff, count: 8) } }
        ),
        (
            "lists within lists", .attestation,
            {
                $0.format = "packed";
                $0.statement = .map([(.text("a"), .raw([UInt8](repeating: 0x81, count: 500) + [0]))])
            }
        ),
        (
            "an object without end", .tooLong,
            {
                $0.format = "packed"; $0.statement = .map([(.text("a"), .bytes([UInt8](repeating: 0, count: 17_000)))])
            }
        ),
    ]

    @Test("C20: refuses, when one thing is wrong", arguments: wrong.indices)
    func refused(_ index: Int) throws {
        let it = Self.wrong[index]
        let key = try SoftKey(.es256)
        _ = try Ceremony(key, isNew: true).enrol()
        var ceremony = Ceremony(key, isNew: true)
        it.change(&ceremony)
        #expect(throws: it.fault, "\(it.name)") { try ceremony.enrol() }
    }

    @Test("C20: has at least forty such vectors, each named once")
    func forty() {
        let names = Self.wrong.map(\.name) + ProofTests.wrong.map(\.name)
        #expect(names.count >= 40)
        #expect(Set(names).count == names.count)
    }

    @Test("refuses RSA keys that are too short, too long, even or with a weak exponent")
    func rsa() throws {
        #expect(throws: PasskeyFault.key) { try Ceremony(SoftKey(.rs256, bits: 1024), isNew: true).enrol() }
        let key = try SoftKey(.rs256)
        for exponent: [UInt8] in [[], [0], [1], [2], [0, 1], [1, 0, 0, 0, 1]] {
            #expect(PublicKey(rsa: key.modulus, exponent: exponent) == nil)
        }
        #expect(PublicKey(rsa: key.modulus.dropLast() + [0], exponent: [1, 0, 1]) == nil)
        #expect(PublicKey(rsa: [UInt8](repeating: 0xff, count: 513), exponent: [1, 0, 1]) == nil)
        #expect(PublicKey(rsa: key.modulus, exponent: [1, 0, 1]) != nil)
    }

    @Test("refuses points of Ed25519 that are no key: of small order, or not on the curve")
    func edwards() throws {
        let identity: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
        for point in [identity, [UInt8](repeating: 0, count: 32), [UInt8](repeating: 0xff, count: 32), [], [1]] {
            var ceremony = Ceremony(try SoftKey(.edDSA), isNew: true)
            ceremony.cose[3].1 = .bytes(point)
            #expect(throws: PasskeyFault.key) { try ceremony.enrol() }
        }
    }

    @Test("refuses a point of another curve of the same length")
    func otherCurve() throws {
        let other = try SoftKey(.es256, curve: NID_secp256k1)
        #expect(PublicKey(p256: other.point.x, other.point.y) == nil)
    }
}
