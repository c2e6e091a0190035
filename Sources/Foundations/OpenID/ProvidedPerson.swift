public import Basics
import Signatures

/// Who a provider says that somebody is, from a token that it signed (OpenID Connect Core 1.0, 3.1.3.7).
public struct ProvidedPerson: Sendable, Hashable {
    /// What the provider calls them, always the same.
    public let subject: String
    /// Their mail address, where the provider says that it verified it.
    public let address: String?

    static let longest = 16 << 10
    /// How far clocks may be apart.
    static let toleranceSeconds: Int64 = 60

    /// Checks a token: signed by one of the keys in one of the two ways that are taken, by this provider, for this house,
    /// on this journey, and now.
    public init(
        _ token: String, keys: JSON, from provider: Provider, on journey: Journey, at now: Moment
    ) throws(OpenIDFault) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= ProvidedPerson.longest, parts.count == 3,
            let head = ProvidedPerson.json(parts[0]), let claims = ProvidedPerson.json(parts[1]),
            let signature = Base64URL.bytes(of: parts[2]), head["crit"] == nil
        else { throw .form }
        let message = Array("\(parts[0]).\(parts[1])".utf8)
        try ProvidedPerson.check(signature, of: message, by: head, among: keys)

        func text(_ name: String) -> String? { claims[name]?.asText }
        guard text("iss").map({ $0.utf8.elementsEqual(provider.issuer.utf8) }) == true else { throw .issuer }
        let audience = claims["aud"]?.asList?.compactMap(\.asText) ?? text("aud").map { [$0] } ?? []
        guard audience.contains(provider.client), audience.count == 1 || text("azp") == provider.client,
            text("azp").map({ $0 == provider.client }) ?? true
        else { throw .audience }
        try ProvidedPerson.check(claims, at: now)
        guard let nonce = text("nonce"), Secrets.match(nonce, journey.nonce) else { throw .nonce }
        guard let subject = text("sub"), (1...255).contains(subject.utf8.count) else { throw .subject }
        self.subject = subject
        address = claims["email_verified"] == .flag(true) ? text("email") : nil
    }

    private static func json(_ part: Substring) -> JSON? {
        guard let bytes = Base64URL.bytes(of: part), let json = try? JSON(reading: bytes, depth: 8),
            case .object = json
        else { return nil }
        return json
    }

    /// Numbers of seconds, whole or not; a token without an end or a beginning is none.
    private static func check(_ claims: JSON, at now: Moment) throws(OpenIDFault) {
        func seconds(_ name: String) throws(OpenIDFault) -> Double? {
            switch claims[name] {
            case nil: nil
            case .number(let number)?: Double(number)
            case .decimal(let text)?: Double(text)
            default: throw .time
            }
        }
        let now = Double(now.milliseconds) / 1000, tolerance = Double(toleranceSeconds)
        guard let ends = try seconds("exp"), let made = try seconds("iat"), ends > now - tolerance,
            made < now + tolerance, try seconds("nbf").map({ $0 < now + tolerance }) ?? true
        else { throw .time }
    }

    /// The key has to be of the kind that goes with the algorithm, for signing, and the one that the token names.
    private static func check(
        _ signature: [UInt8], of message: [UInt8], by head: JSON, among keys: JSON
    ) throws(OpenIDFault) {
        let name = head["alg"]?.asText
        guard let name, ["RS256", "ES256"].contains(name) else { throw .algorithm }
        let wanted = head["kid"]
        let fitting = (keys["keys"]?.asList ?? []).prefix(50).filter { key in
            (wanted == nil || key["kid"] == wanted) && key["use"].map { $0 == "sig" } ?? true
                && key["alg"].map { $0 == .text(name) } ?? true
        }.compactMap { PublicKey($0, for: name) }
        guard !fitting.isEmpty else { throw .key }
        let signature = name == "ES256" ? PublicKey.signature(joined: signature) : signature
        guard let signature, fitting.contains(where: { $0.verifies(signature, of: message) }) else { throw .signature }
    }
}

extension PublicKey {
    /// A key as JOSE writes it (RFC 7517); nil for one that does not go with the algorithm.
    init?(_ json: JSON, for algorithm: String) {
        func bytes(_ name: String) -> [UInt8] { json[name]?.asText.flatMap(Base64URL.bytes) ?? [] }
        switch (algorithm, json["kty"]) {
        case ("RS256", "RSA"): self.init(rsa: bytes("n"), exponent: bytes("e"))
        case ("ES256", "EC") where json["crv"] == "P-256": self.init(p256: bytes("x"), bytes("y"))
        default: return nil
        }
    }
}
