import Basics
import EngineTesting
import HTTP
import House
import HouseTesting
import Journal
import Store
import Testing

@Suite("Drafts, two people, and withdrawing", .onEveryEngine, .timeLimit(.minutes(10)))
struct KeepingTests {
    let test: TestHouse
    let visitor: TestClient
    let vera: TestClient
    let ivo: TestClient

    /// An activity of the network that nothing refers to.
    private let place = "/desk/activities/2025-03-27-cessenau"

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        visitor = try test.client()
        vera = try test.client(as: "Vera Sample")
        ivo = try test.client(as: "Ivo Sample")
    }

    @Test("two people on one record: the second sees both versions, and nothing is overwritten")
    func merge() throws {
        let veras = vera.form(place).with(["place": "Ostufer"])
        let ivos = ivo.form(place).with(["place": "Westufer", "participants": "44"])
        #expect(vera.send(veras, to: place).location == place + "?saved=changed")
        let answer = ivo.send(ivos, to: place)
        #expect(answer.location.hasPrefix(place + "?draft="))
        #expect(ivo.form(place)["place"] == "Ostufer")
        let merge = ivo.get(answer.location, language: .english)
        #expect(merge.status == .conflict)
        #expect(merge.text.contains("Ostufer"))
        #expect(merge.text.contains("Westufer"))
        let chosen = BrowserForm(merge).with(["take.place": "theirs"])
        #expect(chosen["participants"] == "44")
        #expect(ivo.send(chosen, to: place).location == place + "?saved=changed")
        #expect(ivo.form(place)["place"] == "Ostufer")
        #expect(ivo.form(place)["participants"] == "44")
        #expect(!ivo.get("/desk", language: .english).text.contains("Not finished"))
    }

    @Test("what the second leaves alone stays as the first made it, even so only after it was shown")
    func mergeOfOthers() {
        let veras = vera.form(place).with(["summary": "Neu gefasst."])
        let ivos = ivo.form(place).with(["participants": "44"])
        _ = vera.send(veras, to: place)
        let answer = ivo.send(ivos, to: place)
        let merge = BrowserForm(ivo.get(answer.location, language: .english))
        #expect(merge["summary"] == "Neu gefasst.")
        #expect(merge["participants"] == "44")
        _ = ivo.send(merge, to: place)
        #expect(ivo.form(place)["summary"] == "Neu gefasst.")
        #expect(ivo.form(place)["participants"] == "44")
    }

    @Test("the same change sent twice is one entry of the history")
    func twice() throws {
        let form = vera.form(place).with(["participants": "44"])
        #expect(vera.send(form, to: place).status == .seeOther)
        #expect(vera.send(form, to: place).location == place + "?saved=changed")
        let history = vera.get(place + "/history", language: .english).text
        #expect(history.components(of: "<span class=\"hidden\">then: </span>44</ins>").count == 2)
    }

    @Test("a draft is kept while somebody types, is theirs alone, and is gone once it is a record")
    func draft() throws {
        let form = vera.form("/desk/activities/new").with(["title": "Half a th"])
        let kept = vera.post("/desk/drafts", form: form.fields + [("form", "activities")], language: .english)
        #expect(kept.status == .ok)
        #expect(kept.text == "11:30")
        let desk = vera.get("/desk", language: .english).text
        #expect(desk.contains("Half a th"))
        #expect(!ivo.get("/desk", language: .english).text.contains("Half a th"))
        let link = try #require(desk.firstMatch(of: /href="(\/desk\/activities\/new\?draft=[0-9a-f]{32})"/)).output.1
        #expect(BrowserForm(ivo.get(String(link)))["title"] == "")
        let again = BrowserForm(vera.get(String(link), language: .english))
        #expect(again["title"] == "Half a th")
        let done = again.with(["title": "A whole thing", "place": "Arburg", "kind": "webinar", "from": "2025-06-01"])
        #expect(vera.send(done, to: "/desk/activities/new").status == .seeOther)
        #expect(!vera.get("/desk").text.contains("Half a th"))
        // A late message of the script does not bring it back.
        _ = vera.post("/desk/drafts", form: form.fields + [("form", "activities")])
        #expect(!vera.get("/desk").text.contains("Half a th"))
        #expect(!visitor.get("/activities").text.contains("Half a th"))
    }

    @Test("what was withdrawn stands nowhere, and is the same once it is restored")
    func withdraw() throws {
        let before = vera.form(place).fields.filter { $0.name != "key" && $0.name != "was" }
        #expect(vera.get(place + "/withdraw", language: .english).text.contains("you can restore it at any time"))
        #expect(visitor.get("/activities").text.contains("Werkstatt der Jugendämter"))
        #expect(vera.post(place + "/withdraw", form: []).location == "/desk/withdrawn")
        #expect(vera.post(place + "/withdraw", form: []).location == "/desk/withdrawn")
        for address in [
            "/activities", "/calendar/2025-03", "/search?q=Jugendämter", "/calendar.ics", "/reports/2024-CE",
        ] {
            #expect(!visitor.get(address).text.contains("Werkstatt der Jugendämter"), "\(address)")
        }
        #expect(vera.get(place).location == "/desk/withdrawn")
        #expect(vera.post(place + "/restore", form: []).location == place + "?saved=restored")
        let after = vera.form(place).fields.filter { $0.name != "key" && $0.name != "was" }
        #expect(before.map(\.value) == after.map(\.value))
        #expect(visitor.get("/activities").text.contains("Werkstatt der Jugendämter"))
        #expect(visitor.get("/search?q=Jugendämter").text.contains("<mark>Jugendämter</mark>"))
    }

    @Test("what was withdrawn long ago is found page by page, and can be restored from there")
    func pages() throws {
        #expect(vera.post(place + "/withdraw", form: []).location == "/desk/withdrawn")
        #expect(!vera.get("/desk/withdrawn").text.contains("class=\"pager\""))
        try test.house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            for number in 1...60 {
                let key = Key<AnyRecord>.fresh(at: transaction.moment)
                try transaction.run(
                    """
                    insert into withdrawn (id, origin, number, ref, fields, title, actor, moment, together)
                    values (\(key), 'activities', \(90_000 + number), \("later-\(number)"), 'x', \("Later no. \(number)."),
                            'test', \(transaction.moment.adding(seconds: 60)), \(key))
                    """)
            }
        }
        let oldest = place + "/restore\""
        let first = vera.get("/desk/withdrawn", language: .english).text
        #expect(first.contains("Later no. 1.") && first.contains("Later no. 50."))
        #expect(!first.contains("Later no. 51.") && !first.contains(oldest) && !first.contains("rel=\"prev\""))
        #expect(first.contains("rel=\"next\" href=\"/desk/withdrawn?page=2\">Older</a>"))
        let second = vera.get("/desk/withdrawn?page=2", language: .english).text
        #expect(second.contains("Later no. 51.") && second.contains("Later no. 60.") && second.contains(oldest))
        #expect(!second.contains("Later no. 50.") && !second.contains("rel=\"next\""))
        #expect(second.contains("rel=\"prev\" href=\"/desk/withdrawn\">Newer</a>"))
        #expect(!vera.get("/desk/withdrawn?page=3", language: .english).text.contains("Nothing has been withdrawn"))
        #expect(vera.post(place + "/restore", form: []).location == place + "?saved=restored")
    }

    @Test("a meeting takes its messages along, and is refused while a commitment names one of them")
    func together() throws {
        let meeting = "/desk/meetings/2025-fruehjahr"
        let ask = vera.get(meeting + "/withdraw", language: .english).text
        let refused = vera.post(meeting + "/withdraw", form: [])
        #expect(refused.status == .conflict || refused.status == .seeOther)
        #expect(ask.contains("Other records refer to it") == (refused.status == .conflict))
        #expect(vera.post("/desk/activities/2025-05-14-arburg/withdraw", form: []).status == .conflict)
    }

    @Test("a translation stands on the page of that language, and is marked when the original changes")
    func translate() {
        let form = vera.get(place + "/translate/fr", language: .english)
        #expect(form.status == .notFound)
        let english = BrowserForm(vera.get(place + "/translate/en", language: .english))
        let answer = vera.post(
            place + "/translate/en", form: english.with(["title": "Workshop of the youth offices"]).fields)
        #expect(answer.status == .seeOther)
        #expect(visitor.get("/activities", language: .english).text.contains("Workshop of the youth offices"))
        #expect(!visitor.get("/activities", language: .german).text.contains("Workshop of the youth offices"))
        _ = vera.send(vera.form(place).with(["title": "Werkstatt aller Jugendämter"]), to: place)
        #expect(
            vera.get(place + "/translate/en", language: .english).text
                .contains("The original has changed since this was translated."))
    }

    @Test("a translation can be undone")
    func undoTranslation() throws {
        let address = place + "/translate/en"
        let english = BrowserForm(vera.get(address, language: .english))
        _ = vera.post(address, form: english.with(["title": "First words"]).fields)
        _ = vera.post(address, form: english.with(["title": "Second words"]).fields)
        let history = vera.get(place + "/history", language: .english).text
        let undo = try #require(history.firstMatch(of: /action="([^"]*\/undo)"/)).output.1
        #expect(vera.post(String(undo), form: []).location == place + "?saved=changed")
        #expect(BrowserForm(vera.get(address, language: .english))["title"] == "First words")
        // Undone once more it would take away what was written after it: the form is shown instead.
        _ = vera.post(address, form: english.with(["title": "Third words"]).fields)
        #expect(vera.post(String(undo), form: []).location == address)
        #expect(BrowserForm(vera.get(address, language: .english))["title"] == "Third words")
    }

    @Test("the text of a form suggests its project, its objectives and its states")
    func suggestions() {
        let form = vera.form("/desk/activities/new").with([
            "title": "Sternenhaus in Bohlenland", "place": "Arburg", "kind": "webinar", "from": "2025-06-01",
        ])
        let page = vera.send(form, to: "/desk/activities/new", "suggest")
        let filled = BrowserForm(page)
        #expect(filled["project"] == "sternenhaus")
        #expect(filled["states.BO"] == "1")
        #expect(filled["states.CE"] == nil)
        #expect(filled["title"] == "Sternenhaus in Bohlenland")
        let json = vera.get("/desk/suggestions?text=Sternenhaus", language: .english)
        #expect(json.text.contains("\"project\":[\"sternenhaus\"]"))
        #expect(visitor.get("/desk/suggestions?text=Sternenhaus").status == .seeOther)
    }
}
