import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Store
import Synchronization
import Testing

/// Goes on by a minute whenever somebody writes or asks, so that no two strokes have the same moment.
private final class Minutes: Sendable {
    private let passed = Mutex<Int64>(0)

    func clock(from start: Moment) -> Clock {
        Clock {
            start.adding(
                seconds: 60
                    * self.passed.withLock {
                        $0 += 1; return $0
                    })
        }
    }

    func pass(days: Int64) { passed.withLock { $0 += days * 1440 } }
}

@Suite("News", .onEveryEngineWhenLong)
struct NewsTests {
    private let test: TestHouse
    private let client: TestClient
    private let minutes = Minutes()

    init() throws {
        // Noon of 2 July 2018, after the sample's own day.
        let clock = minutes.clock(from: Moment(milliseconds: 1_530_525_600_000))
        test = try TestHouse.fresh(network: "Samples/baltic-2017-2018", clock: clock)
        client = try test.client()
        minutes.pass(days: 1)
    }

    private func page(_ address: String = "/news") -> String { client.get(address, language: .english).text }

    /// What the page says of its days: the day, then each row as “what: address”.
    private func told(_ page: String) -> [String] {
        page.matches(
            of:
                #/<h2 class="month"><time datetime="([^"]+)">|<li><span>([^<]+)</span><span class="what"><a href="([^"]+)">/#
        )
        .map { $0.1.map(String.init) ?? "\($0.2 ?? ""): \($0.3 ?? "")" }
    }

    private func keys(_ table: Identifier, _ more: SQL = "true") throws -> [Key<AnyRecord>] {
        try test.house.store.read { try $0.values("select id from \(name: table) where \(more) order by number") }
    }

    /// Somebody's work at one stroke.
    private func change(_ records: [Key<AnyRecord>], of table: Identifier, _ statement: SQL? = nil) throws {
        try test.house.store.write { transaction in
            if let statement { try transaction.run(statement) }
            for record in records {
                try SearchIndex.update(record, of: table.name, in: transaction)
                transaction.note(
                    Change(
                        by: "Astrid Hemlig", "activity.corrected", table: table.name, record: record,
                        values: [.init("title", from: "Mumrik", to: "Filifjonka")]))
            }
        }
    }

    @Test("tells of a load by the records' own days, and not of the load")
    func load() throws {
        let rows = told(page())
        #expect(rows.prefix(2) == ["2018-05-31", "Took place: /activities/31"])
        #expect(rows.contains("Adopted: /conclusions/oslo-2018"))
        #expect(!rows.contains { $0.hasPrefix("Recorded") || $0.hasPrefix("Changed") })
        let days = rows.filter { !$0.contains(":") }
        #expect(days == days.sorted(by: >))
        try change(
            try keys("conclusions").suffix(1), of: "conclusions",
            "update activities set state = 'postponed', reason = 'Snow.' where number = 31")
        #expect(!told(page()).contains { $0.hasSuffix("/activities/31") })
    }

    @Test("tells of what somebody changed once a day, however often they did, and never who or what")
    func changes() throws {
        let activity = try keys("activities", "number = 3")
        for _ in 0..<3 {
            try change(activity, of: "activities", "update activities set participants = 40 where number = 3")
        }
        #expect(told(page()).prefix(3) == ["2018-07-03", "Changed: /activities/3", "2018-05-31"])
        minutes.pass(days: 1)
        try change(try keys("states", "ref = 'SE'"), of: "states")
        try change(activity, of: "activities")
        let rows = told(page())
        #expect(rows.prefix(3) == ["2018-07-04", "Changed: /activities/3", "Changed: /states/SE"])
        #expect(rows.filter { $0 == "Changed: /activities/3" }.count == 2)
        for text in [page(), client.get("/news.atom").text] {
            for secret in ["Astrid", "Hemlig", "Mumrik", "Filifjonka", "activity.corrected", "participants"] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
    }

    @Test("tells of a new record as recorded, and no more of it once it is gone")
    func recorded() throws {
        let id = Key<AnyRecord>.fresh(at: TestHouse.moment)
        try change(
            [id], of: "timeline",
            """
            insert into timeline (id, number, ref, language, date, title)
            values (\(id), 900, 'new-day', 'en', '1999-01-01', \("<b>Snow & \"ice\"</b>\u{1}"))
            """)
        #expect(told(page()).prefix(2) == ["2018-07-03", "Recorded: /history"])
        #expect(page().contains("&lt;b&gt;Snow &amp; &quot;ice&quot;&lt;/b&gt;"))
        let feed = client.get("/en/news.atom").text
        #expect(feed.contains("<title xml:lang=\"en\">&lt;b&gt;Snow &amp; &quot;ice&quot;&lt;/b&gt;</title>"))
        try change([id], of: "timeline", "delete from timeline where id = \(id)")
        #expect(told(page()).first == "2018-05-31")
    }

    @Test("tells of a fact of the law as the law of its state, once")
    func law() throws {
        let facts = try keys("law_facts", "state_id = (select id from states where ref = 'SE')")
        #expect(facts.count > 1)
        try change(facts, of: "law_facts")
        #expect(told(page()).prefix(3) == ["2018-07-03", "Changed: /states/SE", "2018-05-31"])
    }

    @Test("takes forty entries at one stroke for somebody's work, and more for a load")
    func strokes() throws {
        let entries = try keys("timeline")
        #expect(entries.count > 41)
        try change(Array(entries.prefix(41)), of: "timeline")
        #expect(told(page()).first == "2018-05-31")
        try change(Array(entries.prefix(40)), of: "timeline")
        #expect(told(page()).prefix(41).filter { $0 == "Changed: /history" }.count == 40)
    }

    @Test("has pages that tell everything once, whatever day they end with")
    func paging() throws {
        let activities = try keys("activities")
        for part in stride(from: 0, to: activities.count, by: 15) {
            try change(Array(activities[part..<min(part + 15, activities.count)]), of: "activities")
            if part.isMultiple(of: 2) { minutes.pass(days: 1) }
        }
        for day in 0..<6 {
            for entry in try keys("timeline").prefix(35) { try change([entry], of: "timeline") }
            if day > 2 { minutes.pass(days: 1) }
        }
        var address = "/news"
        var rows: [String] = []
        var pages = 0
        while pages < 20 {
            pages += 1
            let page = page(address)
            var day = ""
            for row in told(page) {
                if row.contains(":") { rows.append("\(day) \(row)") } else { day = row }
            }
            guard let next = page.firstMatch(of: #/<a rel="next" href="([^"]+)"/#) else { break }
            address = String(next.1)
        }
        #expect(pages > 2 && pages < 20)
        let changed = rows.filter { $0.contains("Changed: /activities") }
        #expect(changed.count == activities.count)
        #expect(Set(changed).count == changed.count)
        let own = rows.filter { $0.contains("Took place") || $0.contains("Adopted") }
        #expect(Set(own).count == own.count)
        #expect(own.contains("2018-05-31 Took place: /activities/31"))
        #expect(rows.filter { $0.contains("/history") }.count == 35 * 3)
        let days = rows.map { $0.prefix(10) }
        #expect(days == days.sorted(by: >))
    }

    @Test(
        "does not mind a cursor that somebody made up",
        arguments: [
            "x", "1", "-1.5", "9223372036854775807.9223372036854775807", "0.0", "1.2.3", "99999999999999999999.1",
        ])
    func cursors(_ cursor: String) throws {
        #expect(client.get("/news?before=\(cursor)").status == .ok)
        #expect(client.faults.isEmpty)
    }

    @Test("comes as a feed in every language, with names that stay and an answer for who has it already")
    func feed() throws {
        let answer = client.get("/sv/news.atom")
        #expect(answer.status == .ok)
        #expect(answer.fields[.contentType] == "application/atom+xml; charset=utf-8")
        #expect(answer.text.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed"))
        #expect(
            answer.text.contains(
                "<link rel=\"self\" type=\"application/atom+xml\" href=\"http://localhost/sv/news.atom\"/>"))
        let ids = answer.text.matches(
            of: /<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})<\/id>/
        )
        .map { String($0.1) }
        let entries = answer.text.matches(of: /<entry>/).count
        #expect(ids.count == entries + 1)
        #expect(Set(ids).count == ids.count)
        #expect((10...50).contains(entries))

        let again = client.get("/sv/news.atom", headers: [.ifNoneMatch: answer.fields[.eTag] ?? ""])
        #expect(again.status == .notModified)
        let english = client.get("/en/news.atom")
        #expect(english.fields[.eTag] != answer.fields[.eTag])
        #expect(english.text.matches(of: /<id>([^<]+)/).allSatisfy { !ids.contains(String($0.1)) })

        try change(try keys("timeline").suffix(40), of: "timeline")
        try change(try keys("states"), of: "states")
        let later = client.get("/sv/news.atom", headers: [.ifNoneMatch: answer.fields[.eTag] ?? ""])
        #expect(later.status == .ok)
        #expect(later.text.matches(of: /<entry>/).count == 50)
        #expect(later.text.contains(ids[0]))
        #expect(client.faults.isEmpty)
    }

    @Test("is announced in the head of every page and at its foot")
    func announced() {
        for address in ["/", "/activities", "/no-such-page"] {
            let page = page(address)
            #expect(
                page.contains(
                    "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"News\" href=\"/en/news.atom\">"))
            #expect(page.contains("<a href=\"/news\">News</a>"))
        }
    }

    @Test("is an empty page, and no feed, in a house without a network")
    func empty() throws {
        let client = try TestHouse.fresh().client()
        #expect(client.get("/news").text.contains("Nothing has been recorded yet."))
        #expect(client.get("/news.atom").status == .notFound)
        #expect(client.faults.isEmpty)
    }
}
