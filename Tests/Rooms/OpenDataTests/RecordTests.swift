import Basics
import Cooperation
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Store
import Testing

@Suite("The public records, for programs", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct RecordTests {
    @Test("are those of every table of the cooperation, each open or closed for a reason")
    func decided() {
        let open = OpenTable.all.map(\.name)
        #expect(Set(open).isDisjoint(with: OpenTable.closed.keys))
        #expect(Set(open).union(OpenTable.closed.keys) == Set(Tables.all.map(\.name)))
        for table in OpenTable.all { #expect(!table.reason.isEmpty) }
        for reason in OpenTable.closed.values { #expect(!reason.isEmpty) }
    }

    @Test("name people with their function, and no way to reach them")
    func people() throws {
        #expect(OpenTable.named("people")?.columns.map(\.name) == ["name", "organisation", "sample", "source"])
        #expect(
            OpenTable.named("seats")?.columns.map(\.name)
                == ["group", "state", "organisation", "kind", "from", "to", "note", "source"])
        for table in OpenTable.all {
            for column in table.columns {
                #expect(!["email", "mail", "phone", "contact", "password"].contains(column.name), "\(table.name)")
            }
        }
    }

    @Test("are all there, once, and each alone is the same as in its list", arguments: networks)
    func whole(_ network: String) throws {
        let test = try TestHouse.fresh(network: network)
        let client = try test.client()
        var all = 0
        for (table, count) in try client.tables() {
            let stored = try test.house.store.read { connection in
                // Whoever has no published function is not mentioned.
                let mentioned: SQL =
                    table == "people" ? "exists (select 1 from functions f where f.person_id = r.id)" : "true"
                return try connection.value(
                    "select count(*) from \(name: Identifier(table) ?? "none") r where \(mentioned)", as: Int.self) ?? 0
            }
            #expect(count == stored, "\(table)")
            let records = try client.records("/api/v1/\(table)?limit=7&language=en")
            #expect(records.count == count, "\(table)")
            #expect(Set(records.compactMap { $0["ref"] as? String }).count == count)
            for record in records {
                let address = try #require(record["api"] as? String)
                let number = try #require(record["number"] as? Int)
                let alone = try client.object(address + "?language=en")
                #expect(NSDictionary(dictionary: alone).isEqual(to: record), "\(address)")
                if Int(try #require(record["ref"] as? String)) == nil {
                    let byNumber = try client.object("/api/v1/\(table)/\(number)?language=en")
                    #expect(byNumber["number"] as? Int == number, "\(address)")
                }
            }
            all += count
        }
        #expect(all > 60)
        #expect(client.faults.isEmpty)
    }

    @Test("fit their description in every language, and lead to pages and records that are there", arguments: networks)
    func described(_ network: String) throws {
        let client = try TestHouse.fresh(network: network).client()
        let description = try client.object("/api/v1/openapi.json")
        let check = SchemaCheck(description: description)
        let paths = try #require(description["paths"] as? [String: Any])
        var pages: Set<String> = [], addresses: Set<String> = []
        func walk(_ value: Any) {
            if let list = value as? [Any] { list.forEach(walk) }
            guard let object = value as? [String: Any] else { return }
            if let page = object["page"] as? String { pages.insert(page) }
            if let address = object["api"] as? String { addresses.insert(address) }
            object.values.forEach(walk)
        }
        for (table, _) in try client.tables() {
            let schema = try #require(Self.schema(of: "/api/v1/\(table)", in: paths))
            for language in ["en", "de", "sv"] {
                let list = try client.object("/api/v1/\(table)?limit=100&language=\(language)")
                #expect(check.faults(list, schema) == [], "\(table)")
                walk(list)
            }
        }
        for address in [
            "/api/v1", "/api/v1/search", "/api/v1/search?q=children&language=de", "/api/v1/search?q=Kinder",
        ] {
            let path = String(address.prefix { $0 != "?" })
            let answer = try client.object(address)
            #expect(check.faults(answer, try #require(Self.schema(of: path, in: paths))) == [], "\(address)")
            if path.hasSuffix("search") { walk(answer) }
        }
        #expect(pages.count > 30 && addresses.count > 60)
        for page in pages {
            let parts = page.split(separator: "#", maxSplits: 1).map(String.init)
            let answer = client.get(parts[0], language: .english)
            #expect(answer.status == .ok, "\(page)")
            if parts.count > 1 { #expect(answer.text.contains("id=\"\(parts[1])\""), "\(page)") }
        }
        for address in addresses { #expect(client.get(address).status == .ok, "\(address)") }
    }

    private static func schema(of path: String, in paths: [String: Any]) -> Any? {
        let names = [path, "get", "responses", "200", "content", "application/json", "schema"]
        return names.reduce(paths as Any?) { place, name in (place as? [String: Any])?[name] }
    }

    @Test("come in the language asked for, and each text says its language and state")
    func languages() throws {
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        let client = try test.client()
        func title(_ address: String, _ language: Language? = nil) throws -> [String: String] {
            let fields = try #require(client.get(address, language: language).object()["fields"] as? [String: Any])
            return try #require(fields["title"] as? [String: String])
        }
        let own = try title("/api/v1/activities/31?language=en")
        #expect(own["state"] == "original" && own["language"] == "en")
        let swedish = try title("/api/v1/activities/31?language=sv")
        #expect(swedish["language"] == "sv" && swedish["text"] != own["text"])
        #expect(try title("/api/v1/activities/31", .swedish) == swedish)
        #expect(try title("/api/v1/activities/31?language=en", .swedish) == own)
        try test.house.store.write { transaction in
            let key: Key<AnyRecord> = try #require(try transaction.value("select id from activities where number = 31"))
            try transaction.run("update activities set title = 'Reworded' where id = \(key)")
            transaction.note(Change(by: "test", "activity.changed", table: "activities", record: key, values: []))
        }
        #expect(try title("/api/v1/activities/31?language=sv")["state"] == "stale")
        #expect(try title("/api/v1/activities/31?language=is")["text"] != nil)
    }

    @Test("can be narrowed down as the pages can, and by what they name")
    func filters() throws {
        let client = try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
        func refs(_ query: String) throws -> Set<String> {
            Set(try client.records("/api/v1/\(query)").compactMap { $0["ref"] as? String })
        }
        let all = try refs("activities")
        for query in ["state=SE", "kind=workshop", "progress=done", "project=protect", "year=2018", "since=2018-05-01"]
        {
            let some = try refs("activities?\(query)&limit=3")
            #expect(!some.isEmpty && (some.count < all.count || query == "progress=done"), "\(query)")
            #expect(some.isSubset(of: all))
        }
        #expect(try refs("activities?year=2017").union(try refs("activities?year=2018")) == all)
        #expect(try refs("activities?year=2017").isDisjoint(with: try refs("activities?since=2018-01-01")))
        let page = client.get("/activities?state=SE&kind=expert-meeting").text
        let both = try client.records("/api/v1/activities?state=SE&kind=expert-meeting")
        #expect(!both.isEmpty)
        for record in both { #expect(page.contains("href=\"\(record["page"] as? String ?? "?")\"")) }
        #expect(try refs("messages?meeting=2017-autumn").count > 1)
        let late = try refs("conclusions?since=2017-01-01")
        let conclusions = try refs("conclusions")
        #expect(!late.isEmpty && late.isStrictSubset(of: conclusions))
        #expect(try refs("contributions?state=SE&year=2018").count <= 1)
        #expect(try refs("activities?order=oldest") == all)
        let newest = try client.records("/api/v1/activities?limit=4").compactMap { $0["ref"] as? String }
        let oldest = try client.records("/api/v1/activities?limit=4&order=oldest").compactMap { $0["ref"] as? String }
        #expect(newest == oldest.reversed())
    }

    @Test("count a month or a year up to its last day", arguments: [("2016-12-31", true), ("2017-01-01", false)])
    func partialDates(_ since: String, _ isThere: Bool) throws {
        let client = try TestHouse.fresh(network: "Samples/baltic-2017-2018").client()
        let sources = try client.records("/api/v1/sources?since=\(since)").compactMap { $0["ref"] as? String }
        #expect(sources.contains("stockholm-text") == isThere)
    }

    @Test("of an empty house are none, and nothing breaks")
    func empty() throws {
        let client = try TestHouse.fresh().client()
        for (table, count) in try client.tables() {
            #expect(count == 0)
            #expect(try client.records("/api/v1/\(table)").isEmpty)
            #expect(client.get("/api/v1/\(table).csv").text.split(separator: "\n").count == 1)
            #expect(client.get("/api/v1/\(table)/1").status == .notFound)
        }
        #expect(client.get("/api", language: .english).status == .ok)
    }
}
