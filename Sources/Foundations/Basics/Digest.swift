import CSodium

/// A SHA-256 digest (FIPS 180-4), computed by libsodium.
public struct Digest: Hashable, Sendable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The digest of one run of bytes.
    public init(of content: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = unsafe crypto_hash_sha256(&digest, content, UInt64(content.count))
        bytes = digest
    }

    /// The digest of a text's UTF-8.
    public init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    fileprivate init(known bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A digest that is already known; nil unless it has 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Int(crypto_hash_sha256_BYTES) else { return nil }
        self.bytes = bytes
    }
}

/// A digest that is computed piece by piece, for what is too large to hold.
public struct Digesting {
    private var state = crypto_hash_sha256_state()

    public init() {
        unsafe crypto_hash_sha256_init(&state)
    }

    /// Takes the next piece.
    public mutating func add(_ piece: ArraySlice<UInt8>) {
        _ = unsafe piece.withUnsafeBufferPointer {
            unsafe crypto_hash_sha256_update(&state, $0.baseAddress, UInt64($0.count))
        }
    }

    /// The digest of all pieces, as if they had come at once; nothing can be added afterwards.
    public consuming func digest() -> Digest {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        unsafe crypto_hash_sha256_final(&state, &digest)
        return Digest(known: digest)
    }
}

extension Digest: CustomStringConvertible {
    /// The 64 hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }
}

/// Random numbers no one can foresee, from the operating system through libsodium.
public enum Randomness {
    private static let ready: Bool = sodium_init() >= 0

    /// `count` random bytes. Without a source of randomness nothing safe can be done, so the program ends.
    public static func bytes(_ count: Int) -> [UInt8] {
        precondition(ready, "no source of randomness")
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe randombytes_buf(&bytes, count)
        return bytes
    }

    /// 64 random bits.
    public static func number() -> UInt64 {
        bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
