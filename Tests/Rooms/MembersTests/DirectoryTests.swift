import Basics
import Cooperation
import HTTP
import House
import HouseTesting
import Testing

@Suite("The members' own pages", .timeLimit(.minutes(10)))
struct DirectoryTests {
    private let test: TestHouse
    private let seat: TestClient
    private let secretary: TestClient

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        seat = try test.client(as: "Sigrun Seat", holding: [.seat], more: ["state": "AR", "to": "2026-12-31"])
        secretary = try test.client(as: "Sven Secretary")
    }

    private func keep(_ form: [(name: String, value: String)]) -> HTTPResponse {
        let page = seat.get("/members/entry", language: .english).text
        let key = page.firstMatch(of: /name="key" value="([^"]*)"/).map { String($0.1) } ?? ""
        return seat.post("/members/entry", form: [("key", key)] + form, language: .english)
    }

    private let entry = [
        (name: "mail", value: "sigrun@example.org"), (name: "phone", value: "+00 12 34"),
        (name: "languages", value: "de en"), (name: "hours", value: "Mondays, 9-12; not in July"),
    ]

    @Test("say who one is today, until when, and what one may do")
    func home() {
        let page = seat.get("/members", language: .english).text
        #expect(page.contains("<b>Seat holder</b>"))
        #expect(page.contains("Arvenia"))
        #expect(page.contains("until the end of 31 December 2026"))
        #expect(!page.contains("href=\"/desk\""))
        #expect(secretary.get("/members", language: .english).text.contains("href=\"/desk\""))
    }

    @Test("show an entry to members as its owner keeps it, and say when it was confirmed")
    func own() {
        #expect(keep(entry).location == "/members/directory")
        let page = secretary.get("/members/directory", language: .english).text
        #expect(page.contains("Sigrun Seat"))
        #expect(page.contains("mailto:sigrun@example.org"))
        #expect(page.contains("10 March 2026"))
        #expect(keep([("mail", "other@example.org")]).location == "/members/directory")
        let later = secretary.get("/members/directory", language: .english).text
        #expect(later.contains("other@example.org"))
        #expect(!later.contains("sigrun@example.org"))
    }

    @Test("give a card for address books, with its marks escaped")
    func card() {
        _ = keep(entry)
        let person = secretary.get("/members/directory").text.firstMatch(of: /directory\/([^\/"]*)\/card/)
        let card = secretary.get("/members/directory/\(person?.1 ?? "")/card")
        #expect(card.fields[.contentType] == "text/vcard; charset=utf-8")
        #expect(card.text.hasPrefix("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:"))
        #expect(card.text.contains("NOTE:Mondays\\, 9-12\\; not in July\r\n"))
    }

    @Test("tell strangers nothing: no page, no feed, no search and no program finds how a member is reached")
    func closed() throws {
        _ = keep(entry)
        let stranger = try test.client()
        let operators = try test.client(as: "Otto Operator", holding: [.operator])
        for visitor in [stranger, operators] {
            for address in [
                "/", "/about", "/states/AR", "/search?q=Sigrun", "/news", "/news.atom",
                "/api", "/api/v1/people", "/api/v1/contacts", "/api/v1/assignments", "/members/directory",
                "/desk/contacts", "/members/entry",
            ] {
                let text = visitor.get(address).text
                #expect(!text.contains("sigrun@example.org"), "\(address)")
                #expect(!text.contains("Sigrun Seat"), "\(address)")
            }
        }
    }

    @Test("let the secretariat invite a person it knows, who comes in as that person")
    func invitation() throws {
        let ref = "mara-beispiel"
        let page = secretary.get("/members/people/\(ref)/invitation", language: .english)
        #expect(page.status == .ok)
        let answer = secretary.post("/members/people/\(ref)/invitation", form: [], language: .english)
        let address = answer.text.firstMatch(of: /\/welcome\?code=([0-9a-f]{32})/)
        #expect(address != nil, "\(answer.status.code)")
        let visitor = try test.client()
        #expect(visitor.get("/welcome?code=\(address?.1 ?? "")").status == .ok)
        #expect(seat.post("/members/people/\(ref)/invitation", form: []).status == .forbidden)
    }
}
