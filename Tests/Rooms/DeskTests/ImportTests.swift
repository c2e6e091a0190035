import Basics
import EngineTesting
import HTTP
import HouseTesting
import Store
import Testing

@Suite("Importing activities", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct ImportTests {
    let visitor: TestClient
    let vera: TestClient

    init() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        visitor = try test.client()
        vera = try test.client(as: "Vera Sample")
    }

    private func preview(_ text: String) -> (address: String, page: HTTPResponse) {
        let form = BrowserForm(vera.get("/desk/import", language: .english)).with(["text": text, "kind": "webinar"])
        let answer = vera.post("/desk/import", form: form.fields, language: .english)
        return (answer.location, vera.get(answer.location, language: .english))
    }

    private static let calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:one@example.org
        DTSTART;VALUE=DATE:20260402
        DTEND;VALUE=DATE:20260404
        SUMMARY:Two days by the river
        LOCATION:Arburg
        END:VEVENT
        BEGIN:VEVENT
        UID:two@example.org
        DTSTART;VALUE=DATE:20250327
        SUMMARY:Werkstatt der Jugendämter
        LOCATION:Bohlen
        END:VEVENT
        BEGIN:VEVENT
        UID:three@example.org
        DTSTART;VALUE=DATE:20260501
        SUMMARY:Nowhere yet
        END:VEVENT
        END:VCALENDAR
        """

    @Test("a calendar file shows what is new, what changes and what cannot be taken, and stores nothing yet")
    func calendar() {
        let (address, page) = preview(Self.calendar.replacing("\n", with: "\r\n"))
        #expect(address.hasPrefix("/desk/import/"))
        for words in [
            "Two days by the river", "<b>new</b>", "<b>changes what is there</b>", "<b>cannot be taken</b>",
            "Place: Write something here.",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(!visitor.get("/activities").text.contains("Two days by the river"))
        let answer = vera.post(address, form: BrowserForm(page).fields)
        #expect(answer.location == "/desk/activities?imported=2")
        let month = visitor.get("/calendar/2026-04").text
        #expect(month.contains("Two days by the river"))
        #expect(vera.form("/desk/activities/2026-04-02-arburg")["to"] == "2026-04-03")
        #expect(vera.form("/desk/activities/2026-04-02-arburg")["kind"] == "webinar")
        #expect(vera.form("/desk/activities/2025-03-27-cessenau")["place"] == "Bohlen")
        #expect(!visitor.get("/calendar/2026-05").text.contains("Nowhere yet"))
    }

    @Test("a table changes only the columns that it has, and the same import twice changes nothing twice")
    func table() {
        let text = "ref,participants\n2025-03-27-cessenau,42\n"
        let (address, page) = preview(text)
        let form = BrowserForm(page)
        #expect(vera.post(address, form: form.fields).location == "/desk/activities?imported=1")
        #expect(vera.post(address, form: form.fields).location == "/desk/activities")
        let record = vera.form("/desk/activities/2025-03-27-cessenau")
        #expect(record["participants"] == "42")
        #expect(record["place"] == "Cessenau")
        #expect(preview(text).page.text.contains("<b>is there already</b>"))
    }

    @Test("rows that are not chosen stay out")
    func chosen() throws {
        let (address, page) = preview(
            "from,title,place\n2026-05-01,First of two,Arburg\n2026-05-02,Second of two,Arburg\n")
        var form = BrowserForm(page)
        #expect(form["row.2"] == "1")
        form["row.3"] = nil
        #expect(vera.post(address, form: form.fields).location == "/desk/activities?imported=1")
        let month = visitor.get("/calendar/2026-05").text
        #expect(month.contains("First of two"))
        #expect(!month.contains("Second of two"))
    }

    @Test(
        "a file that cannot be read says why",
        arguments: [
            ("colour,title\nred,Boat\n", "Nobody knows these columns: colour."), ("from,title\n\"2026", "quot"),
            ("BEGIN:VCALENDAR\nnonsense", "notice fault"),
        ])
    func strange(_ text: String, _ words: String) {
        #expect(preview(text).page.text.contains(words))
    }

    @Test("a file that cannot be read says why in the reader's language")
    func strangeInGerman() {
        let form = BrowserForm(vera.get("/desk/import")).with(["text": "from,title\n2026-05-01\n", "kind": "webinar"])
        let answer = vera.post("/desk/import", form: form.fields, language: .german)
        let page = vera.get(answer.location, language: .german).text
        #expect(page.contains("Zeile 2 hat 1 Zellen; die erste Zeile nennt 2."))
        #expect(!page.contains("cells"))
    }

    @Test("a file goes up as a file, and its preview is its uploader's alone")
    func upload() throws {
        let boundary = "x--------7"
        let key = try #require(BrowserForm(vera.get("/desk/import"))["key"])
        let parts = [
            ("token", "", vera.token ?? ""), ("key", "", key), ("kind", "", "webinar"), ("place", "", ""),
            ("text", "", ""), ("file", "; filename=\"spring.ics\"", Self.calendar),
        ]
        let body =
            parts.map { name, file, value in
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\n\r\n\(value)\r\n"
            }.joined() + "--\(boundary)--\r\n"
        let answer = vera.send(
            .post, "/desk/import", .english,
            [.contentType: "multipart/form-data; boundary=\(boundary)", .secFetchSite: "same-origin"],
            body: Array(body.utf8))
        #expect(answer.status == .seeOther)
        #expect(vera.get(answer.location, language: .english).text.contains("Two days by the river"))
        #expect(vera.get("/desk", language: .english).text.contains("spring.ics"))
        #expect(visitor.get(answer.location).location.hasPrefix("/sign-in"))
    }
}
