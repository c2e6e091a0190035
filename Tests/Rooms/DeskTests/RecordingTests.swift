import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Journal
import Store
import Testing

@Suite("Recording at the desk", .onEveryEngine, .timeLimit(.minutes(10)))
struct RecordingTests {
    let test: TestHouse
    let visitor: TestClient
    let client: TestClient

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        visitor = try test.client()
        client = try test.client(as: "Vera Sample")
    }

    private static let workshop: KeyValuePairs = [
        "title": "Workshop on listening to children", "from": "2018-04-10", "place": "Adaburg", "country": "AR",
        "kind": "workshop", "summary": "How courts hear children.",
    ]

    @Test("needs somebody who has signed in", arguments: ["/desk", "/desk/activities", "/desk/activities/new"])
    func strangers(_ address: String) {
        let answer = visitor.get(address)
        #expect(answer.status == .seeOther)
        #expect(answer.location.hasPrefix("/sign-in"))
        #expect(!answer.text.contains("Desk"))
    }

    @Test("a stranger's form changes nothing")
    func strangersForm() throws {
        let answer = visitor.send(client.form("/desk/activities/new").with(Self.workshop), to: "/desk/activities/new")
        #expect(answer.status.code == 401)
        #expect(!visitor.get("/activities", language: .english).text.contains("listening to children"))
    }

    @Test("an activity with four fields filled in stands on its page, in the list, in the month and in the search")
    func activity() throws {
        let answer = client.record("activities", Self.workshop)
        #expect(answer.status == .seeOther)
        #expect(answer.location == "/desk/activities/2018-04-10-adaburg?saved=new")
        let saved = client.get(answer.location, language: .english).text
        #expect(saved.contains("Saved."))
        #expect(visitor.get("/search?q=listening").text.contains("<mark>listening</mark>"))
        for address in ["/activities", "/calendar/2018-04", "/states/AR"] {
            #expect(
                visitor.get(address, language: .english).text.contains("Workshop on listening to children"),
                "\(address)")
        }
        let kept = client.form("/desk/activities/2018-04-10-adaburg")
        #expect(kept["to"] == "2018-04-10")
        #expect(kept["state"] == "done")
        #expect(kept["role"] == "organiser")
        #expect(try isSound())
    }

    @Test("a form sent twice is one record")
    func twice() {
        let form = client.form("/desk/activities/new").with(Self.workshop)
        let answers = [client.send(form, to: "/desk/activities/new"), client.send(form, to: "/desk/activities/new")]
        #expect(answers.map(\.status) == [.seeOther, .seeOther])
        #expect(answers[0].location == answers[1].location)
        let list = client.get("/desk/activities?q=listening", language: .english).text
        #expect(list.components(of: "Workshop on listening").count == 2)
    }

    @Test("what is missing or wrong is said at its field, and what was typed stays")
    func faults() {
        let form = client.form("/desk/activities/new").with(Self.workshop).with([
            "from": "2018-04-31", "title": "", "participants": "many", "to": "2018-04-01",
            "summary": "Kept <b>as typed</b>",
        ])
        let answer = client.send(form, to: "/desk/activities/new")
        #expect(answer.status == .unprocessableContent)
        let page = answer.text
        #expect(page.contains("id=\"title-fault\">Write something here.</span>"))
        #expect(page.contains("id=\"from-fault\">Give a day, such as 2018-04-19.</span>"))
        #expect(page.contains("id=\"participants-fault\">Give a whole number.</span>"))
        #expect(page.contains("Kept &lt;b&gt;as typed&lt;/b&gt;"))
        #expect(page.contains("value=\"many\""))
        #expect(!page.contains("<b>as typed</b>"))
        #expect(!visitor.get("/activities").text.contains("Adaburg"))
    }

    @Test(
        "a number too large for anything that is counted is refused, the smallest and the largest there are, too",
        arguments: ["-9223372036854775808", "9223372036854775807", "1000000000000"])
    func tooLarge(_ number: String) {
        let form = client.form("/desk/activities/new").with(Self.workshop).with(["participants": number])
        let answer = client.send(form, to: "/desk/activities/new")
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("participants-fault"))
    }

    @Test("a last day before the first, and waiting without a reason, are refused")
    func together() {
        let form = client.form("/desk/activities/new").with(Self.workshop).with([
            "to": "2018-04-01", "state": "postponed",
        ])
        let page = client.send(form, to: "/desk/activities/new").text
        #expect(page.contains("id=\"to-fault\">This is before the beginning.</span>"))
        #expect(page.contains("id=\"reason-fault\">Say why it was postponed or what it waits for.</span>"))
    }

    @Test(
        "a field that the form does not have, one that comes twice, and a form without a number are refused",
        arguments: [
            ("colour", "red"), ("title", "twice"), ("objectives", "P1"), ("take.colour", "mine"),
        ])
    func strange(_ name: String, _ value: String) {
        let form = client.form("/desk/activities/new").with(Self.workshop)
        let answer = client.post("/desk/activities/new", form: form.fields + [(name, value)], language: .english)
        #expect(answer.status == .badRequest)
        let keyless = form.fields.filter { $0.name != "key" }
        #expect(client.post("/desk/activities/new", form: keyless, language: .english).status == .badRequest)
    }

    @Test("a link to a record that is not there is refused with its code")
    func links() {
        let form = client.form("/desk/activities/new").with(Self.workshop).with([
            "states.XX": "1", "project": "nowhere",
        ])
        let page = client.send(form, to: "/desk/activities/new")
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("“XX” is not there any more."))
        #expect(page.text.contains("“nowhere” is not there any more."))
    }

    @Test("another like it has the same place and no day, and its own number")
    func another() {
        client.record("activities", Self.workshop)
        let answer = client.send(
            client.form("/desk/activities/new?like=2018-04-10-adaburg").with(["from": "2018-05-02"]),
            to: "/desk/activities/new")
        #expect(answer.location == "/desk/activities/2018-05-02-adaburg?saved=new")
        let form = client.form("/desk/activities/new?like=2018-04-10-adaburg")
        #expect(form["place"] == "Adaburg")
        #expect(form["from"] == "")
        #expect(form["state"] == "")
    }

    @Test("a change shows on the page, and its history says who changed what, and undoes it")
    func undo() throws {
        client.record("activities", Self.workshop)
        let place = "/desk/activities/2018-04-10-adaburg"
        #expect(
            client.send(client.form(place).with(["place": "Bedaburg"]), to: place).location == place + "?saved=changed")
        #expect(client.form(place)["place"] == "Bedaburg")
        let history = client.get(place + "/history", language: .english).text
        #expect(history.contains("<del><span class=\"hidden\">before: </span>Adaburg</del>"))
        #expect(history.contains("<ins><span class=\"hidden\">then: </span>Bedaburg</ins>"))
        let undo = try #require(history.firstMatch(of: /action="([^"]*\/undo)"/)).output.1
        #expect(client.post(String(undo), form: []).location == place + "?saved=changed")
        #expect(client.form(place)["place"] == "Adaburg")
        #expect(try isSound())
    }

    @Test("undoing what was changed again since shows both versions and loses neither")
    func undoLater() throws {
        client.record("activities", Self.workshop)
        let place = "/desk/activities/2018-04-10-adaburg"
        _ = client.send(client.form(place).with(["place": "Bedaburg"]), to: place)
        _ = client.send(client.form(place).with(["place": "Cedaburg"]), to: place)
        let undos = client.get(place + "/history").text.matches(of: /action="([^"]*\/undo)"/).map {
            String($0.output.1)
        }
        let answer = client.post(try #require(undos.last), form: [])
        #expect(answer.location.hasPrefix(place + "?draft="))
        let merge = client.get(answer.location, language: .english)
        #expect(merge.status == .conflict)
        #expect(merge.text.contains("Cedaburg"))
        #expect(merge.text.contains("Adaburg"))
        #expect(client.form(place)["place"] == "Cedaburg")
    }

    private func isSound() throws -> Bool {
        try test.house.store.read { store in
            if case .broken = try Journal.verify(store) { return false }
            return true
        }
    }
}

extension String {
    func components(of words: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = self[...]
        while let place = rest.firstRange(of: words) {
            pieces.append(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        return pieces + [rest]
    }
}
