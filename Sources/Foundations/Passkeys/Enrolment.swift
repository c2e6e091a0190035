public import Signatures

/// A passkey that was just made, checked as WebAuthn Level 3 asks in 7.1.
///
/// Who made the authenticator is not asked: any statement about that is read over, whatever its format.
public struct Enrolment: Sendable, Hashable {
    /// The credential's identity, 1 to 1023 bytes; whoever keeps it makes sure that no other passkey has it.
    public let credential: [UInt8]
    public let key: PublicKey
    /// How often the authenticator says that it signed; 0 where it does not count.
    public let count: UInt32
    /// Whether the key may be kept in several places, such as a keeper of passwords.
    public let mayBeBackedUp: Bool

    static let longest = 16 << 10

    /// Checks what the browser sent.
    ///
    /// - Parameter challenge: what was asked, at least 16 bytes; the caller makes sure that it is used once and soon.
    public init(
        clientData: [UInt8], attestation: [UInt8], challenge: [UInt8], at place: PasskeyPlace
    ) throws(PasskeyFault) {
        _ = try ClientData(checking: clientData, kind: .create, challenge: challenge, at: place)
        guard attestation.count <= Enrolment.longest else { throw .tooLong }
        var reader = CBORReader(attestation)
        guard let object = try? reader.value(), let parts = object.asMap else { throw .attestation }
        guard reader.isAtEnd else { throw .trailing }
        guard parts.count == 3, case .text(let format) = parts[.name("fmt")],
            let statement = parts[.name("attStmt")]?.asMap, let bytes = parts[.name("authData")]?.asBytes,
            format != Array("none".utf8) || statement.isEmpty
        else { throw .attestation }
        let data = try AuthenticatorData(checking: bytes, isNew: true, at: place)
        guard let made = data.credential else { throw .credential }
        credential = made.id
        key = made.key
        count = data.count
        mayBeBackedUp = data.mayBeBackedUp
    }
}
