import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Journal
import Notebook
import Store
import Testing

@Suite("A notebook", .onEveryEngine, .timeLimit(.minutes(10)))
struct NotebookTests {
    let test: TestHouse
    let client: TestClient

    init() throws {
        test = try TestHouse.fresh(rooms: [Notebook.room])
        client = try test.client()
    }

    @Test("says when nobody has written anything, and offers a form")
    func empty() {
        let page = client.get("/notebook")
        #expect(page.status == .ok)
        #expect(page.text.contains("Nobody has written anything yet."))
        #expect(page.text.contains("<form method=\"post\" action=\"/notebook\">"))
        #expect(page.key.utf8.count == 32)
    }

    @Test("shows a note, and the journal holds it")
    func written() throws {
        let key = client.get("/notebook").key
        let answer = client.write("The harbour is frozen.", key: key)
        #expect(answer.status == .seeOther)
        #expect(answer.fields[.location] == "/notebook#\(key)")
        let page = client.get("/notebook", language: .english).text
        #expect(
            page.contains(
                "<li id=\"\(key)\"><time datetime=\"2018-04-19T09:30:00.000Z\">19 April 2018</time> The harbour is frozen.</li>"
            ))
        #expect(!page.contains("Nobody has written anything yet."))
        let entry = try test.house.store.read { store in
            try store.first(
                "select e.verb, v.change from journal_entries e join journal_values v on v.position = e.position"
            ) {
                [try $0.text(), try $0.text()]
            }
        }
        #expect(entry == ["note.written", "[[\"text\",null,\"The harbour is frozen.\"]]"])
        #expect(try isSound(entries: 1))
    }

    @Test("is one note when its form is sent twice, even when other words come the second time")
    func twice() throws {
        let key = client.get("/notebook").key
        let answers = [
            client.write("Once", key: key), client.write("Once", key: key), client.write("Another time", key: key),
        ]
        #expect(answers.map(\.status) == [.seeOther, .seeOther, .seeOther])
        #expect(Set(answers.map { $0.fields[.location] }).count == 1)
        #expect(try texts() == ["Once"])
        #expect(try isSound(entries: 1))
    }

    @Test(
        "refuses a note without words, and one that is too long, and keeps what was typed",
        arguments: [
            ("", "Write something first."), (" \r\n\t ", "Write something first."),
            (String(repeating: "ä", count: 501), "A note has at most 500 characters. Yours has 501."),
        ])
    func refused(text: String, fault: String) throws {
        let key = client.get("/notebook").key
        let page = client.write(text, key: key)
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("role=\"alert\">\(fault)</p>"))
        #expect(page.text.contains(">\(text.isEmpty || text.first == " " ? "" : text)</textarea>"))
        #expect(page.key == key)
        #expect(try texts().isEmpty)
        #expect(try isSound(entries: 0))
    }

    @Test("takes notes of one and of five hundred characters", arguments: ["x", String(repeating: "😀", count: 500)])
    func lengths(text: String) throws {
        #expect(client.write(text).status == .seeOther)
        #expect(try texts() == [text])
    }

    @Test(
        "refuses what is no form of its own",
        arguments: [
            [("text", "Hello"), ("key", String(repeating: "0", count: 32)), ("author", "me")],
            [("text", "Hello"), ("text", "Hello"), ("key", String(repeating: "0", count: 32))],
            [("text", "Hello")], [("text", "Hello"), ("key", "1")],
            [("text", "Hello"), ("key", String(repeating: "g", count: 32))],
        ])
    func unknown(form: [(String, String)]) throws {
        let answer = client.post("/notebook", form: form.map { (name: $0.0, value: $0.1) })
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains("Open the page anew"))
        #expect(try texts().isEmpty)
        #expect(client.faults.isEmpty)
    }

    @Test(
        "refuses a form from another site, or from nobody knows where",
        arguments: [
            [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"], [.origin: "https://elsewhere.example"],
            [.origin: "null"], [:],
        ] as [HTTPFields])
    func elsewhere(headers: HTTPFields) throws {
        let form = [(name: "text", value: "Hello"), (name: "key", value: client.get("/notebook").key)]
        #expect(client.post("/notebook", form: form, headers: headers).status == .forbidden)
        #expect(try texts().isEmpty)
        #expect(try isSound(entries: 0))
    }

    @Test("changes nothing when it is only read")
    func reading() throws {
        let before = test.house.store.statistics.operations
        for address in ["/notebook", "/notebook?text=Hello&key=00000000000000000000000000000000", "/sv/notebook"] {
            #expect(client.get(address).status == .ok)
        }
        #expect(client.send(.head, "/notebook", body: []).status == .ok)
        #expect(try texts().isEmpty)
        #expect(test.house.store.statistics.operations == before)
    }

    @Test("shows markup that somebody typed as what was typed")
    func hostile() {
        let text = "</textarea><script>alert('\"&')</script>"
        let shown = "&lt;/textarea&gt;&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;"
        #expect(client.write(text).status == .seeOther)
        #expect(client.get("/notebook").text.contains("</time> \(shown)</li>"))
        let refused = client.write(text + String(repeating: "x", count: 500))
        #expect(refused.text.contains(">\(shown)xxx"))
        #expect(!refused.text.contains("<script>"))
    }

    @Test("keeps all that several people write at once, and shows the newest twenty")
    func many() async throws {
        let statuses = await withTaskGroup(of: [HTTPStatus].self) { [test] group in
            for person in 0..<4 {
                group.addTask {
                    guard let client = try? test.client() else { return [] }
                    return (0..<10).map { client.write("\(person)-\($0)").status }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses == Array(repeating: .seeOther, count: 40))
        #expect(Set(try texts()).count == 40)
        #expect(try isSound(entries: 40))
        #expect(client.get("/notebook").text.components(of: "<li id=").count == 21)
    }

    private func texts() throws -> [String] {
        try test.house.store.read { try $0.values("select text from notes order by id") }
    }

    private func isSound(entries: Int64) throws -> Bool {
        guard case .sound(let found, _) = try test.house.store.read({ try Journal.verify($0) }) else { return false }
        return found == entries
    }
}
