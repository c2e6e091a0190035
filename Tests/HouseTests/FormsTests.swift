import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Store
import Testing
import Web

@Suite("Forms", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct FormsTests {
    private static let holes = [
        "{kind}": "contacts", "{record}": "contact", "{person}": "mara-beispiel", "{language}": "en", "{entry}": "1",
        "{presidency}": "2026-BO",
    ]

    @Test("C34: of every address refuse a field that they do not have, and change nothing")
    func unknown() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let first = try test.client(as: "Sven Secretary")
        let made = first.post(
            "/desk/contacts/new",
            form: [("key", Key<AnyRecord>.fresh(at: TestHouse.moment).description), ("person", "mara-beispiel")])
        let ref = (made.fields[.location] ?? "").firstMatch(of: /contacts\/([^?]+)/).map { String($0.1) } ?? ""
        let begun = { (store: Connection) throws -> Int? in
            try store.value("select count(*) from journal_entries where verb <> 'session.begun'")
        }
        let before = try test.house.store.read(begun)
        var asked = 0
        for route in test.house.router.routes where route.method == .post {
            var address = route.address
            for (hole, value) in Self.holes {
                address = address.replacing(hole, with: hole == "{record}" ? ref : value)
            }
            address = address.replacing(/\{[^}]*\}/, with: "1")
            let client = try test.client(as: "Sven Secretary")
            // There is no such import any more, and the form leads to what was imported.
            guard address != "/desk/import/1" else { continue }
            let answer = client.post(address, form: [("is_admin", "yes")], language: .english)
            #expect((400...499).contains(answer.status.code), "\(route.address): \(answer.status.code)")
            #expect(try test.house.store.read(begun) == before, "\(route.address)")
            asked += 1
        }
        #expect(asked > 35)
    }
}
