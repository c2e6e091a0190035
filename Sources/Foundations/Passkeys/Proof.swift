import Basics
public import Signatures

/// What a browser sends when somebody shows a passkey (WebAuthn Level 3, 5.2.2).
public struct Proof: Sendable, Hashable {
    public let credential: [UInt8]
    public let clientData: [UInt8]
    public let authenticatorData: [UInt8]
    public let signature: [UInt8]
    /// Whose passkey the authenticator says it is; nil where it does not say.
    public let person: [UInt8]?

    public init(
        credential: [UInt8], clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8], person: [UInt8]?
    ) {
        self.credential = credential
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.person = person
    }

    /// A passkey as it is kept.
    public struct Kept: Sendable, Hashable {
        public let credential: [UInt8]
        /// Whose it is: what was given to the authenticator as the user's handle.
        public let person: [UInt8]
        public let key: PublicKey
        public let count: UInt32
        public let mayBeBackedUp: Bool

        public init(credential: [UInt8], person: [UInt8], key: PublicKey, count: UInt32, mayBeBackedUp: Bool) {
            self.credential = credential
            self.person = person
            self.key = key
            self.count = count
            self.mayBeBackedUp = mayBeBackedUp
        }
    }

    /// Checks it against the passkey that is kept, as 7.2 asks, and gives the count to keep from now on.
    ///
    /// - Parameters:
    ///   - challenge: what was asked, at least 16 bytes; the caller makes sure that it is used once and soon.
    ///   - isNamed: whether the authenticator has to say whose passkey it is: nobody else has said so yet.
    public func verified(
        by kept: Kept, challenge: [UInt8], at place: PasskeyPlace, isNamed: Bool
    ) throws(PasskeyFault) -> UInt32 {
        guard credential == kept.credential else { throw .credential }
        guard person.map({ $0 == kept.person }) ?? !isNamed else { throw .person }
        let client = try ClientData(checking: clientData, kind: .get, challenge: challenge, at: place)
        let data = try AuthenticatorData(checking: authenticatorData, isNew: false, at: place)
        guard data.mayBeBackedUp == kept.mayBeBackedUp else { throw .backup }
        guard signature.count <= 1024, kept.key.verifies(signature, of: authenticatorData + client.digest.bytes) else {
            throw .signature
        }
        // A count that does not grow means that there are two of this authenticator.
        guard data.count == 0 && kept.count == 0 || data.count > kept.count else { throw .count }
        return data.count
    }
}
