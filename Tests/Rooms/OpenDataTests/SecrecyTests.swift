import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Store
import Testing

@Suite("What programs never read", .onEveryEngineWhenLong)
struct SecrecyTests {
    /// Everything that can be read at once.
    private func everything(_ client: TestClient) throws -> String {
        var all = client.get("/api/v1").text + client.get("/api/v1/openapi.json").text
        for (table, _) in try client.tables() {
            for language in ["en", "de"] { all += client.get("/api/v1/\(table)?limit=100&language=\(language)").text }
            all += client.get("/api/v1/\(table).csv").text
        }
        return all + client.get("/api/v1/search?q=canary").text
            + client.get("/api/v1/search?kind=activity&limit=100").text
    }

    @Test("is a draft, what was withdrawn, or anything about a member")
    func never() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let client = try test.client()
        let vera = try test.client(as: "Vera Canary")
        let before = try everything(client)
        #expect(before.contains("2025-03-27-cessenau"))
        try test.house.store.write { transaction in
            let draft = Draft(
                id: Key.fresh(at: transaction.moment), kind: "activities", ref: nil, fields: "title=Canary",
                saved: transaction.moment)
            try draft.keep(of: "Vera Canary", in: transaction)
        }
        #expect(vera.post("/desk/activities/2025-03-27-cessenau/withdraw", form: []).location == "/desk/withdrawn")
        let after = try everything(client)
        #expect(!after.contains("2025-03-27-cessenau"))
        #expect(!after.lowercased().contains("canary"))
        #expect(client.get("/api/v1/activities/2025-03-27-cessenau").status == .notFound)
        let title = try #require(
            before.firstMatch(of: /"ref":"2025-03-27-cessenau".{1,200}?"title":\{"text":"([^"]+)"/))
        #expect(!after.contains(String(title.output.1)))
        for name in [
            "members", "sessions", "invitations", "drafts", "withdrawn", "journal_entries", "translations", "links",
        ] {
            #expect(client.get("/api/v1/\(name)").status == .notFound, "\(name)")
            #expect(client.get("/api/v1/\(name).csv").status == .notFound, "\(name)")
        }
    }

    @Test("is a person without a function, whom no page names either")
    func personWithoutFunction() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let client = try test.client()
        let before = try client.tables().first { $0.name == "people" }?.count
        try test.house.store.write { transaction in
            let key = Key<AnyRecord>.fresh(at: transaction.moment)
            try transaction.run(
                "insert into people (id, number, ref, language, name) values (\(key), 99, 'canary', 'de', 'Canary')")
            transaction.note(Change(by: "test", "person.added", table: "people", record: key, values: []))
        }
        #expect(try client.tables().first { $0.name == "people" }?.count == before)
        #expect(!(try everything(client)).lowercased().contains("canary"))
        #expect(client.get("/api/v1/people/canary").status == .notFound)
        #expect(client.get("/api/v1/people/99").status == .notFound)
    }

    @Test("differs from what a stranger reads, not by a byte, for whoever has signed in or chose a language by cookie")
    func sameForAll() throws {
        let test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
        let client = try test.client()
        let member = try test.client(as: "Vera Sample")
        for address in [
            "/api/v1", "/api/v1/activities", "/api/v1/people", "/api/v1/search?q=children", "/api/v1/nothing",
        ] {
            let one = client.get(address), other = member.get(address)
            #expect(one.body == other.body && Array(one.fields) == Array(other.fields), "\(address)")
            let cookie = client.get(address, headers: [.cookie: "language=sv"])
            #expect(cookie.body == one.body)
            #expect(other.fields[.setCookie] == nil)
        }
        // An address written in another way is no other door.
        for address in ["/%61pi/v1/activities", "/api%2Fv1/activities", "/ap%69/v1", "/sv/%61pi/v1/activities"] {
            for reader in [client, member] { #expect(reader.get(address).status == .notFound, "\(address)") }
        }
    }
}

extension HTTPResponse {
    var location: String { fields[.location] ?? "" }
}
