import Basics
package import Passkeys
package import Signatures

/// Writes CBOR for the authenticator of the tests, also such as no authenticator may send.
package indirect enum Item {
    case number(Int)
    case bytes([UInt8])
    case text(String)
    case map([(Item, Item)])
    case list([Item])
    case raw([UInt8])

    package static func head(_ major: UInt8, _ number: UInt64) -> [UInt8] {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
        switch number {
        case 0..<24: return [major << 5 | UInt8(number)]
        case ..<0x100: return [major << 5 | 24] + bytes.suffix(1)
        case ..<0x1_0000: return [major << 5 | 25] + bytes.suffix(2)
        case ..<0x1_0000_0000: return [major << 5 | 26] + bytes.suffix(4)
        default: return [major << 5 | 27] + bytes
        }
    }

    package var encoded: [UInt8] {
        switch self {
        case .number(let number) where number < 0: Item.head(1, UInt64(-1 - number))
        case .number(let number): Item.head(0, UInt64(number))
        case .bytes(let bytes): Item.head(2, UInt64(bytes.count)) + bytes
        case .text(let text): Item.head(3, UInt64(text.utf8.count)) + Array(text.utf8)
        case .list(let items): Item.head(4, UInt64(items.count)) + items.flatMap(\.encoded)
        case .map(let pairs):
            Item.head(5, UInt64(pairs.count)) + pairs.flatMap { $0.0.encoded + $0.1.encoded }
        case .raw(let bytes): bytes
        }
    }
}

/// A sound ceremony whose every part a test can change before it is signed, and after.
package struct Ceremony {
    package static let place: PasskeyPlace = PasskeyPlace(origin: "https://house.example.org") ?? other
    package static let other: PasskeyPlace = PasskeyPlace(origin: "https://evil.example.org") ?? place

    package let key: SoftKey
    package var place = Ceremony.place
    /// What the house remembers that it asked.
    package var challenge = Randomness.bytes(32)

    // What the browser says.
    package var type = "webauthn.get"
    package var answered: String
    package var origin = "https://house.example.org"
    /// Members after the first three, as text.
    package var more = ",\"crossOrigin\":false"
    /// Changes the whole text.
    package var client: (String) -> [UInt8] = { Array($0.utf8) }

    // What the authenticator says.
    package var house = "house.example.org"
    package var flags: UInt8 = 0x05
    package var count: UInt32 = 7
    package var identity = Array(Randomness.bytes(32))
    package var identityLength: Int?
    package var cose: [(Item, Item)]
    package var extensions: [UInt8] = []
    package var tail: [UInt8] = []
    package var shortened = 0

    // How it is wrapped.
    package var format = "none"
    package var statement: Item = .map([])
    package var object: ([(Item, Item)]) -> [UInt8] = { Item.map($0).encoded }

    // What goes with a proof.
    package var person: [UInt8]? = Array("a person's handle".utf8)
    package var sign: (SoftKey, [UInt8]) -> [UInt8] = { $0.sign($1) }

    package init(_ key: SoftKey, isNew: Bool) {
        self.key = key
        answered = ""
        cose = Ceremony.cose(of: key)
        answered = Base64URL.text(of: challenge)
        if isNew {
            type = "webauthn.create"
            flags = 0x45
        }
    }

    package static func cose(of key: SoftKey) -> [(Item, Item)] {
        let point = key.point
        switch key.algorithm {
        case .es256:
            return [
                (.number(1), .number(2)), (.number(3), .number(-7)), (.number(-1), .number(1)),
                (.number(-2), .bytes(point.x)), (.number(-3), .bytes(point.y)),
            ]
        case .edDSA:
            return [
                (.number(1), .number(1)), (.number(3), .number(-8)), (.number(-1), .number(6)),
                (.number(-2), .bytes(point.x)),
            ]
        case .rs256:
            return [
                (.number(1), .number(3)), (.number(3), .number(-257)), (.number(-1), .bytes(key.modulus)),
                (.number(-2), .bytes([1, 0, 1])),
            ]
        }
    }

    package var clientData: [UInt8] {
        client("{\"type\":\"\(type)\",\"challenge\":\"\(answered)\",\"origin\":\"\(origin)\"\(more)}")
    }

    package var authenticatorData: [UInt8] {
        var bytes = Digest(of: house).bytes + [flags]
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * $0)) }
        if flags & 0x40 != 0 {
            let length = identityLength ?? identity.count
            bytes += [UInt8](repeating: 0, count: 16)
            bytes += [UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)] + identity
            bytes += Item.map(cose).encoded
        }
        return Array((bytes + extensions + tail).dropLast(shortened))
    }

    package var attestation: [UInt8] {
        object([
            (.text("fmt"), .text(format)), (.text("attStmt"), statement),
            (.text("authData"), .bytes(authenticatorData)),
        ])
    }

    package func enrol() throws(PasskeyFault) -> Enrolment {
        try Enrolment(clientData: clientData, attestation: attestation, challenge: challenge, at: place)
    }

    /// What the house keeps of the passkey before the proof.
    package func kept(count: UInt32 = 3, credential: [UInt8]? = nil, key other: PublicKey? = nil) throws -> Proof.Kept {
        let made = try Ceremony.enrolment(of: key).key
        return Proof.Kept(
            credential: credential ?? identity, person: Array("a person's handle".utf8), key: other ?? made,
            count: count, mayBeBackedUp: false)
    }

    package static func enrolment(of key: SoftKey) throws -> Enrolment { try Ceremony(key, isNew: true).enrol() }

    package var proof: Proof {
        let client = clientData, data = authenticatorData
        return Proof(
            credential: identity, clientData: client, authenticatorData: data,
            signature: sign(key, data + Digest(of: client).bytes), person: person)
    }

    package func prove(by kept: Proof.Kept? = nil, isNamed: Bool = true) throws -> UInt32 {
        try proof.verified(by: kept ?? self.kept(), challenge: challenge, at: place, isNamed: isNamed)
    }
}
