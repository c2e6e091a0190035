import Basics
import CSV
import Cooperation
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Room
import Store
import Testing
import Web

@Suite("Answers to programs", .onEveryEngineWhenLong)
struct AnswerTests {
    private func client(_ network: String = "Samples/baltic-2017-2018") throws -> TestClient {
        try TestHouse.fresh(network: network).client()
    }

    @Test("the description names exactly the addresses that are answered, and nothing in it leads nowhere")
    func complete() throws {
        let test = try TestHouse.fresh()
        let description = try test.client().object("/api/v1/openapi.json")
        let paths = try #require(description["paths"] as? [String: [String: Any]])
        let routes = test.house.router.routes.filter { $0.address == "/api/v1" || $0.address.hasPrefix("/api/v1/") }
        #expect(Set(paths.keys) == Set(routes.map(\.address)))
        #expect(routes.count == 3 + 3 * OpenTable.all.count)
        for route in routes {
            #expect(route.method == .get && route.bodyLimit == 0)
            #expect(paths[route.address]?.keys.sorted() == ["get"])
        }
        let check = SchemaCheck(description: description)
        let text = String(
            decoding: try JSONSerialization.data(withJSONObject: description, options: .withoutEscapingSlashes),
            as: UTF8.self)
        let references = Set(text.matches(of: /"\$ref":"([^"]+)"/).map { String($0.output.1) })
        #expect(references.count > 40)
        for reference in references { #expect(check.resolve(reference) != nil, "\(reference)") }
        let names = text.matches(of: /"operationId":"([^"]+)"/).map { String($0.output.1) }
        #expect(Set(names).count >= routes.count)
    }

    @Test(
        "problems are objects that name the parameter, readable from everywhere and kept by nobody",
        arguments: [
            ("/api/v1/nothing", 404, nil), ("/api/v1/activities/0", 404, "record"),
            ("/api/v1/activities/none", 404, "record"),
            ("/api/v1/activities/%20", 404, "record"), ("/api/v1/activities?limit=0", 400, "limit"),
            ("/api/v1/activities?limit=101", 400, "limit"), ("/api/v1/activities?limit=", 400, "limit"),
            ("/api/v1/activities?limit=%2B5", 400, "limit"), ("/api/v1/activities?limit=5&limit=5", 400, "limit"),
            ("/api/v1/activities?limit=99999999999999999999", 400, "limit"),
            ("/api/v1/activities?nothing=1", 400, "nothing"), ("/api/v1/activities?year=0", 400, "year"),
            ("/api/v1/activities?since=2018-02-30", 400, "since"), ("/api/v1/activities?kind=party", 400, "kind"),
            ("/api/v1/activities?state=%3Cb%3E", 400, "state"), ("/api/v1/activities?state=none", 404, "state"),
            ("/api/v1/activities?after=x", 400, "after"), ("/api/v1/activities?after=1", 400, "after"),
            ("/api/v1/states?after=1-1", 400, "after"), ("/api/v1/states?after=-1", 400, "after"),
            ("/api/v1/activities?language=xx", 400, "language"), ("/api/v1/search?after=r5000", 400, "after"),
            ("/api/v1/activities?limit=%zz", 400, nil), ("/api/v1/activities/", 404, nil), ("/sv/api/v1", 404, nil),
            ("/api/v1/people?number=1", 400, "number"), ("/api/v1/activities.csv?limit=10001", 400, "limit"),
        ] as [(String, Int, String?)])
    func problems(_ address: String, _ status: Int, _ parameter: String?) throws {
        let answer = try client().get(address)
        #expect(answer.status.code == status, "\(answer.text.prefix(200))")
        #expect(answer.fields[.contentType] == "application/problem+json")
        #expect(answer.fields[.accessControlAllowOrigin] == "*")
        #expect(answer.fields[.cacheControl] == "no-store")
        let problem = try answer.object()
        #expect(problem["status"] as? Int == status)
        #expect(problem["parameter"] as? String == parameter)
        #expect(!answer.text.contains("<b>"))
    }

    @Test("a search of more than 200 characters is refused")
    func longSearch() throws {
        let client = try client()
        #expect(client.get("/api/v1/search?q=" + String(repeating: "a", count: 200)).status == .ok)
        #expect(client.get("/api/v1/search?q=" + String(repeating: "a", count: 201)).status == .badRequest)
    }

    @Test("only reading is allowed, and what is not says so in the same way")
    func methods() throws {
        let client = try client()
        for method in [HTTPMethod.post, .put, .patch, .delete] {
            let answer = client.send(method, "/api/v1/activities", nil, [.secFetchSite: "same-origin"], body: [])
            #expect(answer.status == .methodNotAllowed)
            #expect(answer.fields[.allow] == "GET, HEAD, OPTIONS")
            #expect(answer.fields[.contentType] == "application/problem+json")
        }
        let options = client.send(.options, "/api/v1/activities", nil, [.origin: "https://other.example"], body: [])
        #expect(options.status == .noContent && options.body.isEmpty)
        #expect(options.fields[.accessControlAllowMethods] == "GET, HEAD, OPTIONS")
        #expect(options.fields[.accessControlAllowOrigin] == "*")
        #expect(options.fields.contains { $0.name.canonicalName == "access-control-allow-credentials" } == false)
        #expect(client.send(.options, "/api/v1/nothing", body: []).status == .notFound)
        #expect(client.send(.options, "/activities", body: []).status == .methodNotAllowed)
        #expect(client.get("/activities").fields[.accessControlAllowOrigin] == nil)
        #expect(client.get("/api").fields[.accessControlAllowOrigin] == nil)
        let large = client.send(.get, "/api/v1/activities", body: [1])
        #expect(large.status == .contentTooLarge && large.fields[.contentType] == "application/problem+json")
    }

    @Test("a client that cannot read JSON is told so")
    func accept() throws {
        let client = try client()
        #expect(client.get("/api/v1/activities", headers: [.accept: "text/html"]).status == .notAcceptable)
        #expect(client.get("/api/v1/activities", headers: [.accept: "text/html, */*;q=0.1"]).status == .ok)
        #expect(client.get("/api/v1/activities.csv", headers: [.accept: "application/json"]).status == .notAcceptable)
        #expect(client.get("/api/v1/activities.csv", headers: [.accept: "text/csv"]).status == .ok)
    }

    @Test("an answer that has not changed is not sent again; HEAD is GET without a body's cost")
    func conditional() throws {
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        let client = try test.client()
        for address in ["/api/v1", "/api/v1/states", "/api/v1/states/SE", "/api/v1/states.csv", "/api/v1/openapi.json"]
        {
            let answer = client.get(address)
            let tag = try #require(answer.fields[.eTag], "\(address)")
            #expect(answer.fields[.cacheControl] == "public, no-cache")
            #expect(answer.fields[.vary] == "Accept, Accept-Language")
            let again = client.get(address, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.isEmpty && again.fields[.eTag] == tag)
            #expect(again.fields[.accessControlAllowOrigin] == "*")
            #expect(Array(client.send(.head, address, body: []).fields) == Array(answer.fields))
        }
        let tag = try #require(client.get("/api/v1/states/SE").fields[.eTag])
        try test.house.store.write { transaction in
            let key: Key<AnyRecord> = try #require(try transaction.value("select id from states where ref = 'SE'"))
            try transaction.run("update states set name = 'Svea' where id = \(key)")
            transaction.note(Change(by: "test", "state.changed", table: "states", record: key, values: []))
        }
        #expect(client.get("/api/v1/states/SE", headers: [.ifNoneMatch: tag]).status == .ok)
    }

    @Test("a fault is a problem with a number and nothing else; a busy or full house says to come back")
    func faults() throws {
        struct Secret: Error, CustomStringConvertible { let description = "select secret from people" }
        let room = Room("broken", window: .frontDoor) { routes in
            routes.get(Address("/api/v1/broken"), for: .everyone) { _ in throw Secret() }
            routes.get(Address("/api/v1/busy"), for: .everyone) { _ in throw StoreFailure.busy }
            routes.get(Address("/api/v1/long"), for: .everyone) { _ in throw StoreFailure.tooLong }
        }
        let client = try TestHouse.fresh(rooms: House.ownRooms + [room]).client()
        let broken = client.get("/api/v1/broken")
        #expect(broken.status == .internalServerError)
        #expect(try broken.object()["incident"] as? String == "test")
        #expect(!broken.text.contains("select"))
        for address in ["/api/v1/busy", "/api/v1/long"] {
            let answer = client.get(address)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.fields[.contentType] == "application/problem+json")
            #expect(answer.fields[.retryAfter] != nil)
        }
    }

    @Test("a page of a list ends after a megabyte, and the next one goes on where it ended")
    func bytes() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let client = try test.client()
        let long = String(repeating: "lang ", count: 20_000)
        try test.house.store.write { transaction in
            let first: Key<AnyRecord> = try #require(
                try transaction.value("select id from states order by number limit 1"))
            try transaction.run("update states set note = \(long)")
            for number in 100..<130 {
                try transaction.run(
                    """
                    insert into states (id, number, ref, language, name, kind, note)
                    values (\(Key<AnyRecord>.fresh(at: transaction.moment)), \(number), \("X\(number)"), 'de', 'X', 'state', \(long))
                    """)
            }
            transaction.note(Change(by: "test", "states.changed", table: "states", record: first, values: []))
        }
        let page = client.get("/api/v1/states?limit=100")
        #expect(page.body.count < (1 << 20) + 2 * long.utf8.count)
        #expect(try page.object()["next"] is String)
        #expect(page.fields[.link]?.contains("rel=\"next\"") == true)
        let refs = try client.records("/api/v1/states?limit=100").compactMap { $0["ref"] as? String }
        #expect(refs.count == 33 && Set(refs).count == 33)
    }

    @Test("a table taken out as CSV loads into a house as the same records", arguments: networks)
    func sheets(_ network: String) throws {
        let client = try client(network)
        let folder = FileManager.default.temporaryDirectory.path() + "/childcentre-sheets-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (table, count) in try client.tables() where count > 0 {
            let answer = client.get("/api/v1/\(table).csv?limit=10000")
            #expect(answer.fields[.contentType]?.hasPrefix("text/csv; charset=utf-8") == true)
            #expect(answer.fields[.contentDisposition] == "attachment; filename=\"\(table).csv\"")
            #expect(answer.fields[.link] == nil)
            #expect(try CSVTable(answer.body).rows.count == count)
            try Data(answer.body).write(to: URL(filePath: "\(folder)/\(table).csv"))
        }
        let other = try TestHouse.fresh(network: folder).client()
        for (table, count) in try client.tables() {
            #expect(try other.tables().first { $0.name == table }?.count == count, "\(table)")
            #expect(other.get("/api/v1/\(table).csv").body == client.get("/api/v1/\(table).csv").body, "\(table)")
        }
    }

    @Test("a table goes on from part to part, and takes nothing for a formula")
    func parts() throws {
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        let client = try test.client()
        var rows: [String] = [], next: String? = "/api/v1/timeline.csv?limit=10"
        while let here = next {
            let answer = client.get(here)
            rows += try CSVTable(answer.body).rows.map { $0.cells[0] }
            next = answer.fields[.link]?.firstMatch(of: /<([^>]+)>/).map { String($0.output.1) }
            try #require(rows.count < 1000)
        }
        #expect(rows.count == 52 && Set(rows).count == 52)
        try test.house.store.write { transaction in
            let key: Key<AnyRecord> = try #require(try transaction.value("select id from states where ref = 'SE'"))
            try transaction.run("update states set name = '=1+1' where id = \(key)")
            transaction.note(Change(by: "test", "state.changed", table: "states", record: key, values: []))
        }
        #expect(client.get("/api/v1/states.csv").text.contains(",'=1+1,"))
    }

    @Test("the page about it is one screen with examples that work, in every language")
    func page() throws {
        let client = try client()
        for language in Language.allCases {
            let page = client.get("/\(language.code)/api")
            #expect(page.status == .ok)
            let links = page.text.matches(of: /href="(\/api\/v1[^"]*)"/).map {
                $0.output.1.replacing("&amp;", with: "&")
            }
            #expect(links.count > 60)
            for link in links { #expect(client.get(String(link)).status == .ok, "\(link)") }
        }
        #expect(client.get("/").text.contains("href=\"/api\""))
    }
}
