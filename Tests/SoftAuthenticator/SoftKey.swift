import COpenSSL
package import Signatures

/// A key pair in memory, made by OpenSSL, that signs as an authenticator does.
@safe
package final class SoftKey {
    package let algorithm: PublicKey.Algorithm
    private let pair: OpaquePointer

    package struct Failed: Error {}

    package init(_ algorithm: PublicKey.Algorithm, bits: Int32 = 2048, curve: Int32 = NID_X9_62_prime256v1) throws {
        self.algorithm = algorithm
        let kind =
            switch algorithm {
            case .es256: EVP_PKEY_EC
            case .edDSA: EVP_PKEY_ED25519
            case .rs256: EVP_PKEY_RSA
            }
        guard let context = unsafe EVP_PKEY_CTX_new_id(kind, nil) else { throw Failed() }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        unsafe EVP_PKEY_keygen_init(context)
        switch algorithm {
        case .es256: unsafe EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, curve)
        case .rs256: unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits)
        case .edDSA: break
        }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_generate(context, &key) == 1, let key = unsafe key else { throw Failed() }
        unsafe pair = unsafe key
    }

    deinit {
        unsafe EVP_PKEY_free(pair)
    }

    package func sign(_ message: [UInt8]) -> [UInt8] {
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        let digest = algorithm == .edDSA ? nil : unsafe EVP_sha256()
        unsafe EVP_DigestSignInit(context, nil, digest, nil, pair)
        var signature = [UInt8](repeating: 0, count: 1024), count = 1024
        unsafe EVP_DigestSign(context, &signature, &count, message, message.count)
        return Array(signature.prefix(count))
    }

    /// The SubjectPublicKeyInfo that OpenSSL writes.
    package var information: [UInt8] {
        let count = unsafe i2d_PUBKEY(pair, nil)
        var bytes = [UInt8](repeating: 0, count: Int(count))
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var start = buffer.baseAddress
            _ = unsafe i2d_PUBKEY(pair, &start)
        }
        return bytes
    }

    /// The two coordinates of a point, or the 32 bytes of Ed25519.
    package var point: (x: [UInt8], y: [UInt8]) {
        let tail = Array(information.suffix(algorithm == .edDSA ? 32 : 64))
        return (Array(tail.prefix(32)), Array(tail.dropFirst(32)))
    }

    /// The modulus of RSA; its exponent is 65537.
    package var modulus: [UInt8] {
        let count = Int(unsafe EVP_PKEY_get_size(pair))
        return Array(information.dropLast(5).suffix(count))
    }
}
