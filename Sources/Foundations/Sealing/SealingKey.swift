public import Basics
import CSodium

/// One key of a house: 256 random bits, and a name by which what it sealed can be told.
public struct SealingKey: Sendable {
    public let id: Key<SealingKey>
    private let secret: [UInt8]

    init?(id: Key<SealingKey>, secret: [UInt8]) {
        guard secret.count == Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES) else { return nil }
        self.id = id
        self.secret = secret
    }

    /// A new one, whose name sorts after those made earlier.
    static func fresh(at moment: Moment) -> SealingKey {
        SealingKey(
            id: Key.fresh(at: moment), known: Randomness.bytes(Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)))
    }

    private init(id: Key<SealingKey>, known secret: [UInt8]) {
        self.id = id
        self.secret = secret
    }

    /// The line that stands in its file.
    var line: String { "childcentre key 1 \(id) \(Hexadecimal.text(of: secret))\n" }

    /// Reads what `line` wrote; nil for anything else.
    init?(line: String) {
        let words = line.trimmed.split(separator: " ")
        guard words.count == 5, words[0] == "childcentre", words[1] == "key", words[2] == "1",
            let name = Hexadecimal.bytes(of: String(words[3])), let id = Key<SealingKey>(bytes: name),
            let secret = Hexadecimal.bytes(of: String(words[4]))
        else { return nil }
        self.init(id: id, secret: secret)
    }

    /// XChaCha20-Poly1305: the value in secret, the place vouched for.
    func sealed(_ value: [UInt8], nonce: [UInt8], place: [UInt8]) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: value.count + Int(crypto_aead_xchacha20poly1305_ietf_ABYTES))
        var length: UInt64 = 0
        _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, &length, value, UInt64(value.count), place, UInt64(place.count), nil, nonce, secret)
        return sealed
    }

    /// The value; nil where anything is not as it was sealed.
    func opened(_ sealed: [UInt8], nonce: [UInt8], place: [UInt8]) -> [UInt8]? {
        let count = sealed.count - Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
        guard count >= 0 else { return nil }
        // One byte more, so that there is somewhere to point to for no bytes at all.
        var value = [UInt8](repeating: 0, count: count + 1)
        var length: UInt64 = 0
        let code = unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
            &value, &length, nil, sealed, UInt64(sealed.count), place, UInt64(place.count), nonce, secret)
        return code == 0 ? Array(value.prefix(count)) : nil
    }
}
