/// The little of DER (ITU-T X.690) that keys and signatures are written in.
enum DER {
    /// What stands before an uncompressed point of P-256 in a SubjectPublicKeyInfo (RFC 5480).
    static let p256: [UInt8] =
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
        + [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00]

    /// The object identifier of RSA and its empty parameters (RFC 8017, A.1).
    private static let rsaKind: [UInt8] =
        [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00]

    /// The SubjectPublicKeyInfo of an RSA key.
    static func rsa(_ modulus: [UInt8], _ exponent: [UInt8]) -> [UInt8] {
        let key = item(0x30, number(modulus) + number(exponent))
        return item(0x30, rsaKind + item(0x03, [0] + key))
    }

    /// A whole number that is not negative, the most significant byte first.
    static func number(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        let isHigh = (digits.first ?? 0) >= 0x80
        return item(0x02, (isHigh || digits.isEmpty ? [0] : []) + digits)
    }

    static func item(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        if count < 0x80 { return [tag, UInt8(truncatingIfNeeded: count)] + content }
        let length = (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }.drop { $0 == 0 }
        return [tag, 0x80 | UInt8(truncatingIfNeeded: length.count)] + length + content
    }
}

extension PublicKey {
    /// A signature of ES256 as JOSE writes it (RFC 7518, 3.4), two numbers of 32 bytes, in DER; nil for other lengths.
    public static func signature(joined: [UInt8]) -> [UInt8]? {
        guard joined.count == 64 else { return nil }
        return DER.item(0x30, DER.number(Array(joined[..<32])) + DER.number(Array(joined[32...])))
    }
}
