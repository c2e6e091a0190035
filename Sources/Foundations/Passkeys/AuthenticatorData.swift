import Basics
import Signatures

/// What the authenticator says of a ceremony (WebAuthn Level 3, 6.1), in bytes that it signs.
struct AuthenticatorData {
    /// Whether the key may be kept in several places, and whether it is.
    let mayBeBackedUp: Bool
    let isBackedUp: Bool
    let count: UInt32
    /// Only when a passkey is made.
    let credential: (id: [UInt8], key: PublicKey)?

    static let longest = 8192
    static let longestCredential = 1023

    private struct Flags {
        let bits: UInt8
        var isPresent: Bool { bits & 0x01 != 0 }
        var isVerified: Bool { bits & 0x04 != 0 }
        var mayBeBackedUp: Bool { bits & 0x08 != 0 }
        var isBackedUp: Bool { bits & 0x10 != 0 }
        var hasCredential: Bool { bits & 0x40 != 0 }
        var hasExtensions: Bool { bits & 0x80 != 0 }
    }

    /// Reads the bytes to their end and checks all that needs nothing else.
    init(checking bytes: [UInt8], isNew: Bool, at place: PasskeyPlace) throws(PasskeyFault) {
        guard bytes.count <= AuthenticatorData.longest else { throw .tooLong }
        guard bytes.count >= 37 else { throw .authenticatorData }
        guard Array(bytes[..<32]) == Digest(of: place.name).bytes else { throw .otherHouse }
        let flags = Flags(bits: bytes[32])
        guard flags.isPresent else { throw .notPresent }
        guard flags.isVerified else { throw .notVerified }
        guard flags.mayBeBackedUp || !flags.isBackedUp else { throw .backup }
        guard flags.hasCredential == isNew else { throw .credential }
        mayBeBackedUp = flags.mayBeBackedUp
        isBackedUp = flags.isBackedUp
        count = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        var rest = CBORReader(bytes, from: 37)
        credential = isNew ? try AuthenticatorData.credential(&rest) : nil
        if flags.hasExtensions {
            // What they say is not asked for and not used; only where they end matters.
            let extensions = try? rest.value()
            guard extensions?.asMap != nil else { throw .extensions }
        }
        guard rest.isAtEnd else { throw .trailing }
    }

    /// Sixteen bytes name the model, two the length of the identity, then come the identity and the key.
    private static func credential(_ rest: inout CBORReader) throws(PasskeyFault) -> (id: [UInt8], key: PublicKey) {
        let bytes = rest.bytes, start = rest.place + 18
        guard bytes.count >= start else { throw .credential }
        let length = Int(bytes[start - 2]) << 8 | Int(bytes[start - 1])
        guard (1...longestCredential).contains(length), bytes.count - start >= length else { throw .credential }
        rest = CBORReader(bytes, from: start + length)
        guard let map = try? rest.value(), let cose = map.asMap else { throw .key }
        return (Array(bytes[start..<start + length]), try key(cose))
    }

    /// A COSE key (RFC 9052, 7) of one of the algorithms, with its own parameters and no others.
    private static func key(_ cose: [CBOR: CBOR]) throws(PasskeyFault) -> PublicKey {
        func number(_ label: Int) -> Int? { cose[.number(label)]?.asNumber }
        func bytes(_ label: Int) -> [UInt8] { cose[.number(label)]?.asBytes ?? [] }
        guard let algorithm = number(3).flatMap(PublicKey.Algorithm.init) else { throw .algorithm }
        let key: PublicKey?
        switch algorithm {
        case .es256:
            guard number(1) == 2, number(-1) == 1, cose.count == 5 else { throw .key }
            key = PublicKey(p256: bytes(-2), bytes(-3))
        case .edDSA:
            guard number(1) == 1, number(-1) == 6, cose.count == 4 else { throw .key }
            key = PublicKey(ed25519: bytes(-2))
        case .rs256:
            guard number(1) == 3, cose.count == 4 else { throw .key }
            key = PublicKey(rsa: bytes(-1), exponent: bytes(-2))
        }
        guard let key else { throw .key }
        return key
    }
}
