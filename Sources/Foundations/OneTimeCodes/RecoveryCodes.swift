public import Basics

/// Codes on paper for the day on which everything else is lost: each opens the house once.
public enum RecoveryCodes {
    public static let count = 10

    /// What nobody mistakes for something else: no 0, 1, I, L, O, U.
    private static let alphabet = Array("ABCDEFGHJKMNPQRSTVWXYZ23456789".utf8)
    private static let length = 16

    /// Ten new ones of 78 random bits, in groups: `K7QF-3M2X-…`. They are shown once; the store has their digests.
    ///
    /// They need no slow hash: nobody tries 2^78.
    public static func fresh() -> [String] {
        (0..<count).map { _ in
            let letters = (0..<length).map { _ in letter() }
            return stride(from: 0, to: length, by: 4)
                .map { String(decoding: letters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
        }
    }

    /// What the store keeps of a code; nil for a text that can be none. Case, spaces and hyphens do not matter.
    public static func digest(of typed: String) -> Digest? {
        guard typed.utf8.count <= 100 else { return nil }
        let letters = typed.uppercased().utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        guard letters.count == length, letters.allSatisfy(alphabet.contains) else { return nil }
        return Digest(of: "recovery " + String(decoding: letters, as: UTF8.self))
    }

    /// Each letter as likely as the next: bytes beyond the last whole alphabet are drawn anew.
    private static func letter() -> UInt8 {
        let limit = 256 / alphabet.count * alphabet.count
        while true {
            if let byte = Randomness.bytes(1).first, Int(byte) < limit { return alphabet[Int(byte) % alphabet.count] }
        }
    }
}
