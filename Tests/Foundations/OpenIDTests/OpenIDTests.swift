import Basics
import OpenID
import Signatures
import SoftAuthenticator
import Testing

/// A sound token whose every part a test can change before it is signed.
struct Token {
    static let now = Moment(milliseconds: 1_524_130_200_000)
    static let journey = Journey(state: "state", nonce: "nonce", verifier: "verifier")
    let key: SoftKey
    var head: [(String, JSON)]
    var claims: [(String, JSON)] = [
        ("iss", "https://login.example.org"), ("aud", "house"), ("exp", 1_524_130_500), ("iat", 1_524_130_200),
        ("nonce", "nonce"), ("sub", "4711"), ("email", "anna@example.org"), ("email_verified", true),
    ]
    var keys: [JSON]
    var sign: (SoftKey, [UInt8]) -> [UInt8] = { $0.sign($1) }
    var whole: (String) -> String = { $0 }

    init(_ key: SoftKey) {
        self.key = key
        let name: JSON = key.algorithm == .rs256 ? "RS256" : "ES256"
        head = [("alg", name), ("kid", "k1")]
        let b64 = { (bytes: [UInt8]) in JSON.text(Base64URL.text(of: bytes)) }
        keys = [
            key.algorithm == .rs256
                ? ["kty": "RSA", "kid": "k1", "use": "sig", "n": b64(key.modulus), "e": "AQAB"]
                : ["kty": "EC", "crv": "P-256", "kid": "k1", "x": b64(key.point.x), "y": b64(key.point.y)]
        ]
    }

    mutating func set(_ name: String, _ value: JSON?) {
        claims.removeAll { $0.0 == name }
        if let value { claims.append((name, value)) }
    }

    func person() throws -> ProvidedPerson {
        func part(_ members: [(String, JSON)]) -> String {
            Base64URL.text(of: JSON.object(members.map { JSON.Member($0.0, $0.1) }).bytes)
        }
        let message = part(head) + "." + part(claims)
        var signature = sign(key, Array(message.utf8))
        if key.algorithm == .es256 { signature = Token.joined(signature) }
        let provider = try #require(
            Provider(issuer: "https://login.example.org", client: "house", secret: "s", name: "The ministry"))
        return try ProvidedPerson(
            whole(message + "." + Base64URL.text(of: signature)), keys: ["keys": .list(keys)], from: provider,
            on: Token.journey, at: Token.now)
    }

    /// The two numbers of a signature in DER, side by side.
    private static func joined(_ der: [UInt8]) -> [UInt8] {
        var numbers: [UInt8] = [], place = 2
        for _ in 0..<2 where place + 1 < der.count {
            let length = Int(der[place + 1]), digits = der[(place + 2)..<(place + 2 + length)].drop { $0 == 0 }
            numbers += [UInt8](repeating: 0, count: max(0, 32 - digits.count)) + digits
            place += 2 + length
        }
        return numbers
    }
}

@Suite("A provider's token")
struct OpenIDTests {
    @Test("names a person, by RSA and on P-256", arguments: [PublicKey.Algorithm.rs256, .es256])
    func sound(_ algorithm: PublicKey.Algorithm) throws {
        let person = try Token(SoftKey(algorithm)).person()
        #expect(person.subject == "4711")
        #expect(person.address == "anna@example.org")
    }

    @Test("gives no address that was not verified", arguments: [nil, false, "true", 1] as [JSON?])
    func unverified(_ verified: JSON?) throws {
        var token = Token(try SoftKey(.es256))
        token.set("email_verified", verified)
        #expect(try token.person().address == nil)
    }

    static let wrong: [(fault: OpenIDFault, change: @Sendable (inout Token) -> Void)] = [
        (.algorithm, { $0.head[0].1 = "none" }), (.algorithm, { $0.head[0].1 = "HS256" }),
        (.algorithm, { $0.head[0].1 = "ES384" }), (.algorithm, { $0.head.remove(at: 0) }),
        (.key, { $0.head[0].1 = "RS256" }), (.key, { $0.head[1].1 = "k2" }), (.key, { $0.keys = [] }),
        (.key, { $0.keys[0] = ["kty": "oct", "kid": "k1", "k": "AAAA"] }),
        (.key, { $0.keys[0] = JSON.object([.init("use", "enc")]).adding($0.keys[0]) }),
        (.form, { $0.head.append(("crit", ["exp"])) }), (.form, { $0.whole = { $0 + "." } }),
        (.form, { $0.whole = { String($0.prefix { $0 != "." }) } }), (.form, { $0.whole = { _ in "" } }),
        (.form, { $0.whole = { $0 + "=" } }), (.form, { $0.claims.append(("sub", "4712")) }),
        (.signature, { $0.sign = { key, text in key.sign(text + [0]) } }),
        (.signature, { $0.whole = { String($0[..<($0.lastIndex(of: ".") ?? $0.endIndex)]) + "." } }),
        (.issuer, { $0.set("iss", "https://login.example.org/") }), (.issuer, { $0.set("iss", nil) }),
        (.audience, { $0.set("aud", "other") }), (.audience, { $0.set("aud", nil) }),
        (.audience, { $0.set("aud", ["house", "other"]) }), (.audience, { $0.set("azp", "other") }),
        (.time, { $0.set("exp", 1_524_130_140) }), (.time, { $0.set("exp", nil) }),
        (.time, { $0.set("exp", "9999999999") }),
        (.time, { $0.set("iat", 1_524_130_261) }), (.time, { $0.set("iat", nil) }),
        (.time, { $0.set("nbf", 1_524_130_261) }),
        (.nonce, { $0.set("nonce", "another") }), (.nonce, { $0.set("nonce", nil) }),
        (.subject, { $0.set("sub", "") }), (.subject, { $0.set("sub", nil) }), (.subject, { $0.set("sub", 4711) }),
    ]

    @Test("is refused, when one thing is wrong", arguments: wrong.indices)
    func refused(_ index: Int) throws {
        let key = try SoftKey(.es256)
        _ = try Token(key).person()
        var token = Token(key)
        Self.wrong[index].change(&token)
        #expect(throws: Self.wrong[index].fault) { try token.person() }
    }

    @Test("is taken with several audiences where it was made for the house")
    func audiences() throws {
        var token = Token(try SoftKey(.es256))
        token.set("aud", ["other", "house"])
        token.set("azp", "house")
        #expect(try token.person().subject == "4711")
    }

    @Test(
        "is believed of no provider that is spoken to over an unsafe line",
        arguments: [
            "http://login.example.org", "http://localhost.evil.org", "http://localhost@evil.org",
            "ftp://login.example.org",
            "login.example.org", "https://login.example.org?a", "https://login example.org", "",
        ])
    func unsafeLines(_ issuer: String) {
        #expect(Provider(issuer: issuer, client: "house", secret: "s", name: "") == nil)
    }

    @Test("is asked for on a journey of which no two are alike")
    func journeys() {
        let journeys = (0..<20).map { _ in Journey.fresh() }
        #expect(Set(journeys.flatMap { [$0.state, $0.nonce, $0.verifier] }).count == 60)
    }
}
