import Basics
import HTTP
import House
import HouseTesting
import Identity
import OneTimeCodes
import Store
import Testing

@Suite("A code beside the password")
struct CodeTests {
    private let step: Doorstep

    init() throws {
        step = try Doorstep()
        try step.add("Anna")
    }

    private struct SetUp {
        let codes: TimedCodes
        let paper: [String]
        let browser: TestClient
    }

    /// Anna, who has just set up codes.
    private func setUp() throws -> SetUp {
        let browser = try step.inside("Anna")
        let page = browser.get("/account/codes").text
        let text = try #require(page.firstMatch(of: /name="secret" value="([A-Z2-7]{32})"/)?.1)
        let codes = try #require(Base32.bytes(of: String(text)).flatMap(TimedCodes.init(secret:)))
        let answer = browser.post("/account/codes", form: [("secret", String(text)), ("code", code(codes))])
        browser.keepCookie(of: answer)
        let paper = answer.text.matches(of: /<li><code>([A-Z0-9-]{19})<\/code>/).map { String($0.1) }
        #expect(paper.count == 10)
        return SetUp(codes: codes, paper: paper, browser: browser)
    }

    private func code(_ codes: TimedCodes, steps: Int64 = 0) -> String {
        codes.code(at: TimedCodes.step(at: step.now) + steps)
    }

    /// The token of whoever is half-way through the door.
    private func entry(_ browser: TestClient) throws -> String {
        let answer = browser.post("/sign-in", form: [("address", "anna"), ("password", Doorstep.password)])
        #expect(answer.status == .ok)
        #expect(answer.fields[.setCookie] == nil)
        return String(try #require(answer.text.firstMatch(of: /name="entry" value="([0-9a-f]{64})"/)?.1))
    }

    @Test("is asked for after the right password, and opens once")
    func wayIn() throws {
        let it = try setUp()
        let browser = try step.browser()
        #expect(
            browser.post("/sign-in", form: [("address", "anna"), ("password", "wrong password")]).status
                == .unprocessableContent)
        let entry = try entry(browser)
        // The code by which they were set up is used up.
        let used = browser.post("/sign-in/code", form: [("entry", entry), ("code", code(it.codes))])
        #expect(used.status == .unprocessableContent)
        step.pass(seconds: 30)
        let answer = browser.post(
            "/sign-in/code", form: [("entry", entry), ("code", code(it.codes)), ("next", "/about")])
        #expect(answer.fields[.location] == "/sign-in?arrived=yes&next=%2Fabout")
        browser.keepCookie(of: answer)
        #expect(browser.isSignedIn)
        let again = try self.entry(step.browser())
        #expect(
            try step.browser().post("/sign-in/code", form: [("entry", again), ("code", code(it.codes))]).status
                == .unprocessableContent)
        #expect(
            try step.browser().post("/sign-in/code", form: [("entry", entry), ("code", code(it.codes))]).status == .gone
        )
    }

    @Test("of a wrong clock is told apart from a wrong one")
    func wrongClock() throws {
        let it = try setUp()
        step.pass(seconds: 600)
        let browser = try step.browser()
        let entry = try entry(browser)
        let late = browser.post("/sign-in/code", form: [("entry", entry), ("code", code(it.codes, steps: -10))])
        #expect(late.status == .unprocessableContent)
        #expect(late.text.contains("a clock is wrong"))
        let wrong = browser.post("/sign-in/code", form: [("entry", entry), ("code", code(it.codes, steps: 5000))])
        #expect(!wrong.text.contains("a clock is wrong"))
        #expect(try step.count("sessions") == 1)
    }

    @Test("C22: cannot be guessed: the fifth wrong one closes the door, and the password opens it no sooner")
    func guessing() throws {
        let it = try setUp()
        step.pass(seconds: 60)
        let browser = try step.browser()
        let entry = try entry(browser)
        for _ in 0..<5 {
            #expect(
                browser.post("/sign-in/code", form: [("entry", entry), ("code", "000000")]).status
                    == .unprocessableContent)
        }
        #expect(
            browser.post("/sign-in/code", form: [("entry", entry), ("code", code(it.codes))]).status == .tooManyRequests
        )
        #expect(browser.signIn("anna").status == .tooManyRequests)
        step.pass(seconds: 60)
        #expect(browser.post("/sign-in/code", form: [("entry", entry), ("code", code(it.codes))]).status == .seeOther)
    }

    @Test("is awaited for ten minutes")
    func tooLate() throws {
        let it = try setUp()
        let browser = try step.browser()
        let entry = try entry(browser)
        step.pass(seconds: 600)
        let answer = browser.post("/sign-in/code", form: [("entry", entry), ("code", code(it.codes))])
        #expect(answer.status == .gone)
        #expect(answer.text.contains("Signing in took too long"))
        for other in ["", "x", String(repeating: "0", count: 64)] {
            #expect(browser.post("/sign-in/code", form: [("entry", other), ("code", "1")]).status == .gone)
        }
    }

    @Test("from paper opens once, in small letters too")
    func paper() throws {
        let it = try setUp()
        let browser = try step.browser()
        let typed = try #require(it.paper.first).lowercased()
        let answer = browser.post("/sign-in/code", form: [("entry", try entry(browser)), ("paper", typed)])
        #expect(answer.status == .seeOther)
        browser.keepCookie(of: answer)
        #expect(browser.get("/account").text.contains("You have 9 left."))
        let again = try step.browser()
        let refused = again.post("/sign-in/code", form: [("entry", try entry(again)), ("paper", typed)])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("none of your recovery codes"))
    }

    @Test("from paper is another's for nobody, and old ones are worth nothing once there are new ones")
    func renewing() throws {
        let it = try setUp()
        let answer = it.browser.post("/account/recovery", form: [])
        #expect(answer.status == .ok)
        it.browser.keepCookie(of: answer)
        let paper = answer.text.matches(of: /<li><code>([A-Z0-9-]{19})<\/code>/).map { String($0.1) }
        #expect(Set(paper).union(it.paper).count == 20)
        let browser = try step.browser()
        let entry = try entry(browser)
        #expect(
            browser.post("/sign-in/code", form: [("entry", entry), ("paper", it.paper[1])]).status
                == .unprocessableContent)
        #expect(browser.post("/sign-in/code", form: [("entry", entry), ("paper", paper[1])]).status == .seeOther)
        // Shown once, and stored as digests.
        #expect(!it.browser.get("/account").text.contains(paper[2]))
        let kept = try step.test.house.store.read { try $0.values("select code from recovery_codes", as: [UInt8].self) }
        #expect(kept.count == 10 && kept.allSatisfy { $0.count == 32 })
    }

    @Test("is not asked for before one was typed that is right")
    func unfinished() throws {
        let browser = try step.inside("Anna")
        let secret = Base32.text(of: TimedCodes.fresh().secret)
        #expect(
            browser.post("/account/codes", form: [("secret", secret), ("code", "000000")]).status
                == .unprocessableContent)
        #expect(
            browser.post("/account/codes", form: [("secret", "AAAA"), ("code", "000000")]).fields[.location]
                == "/account/codes")
        #expect(try step.count("timed_codes") == 0)
        #expect(try step.browser().signIn("anna").status == .seeOther)
    }

    @Test("C17: ends every other session when codes come or go")
    func keysChanged() throws {
        let there = try step.inside("Anna")
        let it = try setUp()
        #expect(it.browser.isSignedIn && !there.isSignedIn)
        it.browser.keepCookie(of: it.browser.post("/account/codes/remove", form: []))
        #expect(it.browser.isSignedIn)
        #expect(try step.browser().signIn("anna").status == .seeOther)
        #expect(try step.count("timed_codes") == 0)
    }

    @Test("C21: tells nobody without the password whether it would be asked for")
    func quiet() throws {
        let before = try step.browser().signIn("anna", "wrong password").body
        _ = try setUp()
        #expect(try step.browser().signIn("anna", "wrong password").body == before)
        #expect(try step.browser().signIn("anna", "wrong password").status == .unprocessableContent)
    }
}
