import Basics
import HTTP
import House
import HouseTesting
import Identity
import Signatures
import SoftAuthenticator
import Store
import Testing

@Suite("A passkey at the door")
struct PasskeyTests {
    private let step: Doorstep
    private let anna: Key<Member>

    init() throws {
        step = try Doorstep()
        anna = try step.add("Anna")
    }

    private func inside() throws -> TestClient { try step.inside("Anna") }

    @Test("lets its member in, with no address asked, whatever way it signs", arguments: PublicKey.Algorithm.allCases)
    func wayIn(_ algorithm: PublicKey.Algorithm) throws {
        var holder = try Holder(algorithm)
        try holder.enrol(at: inside())
        let browser = try step.browser()
        #expect(try holder.signIn(at: browser, as: anna).fields[.location] == "/sign-in?arrived=yes")
        #expect(browser.isSignedIn)
        // And again, with a count that grew.
        #expect(try holder.signIn(at: step.browser(), as: anna).status == .seeOther)
    }

    @Test("is listed with its name and its last use, and never as markup")
    func listed() throws {
        var holder = try Holder()
        let browser = try inside()
        try holder.enrol(at: browser, name: "<b>Key</b> \u{202E}ring")
        #expect(browser.get("/account").text.contains("&lt;b&gt;Key&lt;/b&gt; ring"))
        #expect(browser.get("/account").text.contains("not used yet"))
        step.pass(seconds: 60)
        let other = try step.browser()
        _ = try holder.signIn(at: other, as: anna)
        #expect(!other.get("/account").text.contains("not used yet"))
    }

    @Test("C20: answers a challenge once")
    func once() throws {
        var holder = try Holder()
        try holder.enrol(at: inside())
        let browser = try step.browser()
        let challenge = try Holder.challenge(of: browser.post("/sign-in/challenge", form: []))
        let first = try holder.shown(challenge, by: anna), second = try holder.shown(challenge, by: anna)
        #expect(browser.post("/sign-in/passkey", form: first).status == .seeOther)
        #expect(browser.post("/sign-in/passkey", form: first).status == .unprocessableContent)
        #expect(browser.post("/sign-in/passkey", form: second).status == .unprocessableContent)
    }

    @Test("C20: uses a challenge up even when the answer was wrong")
    func burnt() throws {
        var holder = try Holder()
        try holder.enrol(at: inside())
        let browser = try step.browser()
        let challenge = try Holder.challenge(of: browser.post("/sign-in/challenge", form: []))
        let wrong = try holder.shown(challenge, by: anna) { $0.flags = 0x01 }
        #expect(browser.post("/sign-in/passkey", form: wrong).status == .unprocessableContent)
        let right = try holder.shown(challenge, by: anna)
        #expect(browser.post("/sign-in/passkey", form: right).status == .unprocessableContent)
    }

    @Test("C20: answers within five minutes, 256 bits that differ each time")
    func late() throws {
        var holder = try Holder()
        try holder.enrol(at: inside())
        let browser = try step.browser()
        let challenges = try (0..<20).map { _ in
            try Holder.challenge(of: browser.post("/sign-in/challenge", form: []))
        }
        #expect(Set(challenges).count == 20 && challenges.allSatisfy { $0.count == 32 })
        step.pass(seconds: 299)
        #expect(try browser.post("/sign-in/passkey", form: holder.shown(challenges[0], by: anna)).status == .seeOther)
        step.pass(seconds: 1)
        let late = try browser.post("/sign-in/passkey", form: holder.shown(challenges[1], by: anna))
        #expect(late.status == .unprocessableContent)
    }

    @Test("C20: answers no challenge that was made for something else, or for somebody else, or by nobody")
    func purposes() throws {
        var holder = try Holder()
        let browser = try inside()
        try holder.enrol(at: browser)
        let proof = try Holder.challenge(of: browser.post("/account/proof/challenge", form: []))
        let enrolment = try Holder.challenge(of: browser.post("/account/passkeys/challenge", form: []))
        for challenge in [proof, enrolment, Randomness.bytes(32)] {
            let answer = try step.browser().post("/sign-in/passkey", form: holder.shown(challenge, by: anna))
            #expect(answer.status == .unprocessableContent)
        }
        try step.add("Bo")
        let bo = try step.inside("Bo")
        let bos = try Holder.challenge(of: bo.post("/account/proof/challenge", form: []))
        let answer = try browser.post("/account/proof/passkey", form: holder.shown(bos, by: anna))
        #expect(answer.status == .unprocessableContent)
    }

    static let spoilt: [(name: String, change: @Sendable (inout Ceremony) -> Void)] = [
        ("another origin", { $0.origin = "http://127.0.0.1" }), ("another house", { $0.house = "evil.example.org" }),
        ("nobody verified", { $0.flags = 0x01 }), ("nobody present", { $0.flags = 0x04 }),
        ("an earlier count", { $0.count = 0 }), ("another person", { $0.person = [1] }),
        ("nobody named", { $0.person = nil }), ("a frame", { $0.more = ",\"crossOrigin\":true" }),
        ("a wrong signature", { $0.sign = { key, text in key.sign(text + [1]) } }),
        ("an unknown credential", { $0.identity = [1, 2, 3] }),
    ]

    @Test("C20, C21: is refused in one and the same page, whatever is wrong", arguments: spoilt.indices)
    func refused(_ index: Int) throws {
        var holder = try Holder()
        try holder.enrol(at: inside())
        // Once, so that there is an earlier count.
        _ = try holder.signIn(at: step.browser(), as: anna)
        let before = try step.count("sessions")
        let browser = try step.browser()
        let challenge = try Holder.challenge(of: browser.post("/sign-in/challenge", form: []))
        let form = try holder.shown(challenge, by: anna, change: Self.spoilt[index].change)
        let answer = browser.post("/sign-in/passkey", form: form)
        #expect(answer.status == .unprocessableContent, "\(Self.spoilt[index].name)")
        #expect(answer.body == browser.post("/sign-in/passkey", form: [("id", "x")]).body)
        #expect(answer.fields[.setCookie] == nil)
        #expect(try step.count("sessions") == before)
    }

    @Test("is not kept when something is wrong with it")
    func enrolling() throws {
        var holder = try Holder()
        let browser = try inside()
        let changes: [(inout Ceremony) -> Void] = [
            { $0.origin = "http://127.0.0.1" }, { $0.flags = 0x41 }, { $0.cose[1].1 = .number(0) },
            { $0.answered = Base64URL.text(of: Randomness.bytes(32)) }, { $0.type = "webauthn.get" },
        ]
        for change in changes {
            let challenge = try Holder.challenge(of: browser.post("/account/passkeys/challenge", form: []))
            let answer = browser.post("/account/passkeys", form: try holder.made(challenge, change: change))
            #expect(answer.status == .unprocessableContent)
        }
        #expect(try step.count("passkeys") == 0)
        #expect(browser.isSignedIn)
    }

    @Test("belongs to one person alone, and a person has at most twenty")
    func unique() throws {
        var holder = try Holder()
        let browser = try inside()
        try holder.enrol(at: browser)
        try step.add("Bo")
        let bo = try step.inside("Bo")
        for other in [bo, browser] {
            let challenge = try Holder.challenge(of: other.post("/account/passkeys/challenge", form: []))
            let answer = other.post("/account/passkeys", form: try holder.made(challenge))
            #expect(answer.status == .unprocessableContent)
        }
        for _ in 1..<Passkey.most {
            var more = try Holder()
            try more.enrol(at: browser)
        }
        var last = try Holder()
        let challenge = try Holder.challenge(of: browser.post("/account/passkeys/challenge", form: []))
        #expect(browser.post("/account/passkeys", form: try last.made(challenge)).status == .unprocessableContent)
        #expect(try step.count("passkeys") == Passkey.most)
    }

    @Test("C17: ends every other session when it comes or goes, and C15: gives this one another token")
    func keysChanged() throws {
        var holder = try Holder()
        let here = try inside(), there = try inside()
        let before = here.cookie
        try holder.enrol(at: here)
        #expect(here.isSignedIn && !there.isSignedIn)
        #expect(here.cookie != before)
        let old = try step.browser()
        old.cookie = before
        #expect(!old.isSignedIn)
        let again = try inside()
        let id = try #require(here.get("/account").text.firstMatch(of: /name="passkey" value="([0-9a-f]{32})"/)?.1)
        here.keepCookie(of: here.post("/account/passkeys/remove", form: [("passkey", String(id))]))
        #expect(here.isSignedIn && !again.isSignedIn)
        #expect(try step.count("passkeys") == 0)
        #expect(try holder.signIn(at: step.browser(), as: anna).status == .unprocessableContent)
    }

    @Test("cannot be removed by anybody else")
    func foreign() throws {
        var holder = try Holder()
        let browser = try inside()
        try holder.enrol(at: browser)
        let id = try #require(browser.get("/account").text.firstMatch(of: /name="passkey" value="([0-9a-f]{32})"/)?.1)
        try step.add("Bo")
        let bo = try step.inside("Bo")
        #expect(bo.post("/account/passkeys/remove", form: [("passkey", String(id))]).status == .seeOther)
        #expect(bo.post("/account/passkeys/remove", form: [("passkey", "x")]).status == .notFound)
        #expect(try step.count("passkeys") == 1)
    }

    @Test("of somebody who has left opens nothing, and is forgotten")
    func ended() throws {
        var holder = try Holder()
        try holder.enrol(at: inside())
        let anna = anna
        try step.test.house.store.write { _ = try Account.end(anna, by: "operator", in: $0) }
        #expect(try holder.signIn(at: step.browser(), as: anna).status == .unprocessableContent)
        #expect(try step.count("passkeys") == 0)
    }

    @Test("has at most a hundred open challenges for each place, and nobody pushes out another place's")
    func flood() throws {
        var holder = try Holder()
        try holder.enrol(at: inside())
        let near = try step.browser(at: "192.0.2.1"), far = try step.browser(at: "198.51.100.1")
        let challenge = try Holder.challenge(of: near.post("/sign-in/challenge", form: []))
        for _ in 0..<150 { _ = far.post("/sign-in/challenge", form: []) }
        #expect(try step.count("challenges") <= 102)
        #expect(try near.post("/sign-in/passkey", form: holder.shown(challenge, by: anna)).status == .seeOther)
    }
}
