/// Bytes as text that people can type: RFC 4648, section 6, without `=`.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// The text of some bytes, in capitals.
    public static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0, count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> UInt32(count) & 31)])
            }
            bits &= 31
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text in either case, with spaces and hyphens wherever somebody put them; nil for anything else.
    public static func bytes(of text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0, count = 0, letters = 0
        for character in text.utf8 where character != UInt8(ascii: " ") && character != UInt8(ascii: "-") {
            let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(character)
            guard let value = alphabet.firstIndex(of: isSmall ? character - 32 : character) else { return nil }
            letters += 1
            bits = bits << 5 | UInt32(value)
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
            bits &= 127
        }
        // A last letter that gives no byte, or bits of one, were never written by anybody.
        guard ![1, 3, 6].contains(letters % 8), bits & (UInt32(1) << UInt32(count) - 1) == 0 else { return nil }
        return bytes
    }
}
