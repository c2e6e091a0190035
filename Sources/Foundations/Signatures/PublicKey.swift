import COpenSSL
import CSodium

/// A public key and the one way in which it signs.
///
/// NIST's curve and RSA are OpenSSL's work; Edwards' curve is libsodium's, which also refuses keys of small order.
public struct PublicKey: Sendable, Hashable {
    /// The ways of signing that are taken, by their numbers in COSE (RFC 9053; RFC 8812).
    public enum Algorithm: Int, Sendable, Hashable, CaseIterable {
        /// ECDSA on P-256 with SHA-256.
        case es256 = -7
        /// Ed25519 (RFC 8032).
        case edDSA = -8
        /// RSA with SHA-256 and the padding of PKCS #1, version 1.5.
        case rs256 = -257
    }

    public let algorithm: Algorithm
    /// The key as it is kept: a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) in DER; of Ed25519, the 32 bytes alone.
    public let bytes: [UInt8]

    /// How many bits an RSA modulus may have.
    static let rsaBits = 2048...4096

    /// A point of P-256, 32 bytes for each coordinate; nil for what does not lie on the curve.
    public init?(p256 x: [UInt8], _ y: [UInt8]) {
        guard x.count == 32, y.count == 32 else { return nil }
        self.init(algorithm: .es256, bytes: DER.p256 + [4] + x + y)
    }

    /// A key of Ed25519; nil unless its 32 bytes are a point of the main subgroup.
    public init?(ed25519 point: [UInt8]) {
        self.init(algorithm: .edDSA, bytes: point)
    }

    /// A key of RSA, both numbers with the most significant byte first; nil unless the modulus has 2048 to 4096 bits and
    /// the exponent is odd, greater than 2 and fits 32 bits.
    public init?(rsa modulus: [UInt8], exponent: [UInt8]) {
        let modulus = Array(modulus.drop { $0 == 0 }), exponent = Array(exponent.drop { $0 == 0 })
        guard let first = modulus.first, let last = modulus.last, modulus.count <= PublicKey.rsaBits.upperBound / 8
        else { return nil }
        let bits = modulus.count * 8 - first.leadingZeroBitCount
        guard PublicKey.rsaBits.contains(bits), last & 1 == 1 else { return nil }
        guard (1...4).contains(exponent.count), let end = exponent.last, end & 1 == 1, exponent != [1] else {
            return nil
        }
        self.init(algorithm: .rs256, bytes: DER.rsa(modulus, exponent))
    }

    /// A key that was kept; nil for what is no sound key of this algorithm.
    public init?(algorithm: Algorithm, bytes: [UInt8]) {
        self.algorithm = algorithm
        self.bytes = bytes
        guard bytes.count <= 1024, isSound else { return nil }
    }

    private var isSound: Bool {
        if algorithm == .edDSA {
            guard bytes.count == Int(crypto_core_ed25519_BYTES) else { return false }
            return unsafe crypto_core_ed25519_is_valid_point(bytes) == 1
        }
        return unsafe withKey { key in
            guard let context = unsafe EVP_PKEY_CTX_new(key, nil) else { return false }
            defer { unsafe EVP_PKEY_CTX_free(context) }
            return unsafe EVP_PKEY_public_check(context) == 1
        } ?? false
    }

    /// Whether this key signed a message. A signature of ES256 is in DER, as WebAuthn has it.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        if algorithm == .edDSA {
            guard signature.count == Int(crypto_sign_BYTES), bytes.count == Int(crypto_sign_PUBLICKEYBYTES) else {
                return false
            }
            return unsafe crypto_sign_verify_detached(signature, message, UInt64(message.count), bytes) == 0
        }
        return unsafe withKey { key in
            guard let context = unsafe EVP_MD_CTX_new() else { return false }
            defer { unsafe EVP_MD_CTX_free(context) }
            guard unsafe EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
            return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        } ?? false
    }

    /// Lends the key as OpenSSL has it; nil for what it cannot read, or is of another kind or curve.
    private func withKey<Result>(_ body: (OpaquePointer) -> Result) -> Result? {
        // What goes wrong is left in a queue of this thread, where nobody would look for it.
        defer { ERR_clear_error() }
        let key: OpaquePointer? = unsafe bytes.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return unsafe d2i_PUBKEY(nil, &start, buffer.count)
        }
        guard let key = unsafe key else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        let kind = unsafe EVP_PKEY_get_base_id(key)
        switch algorithm {
        case .es256: guard kind == EVP_PKEY_EC, bytes.starts(with: DER.p256) else { return nil }
        case .rs256: guard kind == EVP_PKEY_RSA else { return nil }
        case .edDSA: return nil
        }
        return unsafe body(key)
    }
}
