import Basics
import HTTP
import House
import HouseTesting
import Identity
import Markup
import OneTimeCodes
import Room
import Store
import Testing
import Web

@Suite("Showing once more who one is")
struct FreshTests {
    private let step: Doorstep
    private let anna: Key<Member>
    private static let place = Address("/danger-of-a-test")
    private static let vault = Address("/vault-of-a-test")
    private static let room = Room("danger", window: .archive) { routes in
        routes.get(place, for: .ownAccount) { (visitor: Visitor) -> Outcome in
            let member = try visitor.fresh()
            return .page(Page("Danger", in: .archive, body: "<p>\(member.name)</p>"))
        }
        routes.post(place, for: .ownAccount, limit: 4096) { (visitor: Visitor) -> Outcome in
            try visitor.form.only(["what", "old"])
            _ = try visitor.fresh()
            let what = visitor.form["what"] ?? ""
            return .page(Page("Done", in: .archive, body: "<p>Done: \(what)</p>"))
        }
        routes.get(vault, for: .ownAccount) { (visitor: Visitor) -> Outcome in
            _ = try visitor.keyHolder()
            return .page(Page("Vault", in: .archive, body: "<p>Gold</p>"))
        }
    }

    init() throws {
        step = try Doorstep(rooms: House.ownRooms + [Self.room])
        anna = try step.add("Anna")
    }

    private func inside() throws -> TestClient { try step.inside("Anna") }

    private let password = [(name: "password", value: Doorstep.password)]

    @Test("is not asked within ten minutes of signing in, and is asked afterwards")
    func tenMinutes() throws {
        let browser = try inside()
        #expect(browser.get("/danger-of-a-test").status == .ok)
        step.pass(seconds: 599)
        #expect(browser.get("/danger-of-a-test").status == .ok)
        step.pass(seconds: 1)
        let answer = browser.get("/danger-of-a-test?a=b")
        #expect(answer.status == .seeOther)
        #expect(answer.fields[.location] == "/account/proof?next=%2Fdanger-of-a-test%3Fa%3Db")
        #expect(try step.browser().get("/danger-of-a-test").fields[.location] == "/sign-in?next=%2Fdanger-of-a-test")
    }

    @Test("C15: comes back to the page, with another token for the session")
    func page() throws {
        let browser = try inside()
        step.pass(seconds: 600)
        let before = browser.cookie
        let form = password + [("next", "/danger-of-a-test")]
        let answer = browser.post("/account/proof", form: form)
        #expect(answer.fields[.location] == "/danger-of-a-test")
        browser.keepCookie(of: answer)
        #expect(browser.cookie != before)
        #expect(browser.get("/danger-of-a-test").status == .ok)
        let old = try step.browser()
        old.cookie = before
        #expect(!old.isSignedIn)
    }

    @Test("comes back to a form with all that it held, and nothing happens before that")
    func form() throws {
        let browser = try inside()
        step.pass(seconds: 600)
        let asked = browser.post("/danger-of-a-test", form: [("what", "a & <b>")])
        #expect(asked.status == .forbidden)
        #expect(!asked.text.contains("Done"))
        let kept = try #require(asked.text.firstMatch(of: /name="kept" value="([^"]*)"/)?.1)
        let errand = [(name: "act", value: "/danger-of-a-test"), (name: "kept", value: String(kept))]
        #expect(browser.post("/account/proof", form: errand).text.contains("name=\"password\""))
        let answer = browser.post("/account/proof", form: errand + password)
        #expect(answer.status == .ok)
        #expect(answer.text.contains("<form method=\"post\" action=\"/danger-of-a-test\">"))
        #expect(answer.text.contains("name=\"what\" value=\"a &amp; &lt;b&gt;\""))
        let token = browser.token
        browser.keepCookie(of: answer)
        // The form that was open fits still.
        #expect(browser.token == token)
        #expect(browser.post("/danger-of-a-test", form: [("what", "it")]).text.contains("Done: it"))
    }

    @Test("never carries a password along, nor leads out of the house")
    func secrets() throws {
        let browser = try inside()
        step.pass(seconds: 600)
        let asked = browser.post("/danger-of-a-test", form: [("what", "it"), ("old", "my secret")])
        #expect(!asked.text.contains("secret"))
        for place in ["https://evil.example.org", "//evil.example.org", "/sign-out", "javascript:alert(1)"] {
            let answer = browser.post(
                "/account/proof", form: password + [("act", place), ("kept", "a=b"), ("next", place)])
            #expect(answer.fields[.location] == "/account")
            browser.keepCookie(of: answer)
        }
    }

    @Test("counts wrong answers as signing in does, and changes nothing")
    func wrong() throws {
        let browser = try inside()
        step.pass(seconds: 600)
        for _ in 0..<5 {
            let answer = browser.post("/account/proof", form: [("password", "wrong password")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.fields[.setCookie] == nil)
        }
        #expect(browser.post("/account/proof", form: password).status == .tooManyRequests)
        #expect(browser.get("/danger-of-a-test").status == .seeOther)
    }

    @Test("takes a passkey, and one's own alone")
    func passkey() throws {
        var mine = try Holder(), bos = try Holder()
        let browser = try inside()
        try mine.enrol(at: browser)
        let boId = try step.add("Bo")
        let bo = try step.inside("Bo")
        try bos.enrol(at: bo)
        step.pass(seconds: 600)
        func show(_ holder: inout Holder, _ member: Key<Member>) throws -> HTTPResponse {
            let challenge = try Holder.challenge(of: browser.post("/account/proof/challenge", form: []))
            let form = try holder.shown(challenge, by: member) + [("next", "/danger-of-a-test")]
            return browser.post("/account/proof/passkey", form: form)
        }
        #expect(try show(&bos, boId).status == .unprocessableContent)
        #expect(browser.get("/danger-of-a-test").status == .seeOther)
        let answer = try show(&mine, anna)
        #expect(answer.fields[.location] == "/danger-of-a-test")
        browser.keepCookie(of: answer)
        #expect(browser.get("/danger-of-a-test").status == .ok)
    }

    @Test(
        "is asked before keys are changed",
        arguments: [
            "/account/passkeys/challenge", "/account/passkeys", "/account/passkeys/remove", "/account/codes",
            "/account/codes/remove", "/account/recovery",
        ])
    func keys(_ address: String) throws {
        let browser = try inside()
        step.pass(seconds: 600)
        #expect(browser.post(address, form: []).status == .forbidden)
        #expect(try step.browser().post(address, form: []).status == .unauthorized)
        #expect(try step.count("recovery_codes") == 0)
    }

    @Test("asks for the code, too, where there is one")
    func code() throws {
        let browser = try inside()
        let codes = TimedCodes.fresh(), anna = anna
        try step.test.house.store.write {
            try TimedCodesKept.keep(codes, accepted: 0, of: anna, by: "anna", in: $0)
        }
        step.pass(seconds: 600)
        #expect(browser.post("/account/proof", form: password).status == .unprocessableContent)
        let code = codes.code(at: TimedCodes.step(at: step.now))
        let answer = browser.post("/account/proof", form: password + [("code", code)])
        #expect(answer.status == .seeOther)
    }

    @Test("C19: a confidential room opens to passkeys alone, and to whoever has two")
    func vault() throws {
        let browser = try inside()
        #expect(browser.get("/vault-of-a-test").status == .forbidden)
        var first = try Holder(), second = try Holder()
        try first.enrol(at: browser)
        let one = try step.browser()
        _ = try first.signIn(at: one, as: anna)
        #expect(one.get("/vault-of-a-test").status == .forbidden)
        try second.enrol(at: one)
        #expect(one.get("/vault-of-a-test").status == .ok)
        let byPassword = try inside()
        #expect(byPassword.get("/vault-of-a-test").status == .forbidden)
        #expect(!byPassword.get("/vault-of-a-test").text.contains("Gold"))
        // Showing the password again takes nothing away from who came by a passkey.
        one.keepCookie(of: one.post("/account/proof", form: password))
        #expect(one.get("/vault-of-a-test").status == .ok)
        #expect(try step.browser().get("/vault-of-a-test").status == .seeOther)
    }

    @Test("signs out everywhere, this browser too")
    func everywhere() throws {
        let here = try inside(), there = try inside()
        let answer = here.post("/account/sessions", form: [("session", "all")])
        #expect(answer.fields[.location] == "/sign-in?out=yes")
        #expect(answer.fields[.clearSiteData] != nil)
        #expect(!here.isSignedIn && !there.isSignedIn)
    }

    @Test("says of other sessions whether they are near, and keeps no address")
    func places() throws {
        let here = try step.browser(at: "192.0.2.1"), near = try step.browser(at: "192.0.2.1")
        let far = try step.browser(at: "198.51.100.7")
        for browser in [here, near, far] { browser.signIn("anna") }
        let page = here.get("/account").text
        #expect(page.matches(of: /from the network you are in/).count == 1)
        #expect(page.matches(of: /from another network/).count == 1)
        #expect(!page.contains("198.51.100"))
    }
}
