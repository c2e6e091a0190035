import CSodium

/// Passwords as they are kept: Argon2id (RFC 9106) through libsodium, 64 MiB and three passes, with a salt of its own.
///
/// One takes 100 to 300 ms on an ordinary processor, so call it in the slow lane only.
public enum PasswordHash {
    private static let passes: UInt64 = 3
    private static let memory = 64 << 20

    /// The password as it is kept. Throws `NoMemory` when the machine cannot spare the 64 MiB.
    public static func make(of password: Password) throws(NoMemory) -> String {
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = password.bytes.map { CChar(bitPattern: $0) }
        let result = unsafe crypto_pwhash_str(&text, bytes, UInt64(bytes.count), passes, memory)
        guard result == 0 else { throw NoMemory() }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a typed password is the one that is kept. Where nothing is kept, the same work is done for nothing, so
    /// that nobody can tell by the time whether there is such a member.
    public static func matches(_ kept: String?, _ typed: Password) -> Bool {
        let isKnown = kept?.hasPrefix("$argon2id$") == true
        let text = (isKnown ? kept : nil) ?? nobodys
        let bytes = typed.bytes.map { CChar(bitPattern: $0) }
        let isRight = unsafe crypto_pwhash_str_verify(text, bytes, UInt64(bytes.count)) == 0
        return isRight && isKnown
    }

    /// The machine could not spare the memory that a hash takes.
    public struct NoMemory: Error, CustomStringConvertible {
        public let description = "There is not enough memory to work with passwords."
    }

    /// A hash of the same cost that fits no password: its 32 bytes are all nought.
    private static let nobodys =
        "$argon2id$v=19$m=65536,t=3,p=1$" + String(repeating: "A", count: 22) + "$"
        + String(repeating: "A", count: 43)
}
