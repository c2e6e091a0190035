import Identity
import Testing

@Suite("A password")
struct PasswordTests {
    private func fault(_ typed: String, name: String = "Anna Berg", address: String = "a.berg@example.org") throws
        -> Password.Fault?
    {
        try #require(Password(typed)).fault(name: name, address: address)
    }

    @Test(
        "may be anything that is long enough and not easily guessed",
        arguments: [
            "seven grey geese", "Грибы растут ночью", "ÆØÅ æøå 12", "🦔 eats 🍎 daily",
            "Anna walks through the forest slowly",
            "  spaces  count  ", String(repeating: "long words ", count: 93),
        ])
    func allowed(_ typed: String) throws {
        #expect(try fault(typed) == nil)
    }

    @Test(
        "has at least ten characters, however many bytes they take",
        arguments: ["", "abcdefgh9", "ÅÅÄÄÖÖéüõ", "🦔🍎🌲🏠🌊⛵️🦢🍓🫐"])
    func short(_ typed: String) throws {
        #expect(try fault(typed) == .tooShort)
    }

    @Test("has at most 1024 bytes")
    func long() {
        #expect(Password(String(repeating: "ab", count: 512)) != nil)
        #expect(Password(String(repeating: "ab", count: 512) + "c") == nil)
    }

    @Test(
        "is not one that is guessed first",
        arguments: [
            "password123", "Passw0rd!!", "PASSWORT 2024", "1234567890", "0987654321", "aaaaaaaaaaaa", "qwertyuiop",
            "abcabcabcabc", "iloveyou!!!", "welcome 2026", "1q2w3e4r5t6y", "salasana12345", "changeme!!!!",
        ])
    func common(_ typed: String) throws {
        #expect(try fault(typed) == .common)
    }

    @Test(
        "is not one's own name or address with a little around it",
        arguments: [
            "annaberg1234", "Anna Berg!!", "a.berg@example.org", "berg.anna.99", "aberg1234567",
        ])
    func personal(_ typed: String) throws {
        #expect(try fault(typed) == .personal)
    }

    @Test("fits itself alone, and is kept as Argon2id of 64 MiB with a salt of its own")
    func hashing() throws {
        let right = try #require(Password("seven grey geese")), wrong = try #require(Password("Seven grey geese"))
        let kept = try PasswordHash.make(of: right)
        #expect(kept.hasPrefix("$argon2id$v=19$m=65536,t=3,p=1$"))
        #expect(try PasswordHash.make(of: right) != kept)
        #expect(PasswordHash.matches(kept, right))
        #expect(!PasswordHash.matches(kept, wrong))
    }

    @Test("fits however a keyboard put its letters together")
    func composed() throws {
        let kept = try PasswordHash.make(of: try #require(Password("sm\u{F6}rg\u{E5}sbord \u{E9}t\u{E9}")))
        #expect(PasswordHash.matches(kept, try #require(Password("smo\u{308}rga\u{30A}sbord e\u{301}te\u{301}"))))
        #expect(!PasswordHash.matches(kept, try #require(Password("smorgasbord ete"))))
    }

    @Test("of nobody takes the same work, and fits nothing", arguments: [nil, "", "nobody's", "$argon2id$broken"])
    func nobody(_ kept: String?) throws {
        let typed = try #require(Password("seven grey geese"))
        let clock = ContinuousClock()
        let real = try PasswordHash.make(of: typed)
        let known = clock.measure { _ = PasswordHash.matches(real, typed) }
        let unknown = clock.measure { #expect(!PasswordHash.matches(kept, typed)) }
        // Times are unsteady on a busy machine; nothing at all would be a thousand times less.
        if kept != "$argon2id$broken" { #expect(unknown > known / 10) }
    }
}
