import AnnualReport
import Basics
import Cooperation
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Languages
import Markup
import Store
import Testing

@Suite("The annual report", .onEveryEngineWhenLong)
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

    @Test("names the meeting that decided a budget, for those who read it on paper")
    func decision() throws {
        let text = try sample().client().get("/en/reports/2017-SE").text
        #expect(text.contains("<a href=\"/meetings/2017-autumn\">Autumn meeting 2017</a></p></td>"))
        #expect(!text.contains("the meeting that decided it"))
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

    private func document(
        _ ref: String, of network: String, _ language: Language, for medium: ReportDocument.Medium
    ) throws -> String {
        let test = try TestHouse.fresh(network: network)
        return try test.house.store.read { store in
            let year = try #require(try ReportYear.find(ref, in: store, for: language))
            return try ReportDocument(
                year, in: store, Languages.tongue(language), today: year.presidency.ends, for: medium
            ).html.description
        }
    }

    @Test(
        "has pictures with text alternatives and their numbers in a document",
        arguments: [ReportDocument.Medium.print, .text])
    func pictures(_ medium: ReportDocument.Medium) throws {
        let html = try document("2017-SE", of: "Samples/baltic-2017-2018", .english, for: medium)
        let images = html.matches(of: /<img [^>]*>/).map { String($0.0) }
        #expect(images.count == 6)
        for image in images { #expect(image.firstMatch(of: #/ alt="[^"]{40,}"/#) != nil) }
        #expect(html.contains("<figure") == (medium == .print))
        #expect(!html.contains("<details"))
        #expect(!html.contains("tabindex"))
        #expect(html.contains("<th scope=\"col\">Nov</th>"))
    }

    @Test(
        "has its headings in order and no address twice, on a page and on paper, in every network",
        arguments: [
            "Samples/baltic-2017-2018 2017-SE", "Samples/baltic-2017-2018 2014-EE",
            "Tests/Networks/three-rivers 2025-AR", "Tests/Networks/three-rivers 2027-CE",
        ],
        [ReportDocument.Medium.page, .print, .text])
    func outline(_ which: String, _ medium: ReportDocument.Medium) throws {
        let words = which.split(separator: " ").map(String.init)
        let html = try document(words[1], of: words[0], .german, for: medium)
        let levels = html.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.1) }
        #expect(levels.first == 1)
        #expect(levels.count { $0 == 1 } == 1)
        for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1) }
        let ids = html.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for anchor in html.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(anchor.1)), "\(anchor.1)") }
    }

    @Test("says of a year in which nothing was recorded that nothing was, and draws nothing")
    func emptyYear() throws {
        let html = try document("2014-EE", of: "Samples/baltic-2017-2018", .english, for: .page)
        #expect(html.contains("Nothing has been recorded yet."))
        #expect(!html.contains("Activities by month"))
        #expect(!html.contains("The year as a timeline"))
        #expect(!html.contains("Activities by state"))
        #expect(!html.contains("Represented elsewhere"))
    }

    @Test("counts in its summary what is recorded")
    func summary() throws {
        let html = try document("2017-SE", of: "Samples/baltic-2017-2018", .english, for: .page)
        for sentence in [
            "31 activities are recorded, 31 of them done.", "The group met 2 times:",
            "4 messages to take home were agreed on.", "13 objectives: 12 under way, 1 postponed.",
            "6 commitments are still open.", "11 of 11 contributions were paid.",
        ] { #expect(html.contains(sentence), "\(sentence)") }
    }

    @Test("lists where the network spoke or took part, and no meeting of its own")
    func representation() throws {
        let html = try document("2017-SE", of: "Samples/baltic-2017-2018", .english, for: .page)
        let start = try #require(html.range(of: "id=\"representation\"")?.upperBound)
        let end = try #require(html.range(of: "id=\"projects\"")?.lowerBound)
        let chapter = html[start..<end]
        #expect(chapter.contains("tenth anniversary"))
        #expect(chapter.contains("We spoke there."))
        #expect(!chapter.contains("Autumn meeting of the Expert Group"))
    }

    @Test("leads to the house's own address in a file, and to none where there is no house")
    func addresses() throws {
        let test = try sample()
        let report = try test.house.store.read { store in
            let year = try #require(try ReportYear.find("2017-SE", in: store, for: .english))
            return try ReportDocument(
                year, in: store, Languages.tongue(.english), today: year.presidency.ends, for: .print)
        }
        let there = report.alone(in: "en", style: [], address: "https://house.example.org").description
        #expect(there.contains("href=\"https://house.example.org/activities/"))
        #expect(!there.contains("href=\"/"))
        let nowhere = report.alone(in: "en", style: []).description
        #expect(!nowhere.contains("href=\"/"))
        #expect(nowhere.contains("href=\"#events\""))
        #expect(nowhere.contains("<html lang=\"en\">"))
    }

    @Test("says on its first page whether it may still change", arguments: [ReportDocument.Medium.page, .print, .text])
    func status(_ medium: ReportDocument.Medium) throws {
        let test = try sample()
        try test.house.store.read { store in
            let year = try #require(try ReportYear.find("2017-SE", in: store, for: .english))
            let say = Languages.tongue(.english)
            let day = try #require(Day("2018-09-01"))
            let draft = try ReportDocument(year, in: store, say, today: day, for: medium).html.description
            #expect(draft.contains("Draft as of 1 September 2018"))
            #expect(!draft.contains("The year is not over"))
            let published = try ReportDocument(
                year, in: store, say, today: day, for: medium, status: .published(version: 2, day)
            ).html.description
            #expect(published.contains("Version 2, published on 1 September 2018"))
            #expect(!published.contains("Draft as of"))
        }
    }
}
