import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Store
import Testing

@Suite("An invitation", .onEveryEngine)
struct WelcomeTests {
    private let step: Doorstep

    init() throws {
        step = try Doorstep()
    }

    private func accept(
        _ code: String, name: String = "Anna Berg", address: String = "Anna@Example.org",
        password: String = Doorstep.password, again: String? = nil, in browser: TestClient
    ) -> HTTPResponse {
        let form = [
            ("code", code), ("name", name), ("address", address), ("password", password), ("again", again ?? password),
        ]
        let answer = browser.post("/welcome", form: form, language: .english)
        if answer.status == .seeOther { browser.keepCookie(of: answer) }
        return answer
    }

    @Test("C63: makes the first secretary, who is signed in at once")
    func first() throws {
        let code = try step.firstCode()
        let browser = try step.browser()
        let page = browser.get("/welcome?code=\(code)", language: .english)
        #expect(page.status == .ok)
        #expect(page.text.contains("Your name"))
        let answer = accept(code, in: browser)
        #expect(answer.fields[.location] == "/sign-in?arrived=yes")
        #expect(browser.get("/account").text.contains("Anna Berg"))
        #expect(try step.browser().signIn("anna@example.org").status == .seeOther)
    }

    @Test("C63: of the first secretary is made only while nobody can sign in, and replaces the one before")
    func onlyFirst() throws {
        let old = try step.firstCode(), new = try step.firstCode()
        let browser = try step.browser()
        #expect(browser.get("/welcome?code=\(old)").status == .gone)
        #expect(accept(new, in: browser).status == .seeOther)
        #expect(throws: Invitation.NotTheFirst.self) { try step.firstCode() }
    }

    @Test("C63: ends after fifteen minutes, also for a form that was opened before")
    func ending() throws {
        let code = try step.firstCode()
        let browser = try step.browser()
        step.pass(seconds: 15 * 60 - 1)
        #expect(browser.get("/welcome?code=\(code)").status == .ok)
        step.pass(seconds: 1)
        #expect(browser.get("/welcome?code=\(code)").status == .gone)
        #expect(accept(code, in: browser).status == .gone)
        #expect(try step.count("members") == 0)
    }

    @Test("drops from a name what would disturb a line or turn the text around it")
    func names() throws {
        let browser = try step.browser()
        let typed = "Anna\u{202E}\n\u{1B}[31m Berg\u{7}"
        #expect(accept(try step.firstCode(), name: typed, in: browser).status == .seeOther)
        #expect(try step.test.house.store.read { try Account.all(in: $0) }.map(\.name) == ["Anna[31m Berg"])
    }

    @Test("lets in once")
    func once() throws {
        let code = try step.invite("Bo")
        #expect(accept(code, name: "Bo", address: "bo", in: try step.browser()).status == .seeOther)
        #expect(accept(code, name: "Eve", address: "eve", in: try step.browser()).status == .gone)
        #expect(try step.browser().get("/welcome?code=\(code)").status == .gone)
        #expect(try step.count("members") == 1)
    }

    @Test("is no guess", arguments: ["", "0", String(repeating: "0", count: 32), "%00", "' or ''='"])
    func guesses(_ code: String) throws {
        _ = try step.firstCode()
        let browser = try step.browser()
        #expect(
            [HTTPStatus.gone, .badRequest].contains(browser.get("/welcome?code=" + code.filter { $0 != " " }).status))
        #expect(accept(code, in: browser).status == .gone)
        #expect(try step.count("members") == 0)
    }

    @Test("keeps what was typed but the passwords, and says beside each field what is wrong")
    func faults() throws {
        let code = try step.firstCode()
        let browser = try step.browser()
        let cases: [(HTTPResponse, String, String)] = [
            (accept(code, name: "", in: browser), "name", "Write your name."),
            (accept(code, name: String(repeating: "n", count: 201), in: browser), "name", "at most 200"),
            (accept(code, address: "", in: browser), "address", "Write the address"),
            (accept(code, address: "two words", in: browser), "address", "no spaces"),
            (accept(code, password: "short", in: browser), "password", "at least ten characters"),
            (accept(code, password: "", in: browser), "password", "Write a password."),
            (accept(code, password: "password1234", in: browser), "password", "others would guess"),
            (accept(code, password: "anna berg 12", in: browser), "password", "your own name"),
            (accept(code, password: String(repeating: "long ", count: 300), in: browser), "password", "longer than"),
            (accept(code, again: "seven grey gees", in: browser), "again", "not the same password"),
        ]
        for (page, field, words) in cases {
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"\(field)-fault\">") && page.text.contains(words), "\(field): \(words)")
            #expect(page.text.contains("aria-describedby=\"\(field)-fault"))
            #expect(!page.text.contains(Doorstep.password) && page.text.contains("value=\"\(code)\""))
        }
        #expect(try step.count("members") == 0)
        #expect(accept(code, in: browser).status == .seeOther)
    }

    @Test("does not give away an address that somebody has")
    func taken() throws {
        try step.add("Anna")
        let code = try step.invite("Bo")
        let page = accept(code, name: "Bo", address: "ANNA", in: try step.browser())
        #expect(page.text.contains("Somebody signs in by this address already."))
        #expect(try step.count("members") == 1)
        let free = accept(code, name: "Bo", address: "bo", in: try step.browser())
        #expect(free.status == .seeOther)
    }

    @Test("lets a member choose a new password, and ends their sessions; the old password fits no more")
    func newPassword() throws {
        try step.add("Anna")
        let old = try step.browser()
        old.signIn("anna")
        let code = try step.test.house.store.write { transaction in
            try Account.named("Anna", in: transaction).first.map {
                try Invitation.make(for: $0, by: "operator", in: transaction)
            }
        }
        let browser = try step.browser()
        let page = browser.get("/welcome?code=\(code ?? "")")
        #expect(!page.text.contains("name=\"name\"") && page.text.contains("value=\"anna\""))
        let form = [("code", code ?? ""), ("password", "eight brown bears"), ("again", "eight brown bears")]
        browser.keepCookie(of: browser.post("/welcome", form: form))
        #expect(browser.isSignedIn && !old.isSignedIn)
        #expect(try step.browser().signIn("anna").status == .unprocessableContent)
        #expect(try step.browser().signIn("anna", "eight brown bears").status == .seeOther)
    }

    @Test("is kept as a digest only")
    func secret() throws {
        let code = try step.firstCode()
        let kept = try step.test.house.store.read { store in
            try store.all("select code from invitations") { row in Hexadecimal.text(of: try row.next([UInt8].self)) }
        }
        #expect(kept.count == 1 && !kept.joined().contains(code))
    }

    @Test("C34: refuses fields that nobody asked for")
    func unknownFields() throws {
        let code = try step.firstCode()
        let form = [
            ("code", code), ("name", "Anna"), ("address", "anna"), ("password", Doorstep.password),
            ("again", Doorstep.password), ("member", "1"),
        ]
        #expect(try step.browser().post("/welcome", form: form).status == .badRequest)
        #expect(try step.count("members") == 0)
    }
}
