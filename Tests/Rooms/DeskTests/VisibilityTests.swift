import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Journal
import Store
import Testing

@Suite("Who may see a record", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct VisibilityTests {
    private let test: TestHouse
    private let secretary: TestClient
    private let stranger: TestClient

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        secretary = try test.client(as: "Vera Sample")
        stranger = try test.client()
    }

    private func page(_ number: Int = 8) -> HTTPResponse { stranger.get("/activities/\(number)", language: .english) }

    /// The desk's address of an activity by its number.
    private func desk(_ number: Int = 8) throws -> String {
        let ref: String? = try test.house.store.readWhole {
            try $0.value("select ref from activities where number = \(number)")
        }
        return "/desk/activities/\(try #require(ref))"
    }

    private func show(_ place: String, from: String = "everybody", to: String) -> HTTPResponse {
        secretary.post("\(place)/visibility", form: [("to", to), ("from", from)])
    }

    @Test("is changed on a page that says first who gains and who loses sight of it")
    func preview() throws {
        _ = try test.client(as: "Sam Seat", holding: [.seat])
        _ = try test.client(as: "Rita Research", holding: [.researcher])
        let place = try desk()
        let asked = secretary.get("\(place)/visibility?to=members", language: .english).text
        #expect(asked.contains("Whoever is no member loses sight of it."))
        #expect(asked.contains("<li>Rita Research</li>"))
        #expect(!asked.contains("<li>Sam Seat</li>"))
        #expect(page().status == .ok)
        #expect(show(place, to: "members").status == .seeOther)
        #expect(page().status == .notFound)
        let back = secretary.get("\(place)/visibility?to=everybody", language: .english).text
        #expect(back.contains("Everybody gains sight of it, members or not."))
        #expect(show(place, from: "members", to: "everybody").status == .seeOther)
        #expect(page().status == .ok)
        let history = secretary.get("\(place)/history", language: .english).text
        #expect(history.contains("Shown to others than before") && history.contains("Members"))
        #expect(try test.house.store.read { try Journal.verify($0) }.explanation.contains("sound"))
    }

    @Test("is not changed from what somebody else has made it meanwhile, nor to what is no choice")
    func conflicts() throws {
        let place = try desk()
        #expect(show(place, to: "members").status == .seeOther)
        #expect(show(place, to: "group/fachgruppe").status == .conflict)
        #expect(show(place, from: "members", to: "nonsense").status == .unprocessableContent)
        #expect(show(place, from: "members", to: "confidential").status == .unprocessableContent)
        let seat = try test.client(as: "Sam Seat", holding: [.seat])
        #expect(
            seat.post("\(place)/visibility", form: [("to", "everybody"), ("from", "members")]).status == .forbidden)
        #expect(page().status == .notFound)
    }

    @Test("asks once more who it is before more people see something")
    func stepUp() throws {
        let place = try desk()
        #expect(show(place, to: "members").status == .seeOther)
        try test.house.store.write { transaction in
            transaction.leaveUnnoted(because: "an hour ago somebody showed who they are")
            try transaction.run("update sessions set proven = \(transaction.moment.adding(seconds: -3600))")
        }
        let answer = show(place, from: "members", to: "everybody")
        #expect((answer.fields[.location] ?? answer.text).contains("/account/proof"))
        #expect(page().status == .notFound)
    }

    @Test("stays as it is when the record's form is saved, whatever the form says of it")
    func saving() throws {
        let place = try desk()
        #expect(show(place, to: "members").status == .seeOther)
        let form = secretary.form(place)
        #expect(form["visibility"] == nil)
        #expect(secretary.send(form.with(["summary": "Anders.", "visibility": ""]), to: place).status == .seeOther)
        #expect(page().status == .notFound)
        #expect(secretary.get("/activities/8").text.contains("Anders."))
    }

    @Test("leaves what a form's writer may not see in the record that names it")
    func unseen() throws {
        try hide("sternenhaus")
        let place = try desk(try number(of: "sternenhaus"))
        let form = secretary.form(place)
        #expect(form["project"] == "")
        #expect(secretary.send(form.with(["summary": "Anders."]), to: place).status == .seeOther)
        let kept: String? = try test.house.store.readWhole {
            try $0.value(
                """
                select p.ref from activities a join projects p on p.id = a.project_id where a.summary = 'Anders.'
                """)
        }
        #expect(kept == "sternenhaus")
        #expect(secretary.get("/projects/sternenhaus").status == .notFound)
    }

    private func hide(_ project: String) throws {
        try test.house.store.write { transaction in
            let projects = try #require(Tables.named("projects"))
            let kept = try #require(try Kept.find(project, of: projects, in: transaction))
            try Recorder(transaction, by: "test").show(kept, to: .confidential)
        }
    }

    @Test("keeps the ref of a hidden record out of the history, and out of what undoing shows")
    func history() throws {
        let place = try desk(try number(of: "sternenhaus"))
        let form = secretary.form(place)
        #expect(secretary.send(form.with(["project": "", "summary": "Anders."]), to: place).status == .seeOther)
        #expect(secretary.send(secretary.form(place).with(["summary": "Wieder."]), to: place).status == .seeOther)
        try hide("sternenhaus")
        let history = secretary.get("\(place)/history", language: .english).text
        #expect(history.contains("a record that is not to be seen here"))
        #expect(!history.contains("sternenhaus"))
        let undo = try #require(history.matches(of: /action="([^"]*\/undo)"/).dropFirst().first?.output.1)
        let draft = secretary.post(String(undo), form: []).location
        #expect(draft.contains("?draft="))
        #expect(!secretary.get(draft).text.contains("sternenhaus"))
    }

    @Test("opens the form where undoing would name a record that is not there any more")
    func undoing() throws {
        let place = try desk(try number(of: "sternenhaus"))
        #expect(secretary.send(secretary.form(place).with(["project": ""]), to: place).status == .seeOther)
        try hide("sternenhaus")
        let history = secretary.get("\(place)/history", language: .english).text
        let undo = try #require(history.firstMatch(of: /action="([^"]*\/undo)"/)?.output.1)
        let answer = secretary.post(String(undo), form: [])
        #expect(answer.location.contains("?draft="))
        #expect(secretary.form(place)["project"] == "")
    }

    @Test("is not changed by a table that is imported, which keeps what its writer may not see")
    func importing() throws {
        let place = try desk(), ref = try #require(place.split(separator: "/").last)
        #expect(show(place, to: "members").status == .seeOther)
        try hide("sternenhaus")
        let other = try #require(try desk(try number(of: "sternenhaus")).split(separator: "/").last)
        let text = "ref,visibility,summary\n\(ref),,Anders.\n\(other),,Anders.\n"
        let form = BrowserForm(secretary.get("/desk/import", language: .english)).with(["text": text])
        let preview = secretary.post("/desk/import", form: form.fields).location
        let answer = secretary.post(preview, form: BrowserForm(secretary.get(preview)).fields)
        #expect(answer.location == "/desk/activities?imported=2")
        #expect(page().status == .notFound)
        let kept: Int? = try test.house.store.readWhole {
            try $0.value(
                """
                select count(*) from activities a left join projects p on p.id = a.project_id
                 where a.summary = 'Anders.' and (a.visibility = 'members' or p.ref = 'sternenhaus')
                """)
        }
        #expect(kept == 2)
    }

    @Test("of a project is not told by a search for its activities")
    func searching() throws {
        let find = { stranger.get("/search?project=sternenhaus", language: .english).text }
        let nothing = stranger.get("/search?project=nowhere", language: .english).text
        #expect(find().contains("class=\"results") == true || find().count > nothing.count)
        try hide("sternenhaus")
        #expect(
            find().replacing("sternenhaus", with: "nowhere").split(separator: "\n").count
                == nothing.split(separator: "\n").count)
        let answer = stranger.get("/api/v1/search?project=sternenhaus").text
        #expect(answer == stranger.get("/api/v1/search?project=nowhere").text.replacing("nowhere", with: "sternenhaus"))
    }

    private func number(of project: String) throws -> Int {
        let found: Int? = try test.house.store.readWhole {
            try $0.value(
                "select a.number from activities a join projects p on p.id = a.project_id where p.ref = \(project) order by 1 limit 1"
            )
        }
        return try #require(found)
    }

    @Test("that is confidential is told to nobody without passkeys, also once it is withdrawn")
    func withdrawn() throws {
        try test.house.store.write { transaction in
            guard let activities = Tables.named("activities") else { return }
            let recorder = Recorder(transaction, by: "test")
            let sheet = Sheet(
                language: .german,
                values: [
                    "title": "Qwzzx", "from": "2026-01-01", "to": "2026-01-01", "kind": "workshop", "role": "organiser",
                    "place": "Adaburg", "state": "done", "visibility": "confidential",
                ])
            let added = try recorder.add(sheet, to: activities, key: Key.fresh(at: transaction.moment))
            guard let record = try Kept.find(added.ref, of: activities, in: transaction) else { return }
            try recorder.withdraw(record)
        }
        #expect(!secretary.get("/desk/withdrawn", language: .english).text.contains("Qwzzx"))
        try test.givePasskeys(to: "Vera Sample")
        #expect(secretary.get("/desk/withdrawn", language: .english).text.contains("Qwzzx"))
    }

    @Test("counts in no number of those who do not see it")
    func counts() throws {
        let total = { (client: TestClient) in client.get("/api/v1", language: .english).text }
        let before = total(stranger)
        #expect(show(try desk(), to: "members").status == .seeOther)
        #expect(total(stranger) != before)
        #expect(show(try desk(), from: "members", to: "everybody").status == .seeOther)
        #expect(total(stranger) == before)
    }
}
