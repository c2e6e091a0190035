import AnnualReport
import Basics
import Cooperation
import EngineTesting
import Foundation
import House
import HouseTesting
import HTTP
import Languages
import Markup
import Store
import Testing

@Suite("The annual report", .onEveryEngine)
struct ReportTests {
    private func sample() throws -> TestHouse {
        try TestHouse.fresh(network: "Samples/baltic-2017-2018")
    }

    @Test("is made from the records of its year: every activity, meeting, message, project and objective stands in it")
    func whole() throws {
        let test = try sample()
        let page = try test.client().get("/en/reports/2017-SE")
        #expect(page.status == .ok)
        let texts = try test.house.store.read { store in
            try store.values("select title from activities", as: String.self)
                + store.values("select title from meetings", as: String.self)
                + store.values("select title from messages", as: String.self)
                + store.values("select title from projects", as: String.self)
                + store.values("select title from objectives", as: String.self)
                + store.values("select title from narratives where place like 'report-%'", as: String.self)
        }
        #expect(texts.count > 55)
        for text in texts { #expect(page.text.contains(HTML(text: text).description), "\(text)") }
    }

    @Test("leads from its sentences to the records, and its table of contents to its chapters")
    func links() throws {
        let client = try sample().client()
        let text = client.get("/en/reports/2017-SE").text
        let anchors = Set(text.matches(of: /href="#([^"]+)"/).map { String($0.1) })
        #expect(anchors.count > 10)
        for anchor in anchors { #expect(text.contains("id=\"\(anchor)\""), "#\(anchor)") }
        let addresses = Set(text.matches(of: /href="(\/[^"#]*)"/).map { String($0.1) }).filter {
            !$0.hasPrefix("/assets")
        }
        #expect(addresses.count > 50)
        for address in addresses { #expect(client.get(address).status == .ok, "\(address)") }
    }

    @Test("grows with the records: what is recorded now stands in it at the next reading")
    func grows() throws {
        let test = try sample()
        let client = try test.client()
        #expect(!client.get("/en/reports/2017-SE").text.contains("A talk in Narva"))
        let folder = FileManager.default.temporaryDirectory.path() + "/childcentre-more-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: TestHouse.package + "/Samples/baltic-2017-2018", toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try """
        ref,from,to,title,kind,role,place,country,state,objectives
        2018-06-10-narva,2018-06-10,2018-06-10,A talk in Narva,presentation,speaker,Narva,EE,done,P1.1

        """.write(toFile: folder + "/activities.csv", atomically: true, encoding: .utf8)
        try Loader.load(folder: folder, into: test.house.store)
        for address in [
            "/en/reports/2017-SE", "/en/activities", "/en/calendar/2018-06", "/en/strategy/objectives/P1.1",
            "/en/states/EE", "/calendar.ics",
        ] {
            #expect(client.get(address).text.contains("A talk in Narva"), "\(address)")
        }
    }

    @Test("says what is generated and what people wrote, and that an unfinished year is unfinished")
    func origin() throws {
        let client = try sample().client()
        let text = client.get("/en/reports/2017-SE").text
        #expect(text.contains("From the records"))
        #expect(text.contains("Written by people"))
        #expect(text.contains("The year is not over"))
        #expect(!client.get("/en/reports/2016-IS").text.contains("The year is not over"))
        #expect(client.get("/en/reports/none").status == .notFound)
    }

    @Test("stands in every language", arguments: Language.allCases)
    func languages(_ language: Language) throws {
        let page = try sample().client().get("/\(language.code)/reports/2017-SE")
        #expect(page.status == .ok)
        #expect(page.text.matches(of: /<h1[ >]/).count == 1)
        #expect(!page.text.contains("{"))
    }

    @Test("says on a page of its own what keeps it from going out, and where to mend it")
    func check() throws {
        let client = try sample().client()
        let page = client.get("/en/reports/2017-SE/check")
        #expect(page.status == .ok)
        #expect(page.text.contains("The messages of this meeting were not recorded."))
        #expect(page.text.contains("href=\"/meetings/2018-spring\""))
        let addresses = Set(page.text.matches(of: /href="(\/[^"#]*)"/).map { String($0.1) }).filter {
            !$0.hasPrefix("/assets")
        }
        for address in addresses { #expect(client.get(address).status == .ok, "\(address)") }
        #expect(client.get("/en/reports/none/check").status == .notFound)
    }

    @Test("has tables in place of drawings where it is to be edited")
    func forEditing() throws {
        let test = try sample()
        let html = try test.house.store.read { store in
            let year = try #require(try ReportYear.find("2017-SE", in: store, for: .english))
            return try ReportDocument(
                year, in: store, Languages.tongue(.english), today: year.presidency.ends, for: .text
            ).html.description
        }
        #expect(!html.contains("<figure"))
        #expect(html.contains("<caption>Activities by month</caption>"))
    }
}
