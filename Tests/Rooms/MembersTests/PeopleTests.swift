import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Store
import Testing

@Suite("People at a glance", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct PeopleTests {
    private let house: MovingHouse
    private let sven: TestClient

    init() throws {
        house = try MovingHouse()
        sven = try house.test.client(as: "Sven Secretary")
    }

    private func row(_ name: String) -> String {
        let page = sven.get("/members/people", language: .english).text
        let rows = page.split(separator: "<tr>").map(String.init)
        return rows.first { $0.contains(">\(name)</a>") } ?? ""
    }

    @Test("says who can sign in, who was invited and has not come, who never was, and who has left")
    func access() throws {
        #expect(row("Sven Secretary").contains(">yes</span>"))
        #expect(row("Mara Beispiel").contains("not invited"))
        let invited = sven.post("/members/people/mara-beispiel/invitation", form: [], language: .english)
        #expect(row("Mara Beispiel").contains("invited") && row("Mara Beispiel").contains("24 March 2026"))
        let code = try #require(invited.text.firstMatch(of: /welcome\?code=([0-9a-f]{32})/)?.1)
        let mara = try house.test.client()
        let form = [
            ("code", String(code)), ("name", "Mara Beispiel"), ("address", "mara"), ("password", "seven grey geese"),
            ("again", "seven grey geese"),
        ]
        #expect(mara.post("/welcome", form: form).status == .seeOther)
        #expect(row("Mara Beispiel").contains(">yes</span>") && row("Mara Beispiel").contains("March 2026"))
        let member = try house.member("Mara Beispiel")
        try house.test.house.store.write { _ = try Account.end(member, by: "test", in: $0) }
        #expect(row("Mara Beispiel").contains(">ended</span>"))
        #expect(row("Mara Beispiel").contains("/members/people/mara-beispiel/invitation"))
    }

    @Test("says what each is and until when, and whose entry wants to be confirmed")
    func functions() throws {
        _ = try house.test.client(
            as: "Vera", holding: [.seat], more: ["state": "AR", "from": "2026-01-01", "to": "2026-06-30"])
        #expect(row("Vera").contains("Seat holder · Arvenia"))
        #expect(row("Vera").contains("until the end of 30 June 2026"))
        #expect(row("Vera").contains("ask again"))
        #expect(row("Vera").contains("/end\""))
        let person = try house.test.house.store.read {
            try $0.value("select ref from people where name = 'Vera'", as: String.self)
        }
        let key = Key<AnyRecord>.fresh(at: house.now).description
        let kept = sven.post(
            "/desk/contacts/new",
            form: [("key", key), ("person", person ?? ""), ("mail", "vera@example.org"), ("confirmed", "2026-03-01")])
        #expect(kept.status == .seeOther)
        #expect(row("Vera").contains("1 March 2026") && !row("Vera").contains("ask again"))
        #expect(!row("Vera").contains("vera@example.org"))
    }

    @Test("is for the secretariat, which does all of it by the pages it leads to")
    func others() throws {
        for kind in FunctionKind.allCases where kind != .secretariat {
            let other = try house.test.client(as: "\(kind)", holding: [kind])
            let page = other.get("/members/people")
            #expect(page.status == .forbidden && !page.text.contains("Mara Beispiel"), "\(kind)")
        }
        let page = sven.get("/members/people", language: .english).text
        for match in page.matches(of: /<td class="deeds">(.*?)<\/td>/) {
            for link in match.1.matches(of: /href="([^"]+)"/) {
                let address = link.1.replacing("&amp;", with: "&")
                #expect(sven.get(String(address)).status == .ok, "\(address)")
            }
        }
    }

    @Test("C32: what belongs to somebody else looks like what never was, byte for byte")
    func missing() throws {
        let vera = try house.test.client(as: "Vera", holding: [.seat])
        let bo = try house.test.client(as: "Bo", holding: [.seat])
        _ = bo.post("/account/tokens", form: [("name", "Bo's"), ("scope", "public"), ("ends", "2026-04-01")])
        let id = bo.get("/account/tokens").text.firstMatch(of: /name="key" value="([0-9a-f]{32})"/).map { String($0.1) }
        #expect(id != nil)
        let nobodys = String(repeating: "0", count: 32)
        let forms = [id ?? "", nobodys].map { vera.post("/account/tokens/remove", form: [("key", $0)]) }
        #expect(forms[0].status == forms[1].status && forms[0].body == forms[1].body)
        #expect(try house.count("program_keys") == 1)
        // Somebody without a function today is in no directory, and looks like somebody who never was.
        // A page that is missing repeats its own address in the links to other languages, and nothing else of it.
        func missing(_ address: String, _ word: String) -> String {
            let answer = vera.get(address)
            #expect(answer.status == .notFound)
            return answer.text.replacing(word, with: "…")
        }
        #expect(
            missing("/members/directory/mara-beispiel/card", "mara-beispiel")
                == missing("/members/directory/nobody/card", "nobody"))
        #expect(missing("/feeds/\(nobodys)/news.atom", nobodys) == missing("/feeds/1x/news.atom", "1x"))
    }
}
