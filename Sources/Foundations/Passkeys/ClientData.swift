import Basics

/// What the browser says of a ceremony (WebAuthn Level 3, 5.8.1).
struct ClientData {
    enum Kind: String {
        case create = "webauthn.create"
        case get = "webauthn.get"
    }

    /// Many times what any browser sends.
    static let longest = 4096

    /// The digest that the authenticator signed.
    let digest: Digest

    /// Checks the bytes as 7.1 (steps 5 to 11) and 7.2 (steps 9 to 14) ask.
    init(
        checking bytes: [UInt8], kind: Kind, challenge: [UInt8], at place: PasskeyPlace
    ) throws(PasskeyFault) {
        guard bytes.count <= ClientData.longest else { throw .tooLong }
        let data: JSON
        do { data = try JSON(reading: bytes, depth: 4) } catch { throw .clientData }
        guard case .object = data else { throw .clientData }
        guard data["type"]?.asText.map({ ClientData.same($0, kind.rawValue) }) == true else { throw .type }
        // A challenge that could be guessed is refused whoever made it.
        guard challenge.count >= 16, let answered = data["challenge"]?.asText,
            Secrets.match(answered, Base64URL.text(of: challenge))
        else { throw .challenge }
        guard data["origin"]?.asText.map({ ClientData.same($0, place.origin) }) == true else { throw .origin }
        // Inside another site's frame nobody sees where they are.
        guard data["crossOrigin"].map({ $0 == .flag(false) }) ?? true, data["topOrigin"] == nil else {
            throw .crossOrigin
        }
        digest = Digest(of: bytes)
    }

    /// Byte by byte: Swift takes texts for equal that browsers do not.
    private static func same(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
}

extension Proof {
    /// The challenge that client data says it answers, before anything of it is checked; nil where it says none.
    public static func challenge(in clientData: [UInt8]) -> [UInt8]? {
        guard clientData.count <= ClientData.longest, let data = try? JSON(reading: clientData, depth: 4) else {
            return nil
        }
        return data["challenge"]?.asText.flatMap(Base64URL.bytes)
    }
}
