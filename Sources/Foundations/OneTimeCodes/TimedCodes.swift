public import Basics
import COpenSSL

/// Codes of six digits that a telephone shows, a new one every 30 seconds (TOTP, RFC 6238, with SHA-1: what every
/// authenticator knows).
public struct TimedCodes: Sendable, Hashable {
    /// The shared secret; 20 bytes, as many as the digest has (RFC 4226, R6).
    public let secret: [UInt8]

    public static let digits = 6
    public static let seconds: Int64 = 30
    /// How many steps a clock may be off, either way.
    public static let tolerance: Int64 = 1

    /// A new secret that nobody has.
    public static func fresh() -> TimedCodes {
        TimedCodes(known: Randomness.bytes(20))
    }

    private init(known secret: [UInt8]) {
        self.secret = secret
    }

    /// A secret that is already known; nil for one that could be guessed (below 128 bits) or is longer than 64 bytes.
    public init?(secret: [UInt8]) {
        guard (16...64).contains(secret.count) else { return nil }
        self.secret = secret
    }

    /// The step of a moment; the first began in 1970.
    public static func step(at moment: Moment) -> Int64 {
        max(0, moment.milliseconds / 1000 / seconds)
    }

    /// The code of a step.
    public func code(at step: Int64) -> String {
        let number = TimedCodes.number(secret, step) % 1_000_000
        let text = String(number)
        return String(repeating: "0", count: TimedCodes.digits - text.utf8.count) + text
    }

    /// The step whose code this is, if it is one of now and came after the last that was accepted: so each is accepted
    /// once (section 5.2). Spaces within the code are nobody's concern.
    public func accepts(_ typed: String, at now: Moment, after last: Int64?) -> Int64? {
        let typed = String(typed.filter { $0 != " " })
        let middle = TimedCodes.step(at: now)
        var found: Int64?
        for step in (middle - TimedCodes.tolerance)...(middle + TimedCodes.tolerance) {
            // Each is compared, whichever fits.
            if Secrets.match(typed, code(at: step)) && step > last ?? -1 { found = found ?? step }
        }
        return found
    }

    /// Whether the code is one of the last minutes: then the clock of the telephone is wrong, or of the house. Good for a
    /// word of help only, after the code was refused; of a code whose time is yet to come nothing is said.
    public func isOfAnotherTime(_ typed: String, at now: Moment) -> Bool {
        let typed = String(typed.filter { $0 != " " })
        let middle = TimedCodes.step(at: now)
        return ((middle - 20)..<(middle - TimedCodes.tolerance)).contains { Secrets.match(typed, code(at: $0)) }
    }

    /// HOTP before it is shortened to digits (RFC 4226, 5.3).
    static func number(_ secret: [UInt8], _ step: Int64) -> UInt32 {
        let text = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE)), length: UInt32 = 0
        unsafe HMAC(EVP_sha1(), secret, Int32(clamping: secret.count), text, text.count, &digest, &length)
        let start = Int(digest[19] & 15)
        return digest[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
    }

    /// The secret as somebody types it, in groups of four letters.
    public var text: String {
        let letters = Array(Base32.text(of: secret))
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }

    /// What a telephone reads from a picture: the secret, the house and the person (the “otpauth” form that all
    /// authenticators read).
    public func address(house: String, person: String) -> String {
        let house = house.replacing(":", with: " "), person = person.replacing(":", with: " ")
        let label = "\(TimedCodes.encoded(house)):\(TimedCodes.encoded(person))"
        return "otpauth://totp/\(label)?secret=\(Base32.text(of: secret))&issuer=\(TimedCodes.encoded(house))"
    }

    /// Everything but unreserved characters (RFC 3986, 2.3) as its bytes; at most 64 characters, so that it fits the picture.
    private static func encoded(_ text: String) -> String {
        text.prefix(64).utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                String(Unicode.Scalar(byte))
            default: "%" + Hexadecimal.text(of: [byte]).uppercased()
            }
        }.joined()
    }
}
