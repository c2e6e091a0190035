import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Journal
import Store
import Testing

@Suite("One's own account", .onEveryEngineWhenLong)
struct AccountTests {
    private let step: Doorstep

    init() throws {
        step = try Doorstep()
        try step.add("Anna")
    }

    private func change(
        _ old: String, to new: String, again: String? = nil, in browser: TestClient
    ) -> HTTPResponse {
        let form = [("old", old), ("password", new), ("again", again ?? new)]
        return browser.post("/account/password", form: form, language: .english)
    }

    @Test("C15, C17: a new password ends all sessions, and gives this browser a new one")
    func password() throws {
        let here = try step.browser(), there = try step.browser()
        here.signIn("anna")
        there.signIn("anna")
        let old = here.cookie
        let answer = change(Doorstep.password, to: "eight brown bears", in: here)
        #expect(answer.fields[.location] == "/account?done=password")
        here.keepCookie(of: answer)
        #expect(here.cookie != old)
        #expect(here.isSignedIn && !there.isSignedIn)
        here.cookie = old
        #expect(!here.isSignedIn)
        #expect(try step.browser().signIn("anna").status == .unprocessableContent)
        #expect(try step.browser().signIn("anna", "eight brown bears").status == .seeOther)
        let entries = try step.test.house.store.read { try Journal.entries(after: 0, in: $0) }
        #expect(entries.contains { $0.verb == "member.password-changed" && $0.values == [] })
    }

    @Test("C18: a new password proves nothing anew: the session is no fresher and lasts no longer than before")
    func freshness() throws {
        let browser = try step.browser()
        browser.signIn("anna")
        step.pass(seconds: Session.freshSeconds + 60)
        let before = try step.test.house.store.read { try $0.value("select max(begun) from sessions", as: Moment.self) }
        let answer = change(Doorstep.password, to: "eight brown bears", in: browser)
        browser.keepCookie(of: answer)
        #expect(browser.isSignedIn)
        let after = try step.test.house.store.read { try $0.value("select max(begun) from sessions", as: Moment.self) }
        #expect(before == after)
        let asked = browser.post("/account/data", form: [], language: .english)
        #expect((asked.fields[.location] ?? asked.text).contains("/account/proof"))
    }

    @Test("is not changed by whoever does not know the old password, and the guesses are counted")
    func guesses() throws {
        let browser = try step.browser()
        browser.signIn("anna")
        for _ in 0..<5 {
            let page = change("not the old one", to: "eight brown bears", in: browser)
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("This is not your old password."))
        }
        #expect(change(Doorstep.password, to: "eight brown bears", in: browser).status == .tooManyRequests)
        step.pass(seconds: 60)
        #expect(try step.browser().signIn("anna").status == .seeOther)
    }

    @Test("takes no password that would not do for somebody new", arguments: ["short", "password1234", "anna anna 1"])
    func faults(_ new: String) throws {
        let browser = try step.browser()
        browser.signIn("anna")
        #expect(change(Doorstep.password, to: new, in: browser).status == .unprocessableContent)
        #expect(
            change(Doorstep.password, to: "eight brown bears", again: "x", in: browser).status == .unprocessableContent)
        #expect(browser.isSignedIn)
    }

    @Test("lists the member's own sessions, and ends one of them or all others")
    func sessions() throws {
        try step.add("Bo")
        let here = try step.browser(), there = try step.browser(), bo = try step.browser()
        here.signIn("anna")
        there.signIn("anna")
        bo.signIn("bo")
        let page = here.get("/account", language: .english).text
        let others = page.matches(of: /name="session" value="([0-9a-f]{32})"/).map { String($0.1) }
        #expect(others.count == 1)
        #expect(page.contains("this browser"))
        // Somebody else's session cannot be ended, and nobody learns whether there is one.
        let foreign = bo.post("/account/sessions", form: [("session", others.first ?? "")])
        #expect(foreign.status == .seeOther)
        #expect(there.isSignedIn)
        #expect(here.post("/account/sessions", form: [("session", others.first ?? "")]).status == .seeOther)
        #expect(!there.isSignedIn && here.isSignedIn)
        there.cookie = nil
        there.signIn("anna")
        #expect(here.post("/account/sessions", form: [("session", "others")]).status == .seeOther)
        #expect(!there.isSignedIn && here.isSignedIn && bo.isSignedIn)
        #expect(here.post("/account/sessions", form: [("session", "x")]).status == .notFound)
    }

    @Test("is shown to nobody else, and stored by no cache")
    func strangers() throws {
        let stranger = try step.browser()
        #expect(stranger.get("/account").fields[.location] == "/sign-in?next=%2Faccount")
        for address in ["/account/password", "/account/sessions"] {
            #expect(stranger.post(address, form: [("session", "others")]).status == .unauthorized)
        }
        let browser = try step.browser()
        browser.signIn("anna")
        for address in ["/account", "/", "/activities"] {
            #expect(browser.get(address).fields[.cacheControl] == "no-store")
        }
        #expect(stranger.get("/").fields[.cacheControl] == "private, no-cache")
    }

    @Test("C36: nothing of it happens without the token of this very session")
    func token() throws {
        let here = try step.browser(), there = try step.browser()
        here.signIn("anna")
        there.signIn("anna")
        here.token = there.token
        for address in ["/account/password", "/account/sessions", "/sign-out", "/welcome"] {
            #expect(here.post(address, form: [("session", "others")]).status == .forbidden)
        }
        #expect(here.isSignedIn && there.isSignedIn)
    }

    @Test("knows browsers by a few words, and never shows what they said of themselves")
    func devices() throws {
        let browser = try step.browser()
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0 <script>"
        let form = [("address", "anna"), ("password", Doorstep.password)]
        browser.keepCookie(
            of: browser.post("/sign-in", form: form, headers: [.secFetchSite: "same-origin", .userAgent: agent]))
        let page = browser.get("/account").text
        #expect(page.contains("Firefox, Linux"))
        #expect(!page.contains("Gecko"))
    }
}
