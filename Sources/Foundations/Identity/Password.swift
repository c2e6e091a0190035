import Basics
import Languages

/// A password as somebody typed it: every character counts, in the form that Unicode calls composed (NFC), so that
/// another keyboard that puts the same letters together in another way still fits (NIST SP 800-63B-4, 3.1.1.2).
public struct Password: Sendable {
    let bytes: [UInt8]

    /// How many characters a new one has at least; 15 are advised.
    public static let shortest = 10
    /// How many bytes any has at most.
    public static let longest = 1024

    /// Nil for what is longer than any password may be.
    public init?(_ typed: String) {
        guard typed.utf8.count <= Password.longest else { return nil }
        bytes = Array(Composed.text(typed).utf8)
    }

    /// Why a new password will not do.
    public enum Fault: Sendable, Hashable {
        case tooShort, common, personal
    }

    /// What is wrong with a new one for somebody of this name and address; nil when it will do.
    public func fault(name: String, address: String) -> Fault? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.count >= Password.shortest else { return .tooShort }
        let plain = Password.plain(text)
        let user = address.split(separator: "@").first.map(String.init) ?? address
        let own = ([name, address, user] + name.split(whereSeparator: { !$0.isLetter }).map(String.init))
            .map(Password.plain).filter { $0.count >= 3 }.sorted { $0.count > $1.count }
        let rest = own.reduce(plain) { rest, word in rest.split(separator: word, maxSplits: 10).joined() }
        if rest != plain && rest.count < 9 && rest.filter(\.isLetter).count < 4 { return .personal }
        let letters = plain.filter(\.isLetter)
        if Password.isMonotonous(plain) || Password.common.contains(plain) || Password.common.contains(letters) {
            return .common
        }
        return nil
    }

    /// Without case and without what is between letters and digits.
    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// One or two characters over and over, a piece that repeats, or a run along the alphabet, the digits or the keys.
    private static func isMonotonous(_ text: String) -> Bool {
        if Set(text).count <= 3 { return true }
        let letters = Array(text)
        for length in 1...5 where letters.count >= 2 * length {
            if (length..<letters.count).allSatisfy({ letters[$0] == letters[$0 - length] }) { return true }
        }
        return runs.contains { $0.contains(text) }
    }

    private static let runs: [String] = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "q1w2e3r4t5y6u7i8o9p0",
    ].flatMap { [$0, String($0.reversed())] }

    /// What is guessed first, in lower case and without what is no letter or digit; with digits behind it no better.
    private static let common: Set<String> = [
        "password", "passwort", "passord", "salasana", "losenord", "lösenord", "adgangskode", "parool", "parole",
        "slaptazodis", "slaptažodis", "haslo", "hasło", "пароль", "lykilord", "lykilorð", "motdepasse", "contrasena",
        "passwordpassword", "mypassword", "thisismypassword", "changeme", "changemenow", "letmein", "letmeinplease",
        "welcome", "welcomehome", "qwerty", "qwertyui", "qwertyuiop", "iloveyou", "ilovemyself", "administrator",
        "admin",
        "secretary", "secretariat", "childcentre", "childcenter", "thechildcentre", "correcthorsebatterystaple",
        "trustnoone", "princess", "sunshine", "football", "baseball", "basketball", "liverpool", "superman", "batman",
        "starwars", "pokemon", "dragon", "monkey", "master", "masterkey", "michael", "jennifer", "jessica", "ashley",
        "charlie", "computer", "internet", "whatever", "freedom", "hello", "helloworld", "summer", "winter", "spring",
        "autumn", "sommer", "vinter", "january", "december", "monday", "friday", "secret", "topsecret", "default",
        "guest", "testtest", "testing", "example", "p4ssw0rd", "passw0rd", "pa55word", "passwd", "zaq12wsx",
        "1q2w3e4r5t",
    ]
}
