import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Markup
import Room
import Testing
import Web

/// A room with one page and one form for members.
private let study = Room("study", window: .frontDoor) { routes in
    routes.get(Address("/study"), for: .ownAccount) { visitor in
        let member = try visitor.asker()
        return .page(Page("Study", in: .frontDoor, body: "<h1>Good morning, \(member.name)</h1>\(visitor.formToken)"))
    }
    routes.post(Address("/study"), for: .ownAccount) { visitor in
        try visitor.form.only(["words"])
        let member = try visitor.asker()
        let words = visitor.form["words"] ?? ""
        return .page(Page("Study", in: .frontDoor, body: "<h1>\(member.name) wrote \(words)</h1>"))
    }
}

@Suite("A signed-in visitor", .onEveryEngineWhenLong)
struct SignedInTests {
    private let test: TestHouse

    init() throws {
        test = try TestHouse.fresh(rooms: House.ownRooms + [study])
    }

    @Test("is known by name, and their pages are stored nowhere")
    func known() throws {
        let page = try test.client(as: "Anna").get("/study")
        #expect(page.text.contains("Good morning, Anna"))
        #expect(page.fields[.cacheControl] == "no-store")
    }

    @Test("sends forms with a token that the room never sees")
    func token() throws {
        let anna = try test.client(as: "Anna")
        let page = anna.post("/study", form: [("words", "hello")])
        #expect(page.status == .ok)
        #expect(page.text.contains("Anna wrote hello"))
    }

    @Test("is refused a form without the token, with another's, or with two of them")
    func wrongToken() throws {
        let anna = try test.client(as: "Anna"), bo = try test.client(as: "Bo")
        let own = anna.token
        for token in [nil, "", "0", bo.token] {
            anna.token = token
            let page = anna.post("/study", form: [("words", "hello")])
            #expect(page.status == .forbidden)
            #expect(page.text.contains("Nothing was stored"))
        }
        anna.token = own
        #expect(anna.post("/study", form: [("token", own ?? ""), ("words", "hello")]).status == .forbidden)
        #expect(anna.post("/study", form: [("words", "hello")]).status == .ok)
    }

    @Test("loses nothing of a form from an earlier session: it is shown once more, to be sent as who they are now")
    func again() throws {
        let anna = try test.client(as: "Anna")
        let token = anna.token
        anna.token = "0"
        let words = "quotation \" marks\r\n<b>and</b> & more"
        let page = anna.post("/study?a=1", form: [("words", words)], language: .english)
        #expect(page.status == .forbidden)
        #expect(page.text.contains("Send it as Anna") && page.text.contains("action=\"/study?a=1\""))
        #expect(page.text.contains("name=\"token\" value=\"\(token ?? "")\""))
        #expect(page.text.contains("value=\"quotation &quot; marks\r\n&lt;b&gt;and&lt;/b&gt; &amp; more\""))
        for secret in ["password", "old", "again"] {
            let page = anna.post("/study", form: [("words", "hello"), (secret, "seven grey geese")])
            #expect(!page.text.contains("seven grey geese") && !page.text.contains("Send it as"))
        }
    }

    @Test("who is not signed in is led to the door, and back again")
    func stranger() throws {
        let client = try test.client()
        let answer = client.get("/study?a=1&b=2")
        #expect(answer.status == .seeOther)
        #expect(answer.fields[.location] == "/sign-in?next=%2Fstudy%3Fa%3D1%26b%3D2")
        #expect(client.get("/de/study").fields[.location] == "/de/sign-in?next=%2Fde%2Fstudy")
        let form = client.post("/study", form: [("words", "hello"), ("token", "0")], language: .english)
        #expect(form.status == .unauthorized)
        #expect(form.text.contains("Nothing was stored"))
    }
}
