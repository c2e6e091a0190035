import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Journal
import Store
import Testing

@Suite("Signing in", .onEveryEngine)
struct SignInTests {
    private let step: Doorstep

    init() throws {
        step = try Doorstep()
        try step.add("Anna")
    }

    @Test("C14: gives a cookie that only this house sees, over a safe line, and no script")
    func cookie() throws {
        let answer = try step.browser().signIn("anna")
        #expect(answer.status == .seeOther)
        let cookies = answer.fields.values(of: .setCookie)
        #expect(cookies.count == 1)
        #expect(
            cookies.first?.wholeMatch(
                of: /__Host-session=[0-9a-f]{64}; Path=\/; Secure; HttpOnly; SameSite=Strict/) != nil)
    }

    @Test("takes the address in any case, and the password in none but its own")
    func folding() throws {
        #expect(try step.browser().signIn(" ANNA ").status == .seeOther)
        #expect(try step.browser().signIn("anna", "Seven grey geese").status == .unprocessableContent)
        #expect(try step.browser().signIn("anna", " seven grey geese").status == .unprocessableContent)
    }

    @Test("C15: begins a new session each time, and the browser's old one is dead at once")
    func newSession() throws {
        let browser = try step.browser()
        browser.signIn("anna")
        let old = try #require(browser.cookie)
        browser.signIn("anna")
        #expect(browser.cookie != old)
        #expect(browser.isSignedIn)
        browser.cookie = old
        #expect(!browser.isSignedIn)
        #expect(try step.count("sessions") == 1)
    }

    @Test("C15: gives nobody a session that they brought themselves")
    func fixation() throws {
        let browser = try step.browser()
        let brought = "__Host-session=" + String(repeating: "ab", count: 32)
        browser.cookie = brought
        browser.signIn("anna")
        #expect(browser.cookie != brought)
    }

    @Test("C16: is over after half an hour without a page, and after twelve hours with pages")
    func time() throws {
        let browser = try step.browser()
        browser.signIn("anna")
        step.pass(seconds: 29 * 60)
        #expect(browser.isSignedIn)
        step.pass(seconds: 30 * 60)
        #expect(!browser.isSignedIn)
        browser.cookie = nil
        browser.signIn("anna")
        for _ in 0..<36 {
            step.pass(seconds: 20 * 60 - 1)
            #expect(browser.isSignedIn)
            // What the page wrote down is there when the next write is.
            try step.test.house.store.write { $0.leaveUnnoted(because: "waits for the writer") }
        }
        step.pass(seconds: 36)
        #expect(!browser.isSignedIn)
    }

    @Test("C17, C18: ends by signing out, which takes the cookie and all that the browser kept")
    func signOut() throws {
        let browser = try step.browser()
        browser.signIn("anna")
        let cookie = browser.cookie
        let answer = browser.post("/sign-out", form: [])
        #expect(answer.status == .seeOther)
        #expect(answer.fields[.clearSiteData] == "\"cache\", \"cookies\", \"storage\"")
        #expect(answer.fields[.setCookie]?.contains("__Host-session=; Max-Age=0; Path=/; Secure") == true)
        #expect(answer.fields[.location] == "/en/sign-in?out=yes")
        browser.cookie = cookie
        #expect(!browser.isSignedIn)
        browser.cookie = nil
        #expect(browser.get("/en/sign-in?out=yes").text.contains("You are signed out."))
        #expect(try step.count("sessions") == 0)
    }

    @Test("C17: is over in every browser when the operator ends the member")
    func ended() throws {
        let browsers = [try step.browser(), try step.browser()]
        for browser in browsers { browser.signIn("anna") }
        try step.test.house.store.write { transaction in
            let anna = try Account.named("Anna", in: transaction)
            for account in anna { try Account.end(account.id, by: "operator", in: transaction) }
        }
        for browser in browsers {
            #expect(!browser.isSignedIn)
            #expect(browser.post("/account/sessions", form: [("session", "others")]).status == .unauthorized)
            browser.cookie = nil
            #expect(browser.signIn("anna").status == .unprocessableContent)
        }
    }

    @Test("C21: answers alike whether there is such a member or not")
    func alike() throws {
        let browser = try step.browser()
        let known = browser.signIn("anna", "wrong password 1")
        let unknown = browser.signIn("bert", "wrong password 1")
        #expect(known.status == unknown.status)
        #expect(Array(known.fields) == Array(unknown.fields))
        #expect(known.text.replacing("anna", with: "") == unknown.text.replacing("bert", with: ""))
        #expect(known.text.contains("This address and this password do not belong together."))
        #expect(known.text.contains("value=\"anna\"") && !known.text.contains("wrong password 1"))
    }

    @Test("asks for what is missing, and counts it as no attempt", arguments: [("", "x"), ("anna", ""), ("", "")])
    func missing(_ address: String, _ password: String) throws {
        let answer = try step.browser().signIn(address, password)
        #expect(answer.text.contains("Write your address and your password."))
        #expect(try step.count("attempts") == 0)
    }

    @Test("C34: refuses fields that nobody asked for")
    func unknownFields() throws {
        let form = [("address", "anna"), ("password", Doorstep.password), ("role", "admin")]
        #expect(try step.browser().post("/sign-in", form: form).status == .badRequest)
        #expect(try step.count("sessions") == 0)
    }

    @Test("takes monstrous passwords and addresses for wrong ones")
    func monstrous() throws {
        let browser = try step.browser()
        #expect(browser.signIn("anna", String(repeating: "p", count: 5000)).status == .unprocessableContent)
        #expect(browser.signIn(String(repeating: "a", count: 5000), "x").status == .unprocessableContent)
        #expect(browser.signIn("anna", String(repeating: "p", count: 9000)).status == .contentTooLarge)
    }

    @Test(
        "leads to pages of this house alone",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil.example", "\\evil", "javascript:alert(1)",
            "/\t/evil.example",
            "evil", "/sign-in", "/sv/sign-in?next=/", "/sign-out", "/welcome?code=1", "/a b",
            "/" + String(repeating: "a", count: 3000),
        ])
    func openRedirect(_ next: String) throws {
        let browser = try step.browser()
        let answer = browser.signIn("anna", next: next)
        #expect(answer.fields[.location] == "/sign-in?arrived=yes")
        let page = browser.get("/sign-in?" + "next=" + encoded(next))
        #expect(page.fields[.location] == "/members")
    }

    @Test("leads back to where somebody wanted to go")
    func back() throws {
        let browser = try step.browser()
        let asked = browser.get("/account?done=sessions")
        #expect(asked.fields[.location] == "/sign-in?next=%2Faccount%3Fdone%3Dsessions")
        #expect(browser.get(asked.fields[.location] ?? "").text.contains("value=\"/account?done=sessions\""))
        let answer = browser.signIn("anna", next: "/account?done=sessions")
        let check = browser.get(answer.fields[.location] ?? "")
        #expect(check.fields[.location] == "/account?done=sessions")
    }

    @Test("says so when the browser kept no cookie")
    func withoutCookies() throws {
        let answer = try step.browser().signIn("anna")
        let other = try step.browser()
        let page = other.get(answer.fields[.location] ?? "", language: .english)
        #expect(page.status == .ok)
        #expect(page.text.contains("did not keep the cookie"))
    }

    @Test("asks a browser again that came by a link from elsewhere, and once only")
    func fromElsewhere() throws {
        let browser = try step.browser()
        let first = browser.get("/sign-in?next=%2Faccount", headers: [.secFetchSite: "cross-site"])
        #expect(first.fields.first { $0.name.rawName == "Refresh" }?.value == "0; url=/sign-in?next=%2Faccount")
        let second = browser.get("/sign-in?next=%2Faccount", headers: [.secFetchSite: "same-origin"])
        #expect(!second.fields.contains { $0.name.rawName == "Refresh" })
    }

    @Test("from another site is refused", arguments: ["cross-site", "same-site", "none of these"])
    func otherSite(_ site: String) throws {
        let browser = try step.browser()
        let answer = browser.post(
            "/sign-in", form: [("address", "anna"), ("password", Doorstep.password)], headers: [.secFetchSite: site])
        #expect(answer.status == .forbidden)
        #expect(answer.fields[.setCookie] == nil)
    }

    @Test("works in two tabs: the form of the one that came later needs no token of the other's session")
    func twoTabs() throws {
        let browser = try step.browser()
        browser.signIn("anna")
        browser.token = nil
        #expect(browser.signIn("anna").status == .seeOther)
        #expect(browser.isSignedIn)
    }

    @Test("leaves neither address nor secret in the journal")
    func journal() throws {
        let browser = try step.browser()
        browser.signIn("anna", "wrong password 1")
        browser.signIn("anna")
        _ = browser.post("/sign-out", form: [])
        let entries = try step.test.house.store.read { try Journal.entries(after: 0, in: $0) }
        #expect(entries.map(\.verb) == ["member.added", "session.begun", "session.ended"])
        #expect(!"\(entries)".contains("anna") && !"\(entries)".contains("argon2"))
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { "%" + Hexadecimal.text(of: [$0]) }.joined()
    }
}
