public import Basics
import CSodium

/// A sealed value as it is kept: the suite (one byte), the key's name (16), a nonce (24), and what XChaCha20-Poly1305
/// made of the value.
public struct SealedBox: Sendable, Hashable {
    public let key: Key<SealingKey>
    let bytes: [UInt8]

    /// The only suite so far: XChaCha20-Poly1305 (libsodium).
    static let suite: UInt8 = 1
    private static let nonceCount = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    private static let headCount = 17
    private static let leastCount = headCount + nonceCount + Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
    /// What a sealed text begins with in the database.
    private static let beginning = "sealed."

    /// Reads a box; nil for bytes that are none.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= SealedBox.leastCount, bytes.first == SealedBox.suite,
            let key = Key<SealingKey>(bytes: bytes[1..<SealedBox.headCount])
        else { return nil }
        self.key = key
        self.bytes = bytes
    }

    /// Reads a box that is kept as a text; nil for a text that is none.
    public init?(text: String) {
        guard text.hasPrefix(SealedBox.beginning),
            let bytes = Base64URL.bytes(of: text.dropFirst(SealedBox.beginning.count))
        else { return nil }
        self.init(bytes)
    }

    /// The box where a column holds text.
    var text: String { SealedBox.beginning + Base64URL.text(of: bytes) }

    init(_ value: [UInt8], for place: SealedPlace, with key: SealingKey) {
        let head = [SealedBox.suite] + key.id.bytes
        let nonce = Randomness.bytes(SealedBox.nonceCount)
        self.key = key.id
        bytes = head + nonce + key.sealed(value, nonce: nonce, place: place.bytes(after: head[...]))
    }

    func opened(with key: SealingKey, at place: SealedPlace) -> [UInt8]? {
        let body = SealedBox.headCount + SealedBox.nonceCount
        return key.opened(
            Array(bytes[body...]), nonce: Array(bytes[SealedBox.headCount..<body]),
            place: place.bytes(after: bytes[..<SealedBox.headCount]))
    }
}
