import AnnualReport
import Basics
import Converters
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Languages
import Store
import Testing

@Suite("Publishing a report", .onEveryEngine)
struct PublishingTests {
    private static let address = "/en/reports/2017-SE/publish"
    private let test: TestHouse
    private let secretary: TestClient

    init() throws {
        test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        secretary = try test.client(as: "Signe")
        try setMessages("none")
    }

    /// What the source leaves open, and what keeps the sample's report from being published: the messages of a meeting.
    private func setMessages(_ state: String) throws {
        try test.house.store.write { transaction in
            try transaction.run("update meetings set messages_state = \(state) where ref = '2018-spring'")
            transaction.note(
                Change(by: "test", "meeting.changed", table: "meetings", record: Key<AnyRecord>.fresh(at: .now)))
        }
    }

    /// The fields of the form as a browser would send them, with a reason for every warning.
    private func form(
        _ client: TestClient, _ address: String = address, reason: String = "Known, and left so.",
        languages: [String]? = nil
    ) -> [(name: String, value: String)] {
        let text = client.get(address).text
        var fields = ["key", "number"].map { name in
            (
                name: name,
                value: text.firstMatch(
                    of: try! Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
                ).map { String($0.output.1) } ?? ""
            )
        }
        for match in text.matches(of: /<textarea [^>]*name="(reason-[a-z-]+)"/) {
            fields.append((String(match.output.1), reason))
        }
        for match in text.matches(of: /name="(language-[a-z]+)"/)
        where languages?.contains(String(match.output.1.suffix(2))) ?? true {
            fields.append((String(match.output.1), "yes"))
        }
        return fields + [("sure", "yes")]
    }

    private func published() throws -> Int {
        try test.house.store.read { try $0.value("select count(*) from report_versions") ?? 0 }
    }

    private func publish(_ languages: [String]? = ["en", "sv"]) -> HTTPResponse {
        secretary.post(Self.address, form: form(secretary, languages: languages))
    }

    @Test("makes a version with a number and a date, which everybody can read and nothing alters")
    func frozen() throws {
        let answer = publish()
        #expect(answer.status == .seeOther)
        #expect(answer.fields[.location] == "/reports/2017-SE/versions/1")
        let reader = try test.client()
        let page = reader.get("/en/reports/2017-SE/versions/1")
        #expect(page.status == .ok)
        #expect(page.text.contains("Published version 1 of 15 June 2018"))
        let file = reader.get("/en/reports/2017-SE/versions/1/download/html")
        #expect(file.fields[.contentType] == "text/html; charset=utf-8")
        #expect(file.fields[.contentDisposition] == "attachment; filename=\"annual-report-2017-SE-version-1-en.html\"")
        #expect(file.text.hasPrefix("<!doctype html>"))
        // The fingerprint on the page is that of the file.
        #expect(page.text.contains(Digest(of: file.body).description))

        let title = try test.house.store.read {
            try #require(
                try $0.value(
                    """
                    select title from activities where begins between \(Day("2017-07-01")) and \(Day("2018-06-30")) limit 1
                    """, as: String.self))
        }
        #expect(file.text.contains(HTMLText.escaped(title)))
        try test.house.store.write { transaction in
            try transaction.run("update activities set title = 'Something else altogether' where title = \(title)")
            try transaction.run("delete from links")
            try transaction.run("update presidencies set title = 'Another name', theme = 'Another theme'")
            transaction.note(
                Change(by: "test", "all.changed", table: "activities", record: Key<AnyRecord>.fresh(at: .now)))
        }
        #expect(reader.get("/en/reports/2017-SE").text.contains("Something else altogether"))
        let later = reader.get("/en/reports/2017-SE/versions/1")
        #expect(later.body == page.body)
        #expect(reader.get("/en/reports/2017-SE/versions/1/download/html").body == file.body)
        #expect(reader.get("/sv/reports/2017-SE/versions/1").text.contains("lang=\"sv\""))
        // A language in which it was not published: the network's first, and marked as such.
        #expect(reader.get("/lv/reports/2017-SE/versions/1").text.contains("<div lang=\"en\">"))
        for address in [
            "2", "0", "x", "1/changes", "1/download/exe", "1/download/html?language=xx", "1/download/html?a=b",
        ] {
            let status = reader.get("/en/reports/2017-SE/versions/\(address)").status
            #expect(status == .notFound || status == .badRequest, "\(address)")
        }
        #expect(throws: (any Error).self) {
            try test.house.store.write { transaction in
                try transaction.run("update report_version_files set title = 'forged'")
                transaction.note(
                    Change(by: "test", "forged", table: "report_versions", record: Key<AnyRecord>.fresh(at: .now)))
            }
        }
    }

    @Test("is written down in the journal, with the fingerprints and the reasons")
    func journal() throws {
        #expect(publish().status == .seeOther)
        let text = try test.house.store.read { store in
            try store.value(
                """
                select v.change from journal_entries e join journal_values v on v.position = e.position
                 where e.verb = 'report.published'
                """, as: String.self)
        }
        #expect(text?.contains("\"digest.sv\"") == true)
        #expect(text?.contains("Known, and left so.") == true)
        // The reasons are for those who work on the report.
        #expect(secretary.get("/en/reports/2017-SE/versions/1").text.contains("Known, and left so."))
        #expect(!(try test.client().get("/en/reports/2017-SE/versions/1").text.contains("Known, and left so.")))
    }

    @Test("is refused while an error stands: the page says where, and leads to the form")
    func errors() throws {
        let fields = form(secretary)
        try setMessages("not-recorded")
        for page in [secretary.get(Self.address), secretary.post(Self.address, form: fields)] {
            #expect(page.text.contains("The messages of this meeting were not recorded."))
            #expect(page.text.contains("href=\"/desk/messages/new?meeting=2018-spring\""))
            #expect(!page.text.contains("<form class=\"publish\""))
        }
        #expect(secretary.post(Self.address, form: fields).status == .unprocessableContent)
        #expect(try published() == 0)
    }

    @Test(
        "is refused without reasons for warnings, without languages, without being sure; the form keeps what was said")
    func reasons() throws {
        var fields = form(secretary, reason: "too short")
        let short = secretary.post(Self.address, form: fields)
        #expect(short.status == .unprocessableContent)
        #expect(short.text.contains("Numbers out of order: say why in at least ten characters."))
        #expect(short.text.contains(">too short</textarea>"))
        #expect(short.text.contains("aria-invalid=\"true\""))
        fields = form(secretary).filter { !$0.name.hasPrefix("language") }
        #expect(secretary.post(Self.address, form: fields).text.contains("Choose at least one language."))
        fields = form(secretary).filter { $0.name != "sure" }
        #expect(secretary.post(Self.address, form: fields).text.contains("Confirm that you want to publish."))
        fields = form(secretary, reason: String(repeating: "x", count: 2001))
        #expect(secretary.post(Self.address, form: fields).text.contains("at most 2000 characters"))
        fields = form(secretary).filter { $0.name != "key" }
        #expect(secretary.post(Self.address, form: fields).status == .badRequest)
        #expect(secretary.post(Self.address, form: form(secretary) + [("more", "x")]).status == .badRequest)
        #expect(try published() == 0)
    }

    @Test("needs no reason for what is not translated into languages in which nothing is published")
    func languages() throws {
        #expect(secretary.get(Self.address).text.contains("reason-missing-translation"))
        let fields = form(secretary, languages: ["en"]).filter { $0.name != "reason-missing-translation" }
        #expect(secretary.post(Self.address, form: fields).status == .seeOther)
        let more = form(secretary, languages: ["en", "is"]).filter { $0.name != "reason-missing-translation" }
        #expect(secretary.post(Self.address, form: more).status == .unprocessableContent)
        #expect(try published() == 1)
    }

    @Test("happens once when the form is sent twice")
    func doubleClick() throws {
        let fields = form(secretary, languages: ["en"])
        let answers = (0..<3).map { _ in secretary.post(Self.address, form: fields) }
        #expect(answers.map(\.status) == [.seeOther, .seeOther, .seeOther])
        #expect(Set(answers.map { $0.fields[.location] }) == ["/reports/2017-SE/versions/1"])
        #expect(try published() == 1)
        #expect(
            try test.house.store.read {
                try $0.value("select count(*) from journal_entries where verb = 'report.published'")
            } == 1)
    }

    @Test("of two at once happens once; the second is told by whom, and can look again")
    func twoAtOnce() throws {
        let other = try test.client(as: "Olavi")
        let (one, two) = (form(secretary, languages: ["en"]), form(other, languages: ["en"]))
        #expect(secretary.post(Self.address, form: one).status == .seeOther)
        let answer = other.post(Self.address, form: two)
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("Signe published version 1"))
        #expect(try published() == 1)
        let again = other.post(Self.address, form: form(other, languages: ["en"]))
        #expect(again.fields[.location] == "/reports/2017-SE/versions/2")
    }

    @Test("of many at once, all at the same moment, happens once")
    func race() async throws {
        let clients = try (0..<6).map { try test.client(as: "Member \($0)") }
        let forms = clients.map { form($0, languages: ["en"]) }
        let statuses = await withTaskGroup(of: HTTPStatus.self) { group in
            for (client, fields) in zip(clients, forms) {
                let lent = Lent(client: client)
                group.addTask { lent.client.post(Self.address, form: fields).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == .seeOther } == 1)
        #expect(statuses.count { $0 == .conflict } == 5)
        #expect(try published() == 1)
    }

    @Test("is not for strangers: no button, no form, no draft to take along, nothing done")
    func strangers() throws {
        let fields = form(secretary)
        let stranger = try test.client()
        #expect(!stranger.get("/en/reports/2017-SE").text.contains("/publish"))
        #expect(secretary.get("/en/reports/2017-SE").text.contains("/publish"))
        #expect(!stranger.get("/en/reports/2017-SE/check").text.contains("/desk/"))
        #expect(secretary.get("/en/reports/2017-SE/check").text.contains("/desk/"))
        #expect(stranger.get(Self.address).status == .seeOther)
        #expect(stranger.get("/en/reports/2017-SE/download/html").status == .seeOther)
        #expect(stranger.post(Self.address, form: fields).status == .unauthorized)
        let robbed = try test.client(as: "Olavi")
        robbed.token = "0123"
        #expect(robbed.post(Self.address, form: fields).status == .forbidden)
        #expect(try published() == 0)
        #expect(secretary.get("/en/reports/none/publish").status == .notFound)
        #expect(secretary.post("/en/reports/none/publish", form: fields).status == .notFound)
    }

    @Test("shows what is new beforehand, and afterwards what changed, with words for those who do not see colours")
    func difference() throws {
        #expect(publish(["en"]).status == .seeOther)
        #expect(secretary.get(Self.address).text.contains("Nothing has changed."))
        try test.house.store.write { transaction in
            try transaction.run(
                "update presidencies set theme = 'A sentence about something new.' where ref = '2017-SE'")
            try transaction.run(
                """
                update activities set title = 'A meeting about rivers' where number =
                  (select min(number) from activities where begins between \(Day("2017-07-01")) and \(Day("2018-06-30")))
                """)
            transaction.note(
                Change(by: "test", "all.changed", table: "activities", record: Key<AnyRecord>.fresh(at: .now)))
        }
        let page = secretary.get(Self.address)
        #expect(page.text.contains("New since version 1"))
        #expect(page.text.contains("A meeting about rivers"))
        #expect(publish(["en"]).status == .seeOther)
        let changes = try test.client().get("/en/reports/2017-SE/versions/2/changes")
        #expect(changes.status == .ok)
        #expect(changes.text.contains("<ins><span class=\"hidden\">added: </span>"))
        #expect(changes.text.contains("<del><span class=\"hidden\">removed: </span>"))
        #expect(changes.text.contains("paragraphs unchanged</summary>"))
        #expect(changes.text.contains("something new."))
        let list = try test.client().get("/en/reports").text
        #expect(list.contains("/reports/2017-SE/versions/1\"") && list.contains("/reports/2017-SE/versions/2\""))
        #expect(try test.client().get("/en/reports/2017-SE").text.contains("Version 2"))
        #expect(try test.client().get("/en/reports/2017-SE/versions/1").text.contains("A newer one has been published"))
    }

    @Test("looks once more where a record changes between making and keeping it", arguments: [true, false])
    func changedMeanwhile(_ staysRight: Bool) throws {
        let fields = form(secretary, languages: ["en"])
        // The writer is held until the report has been made, and changes a record before it keeps the report.
        let store = test.house.store
        let (isMade, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        store.submit { transaction in
            isMade.signal()
            mayGoOn.wait()
            if staysRight {
                try transaction.run("update presidencies set theme = 'Quite new' where ref = '2017-SE'")
            } else {
                try transaction.run("update presidencies set title = 'Presidency 1999–2000' where ref = '2017-SE'")
            }
            transaction.note(
                Change(by: "test", "changed", table: "presidencies", record: Key<AnyRecord>.fresh(at: .now)))
        } completion: { _ in
        }
        isMade.wait()
        let late = DispatchWorkItem { mayGoOn.signal() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 3, execute: late)
        let answer = secretary.post(Self.address, form: fields)
        if staysRight {
            #expect(answer.status == .seeOther)
            #expect(try test.client().get("/en/reports/2017-SE/versions/1").text.contains("Quite new"))
        } else {
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("Somebody changed the records"))
            #expect(try published() == 0)
        }
    }
}

/// A client that one task at a time uses.
private struct Lent: @unchecked Sendable {
    let client: TestClient
}

/// Texts as markup has them.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
            "\"", with: "&quot;")
    }
}
