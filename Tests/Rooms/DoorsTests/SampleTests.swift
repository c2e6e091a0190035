import Basics
import Cooperation
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Identity
import Store
import Testing

@Suite("The invented people of a sample", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct SampleTests {
    private let test: TestHouse

    init() throws {
        test = try TestHouse.fresh(network: "Samples/baltic-2017-2018")
    }

    private func come(as ref: String, _ client: TestClient) -> HTTPResponse {
        let answer = client.post("/sign-in/sample", form: [("person", ref)], language: .english)
        client.keepCookie(of: answer)
        return answer
    }

    private func write(_ sql: SQL, in test: TestHouse) throws {
        try test.house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            try transaction.run(sql)
        }
    }

    @Test("are listed at the door, one for each function at least, with what they are and where")
    func list() throws {
        let page = try test.client().get("/sign-in", language: .english).text
        #expect(page.contains("Sign in as Ebba Exempel"))
        #expect(page.contains("Seat holder · Sweden"))
        for kind in FunctionKind.allCases {
            let found = try test.house.store.read { store in
                try SamplePerson.all(on: #require(Day("2018-06-15")), in: store).contains {
                    $0.standings.contains { $0.kind == kind }
                }
            }
            #expect(found, "\(kind)")
        }
        for real in ["henrik-ingrids", "Eva Wallin", "Turid Heiberg"] { #expect(!page.contains(real)) }
    }

    @Test("are one click away: a session like any other, which the journal knows, and one account however often")
    func click() throws {
        let client = try test.client()
        #expect(come(as: "bruno-beispiel", client).status == .seeOther)
        let page = client.get("/members", language: .english).text
        #expect(page.contains("Welcome, Bruno Beispiel"))
        #expect(page.contains("Acting as Seat holder · Germany"))
        #expect(!page.contains("href=\"/desk\""))
        #expect(client.get("/desk").status == .forbidden)
        _ = come(as: "bruno-beispiel", try test.client())
        let counts = try test.house.store.read { store in
            (
                try store.value("select count(*) from members", as: Int.self),
                try store.value("select count(*) from journal_entries where verb = 'session.begun'", as: Int.self)
            )
        }
        #expect(counts.0 == 1)
        #expect(counts.1 == 2)
    }

    @Test("show with a click that it is them, and nobody else gets by that way")
    func proof() throws {
        let client = try test.client()
        _ = come(as: "sanna-prov", client)
        #expect(client.get("/account/proof", language: .english).text.contains("a click is enough"))
        let answer = client.post("/account/proof", form: [("sample", "yes")])
        client.keepCookie(of: answer)
        #expect(answer.status == .seeOther && client.isSignedIn)
        let real = try test.client(as: "Rita Real")
        #expect(!real.get("/account/proof", language: .english).text.contains("a click is enough"))
        #expect(real.post("/account/proof", form: [("sample", "yes")]).status == .notFound)
    }

    @Test(
        "do not open the door to anybody else",
        arguments: ["henrik-ingrids", "eva-wallin", "nobody", "", "' or 1=1 --"])
    func others(_ ref: String) throws {
        let client = try test.client()
        #expect(come(as: ref, client).status == .notFound)
        #expect(!client.isSignedIn)
        #expect(try test.house.store.read { try Account.all(in: $0) }.isEmpty)
    }

    @Test("are gone for good once the network has no day of its own, and a new day does not bring them back")
    func real() throws {
        let client = try test.client()
        _ = come(as: "bruno-beispiel", client)
        let plain = try Fresh.network(without: "2018-06-15")
        _ = try Loader.load(folder: plain, into: test.house.store)
        let stranger = try test.client()
        #expect(!stranger.get("/sign-in", language: .english).text.contains("Exempel"))
        #expect(come(as: "sanna-prov", stranger).status == .notFound)
        // Whoever tried somebody on may have left a key: the invented people end with the sample.
        #expect(!client.isSignedIn)
        #expect(try test.house.store.read { try $0.value("select count(*) from members where ended is null") } == 0)
        _ = try Loader.load(folder: baltic, into: test.house.store)
        #expect(try test.house.store.read { try $0.value("select 1 from network where today is not null") } == 1)
        #expect(come(as: "sanna-prov", stranger).status == .notFound)
        #expect(try !test.house.store.read { try SampleHouse.isHere($0) })
    }

    @Test("never come to a house in which somebody was a member before the sample was loaded")
    func lived() throws {
        let house = try TestHouse.fresh()
        _ = try house.client(as: "Rita Real")
        _ = try Loader.load(folder: baltic, into: house.house.store)
        let client = try house.client()
        #expect(!client.get("/sign-in", language: .english).text.contains("Exempel"))
        #expect(come(as: "sanna-prov", client).status == .notFound)
    }

    @Test("never come to a house whose first network was a real one, whatever is loaded later")
    func later() throws {
        let house = try TestHouse.fresh(network: try Fresh.network(without: "2018-06-15"))
        let client = try house.client()
        #expect(!client.get("/sign-in", language: .english).text.contains("Exempel"))
        #expect(come(as: "sanna-prov", client).status == .notFound)
        _ = try Loader.load(folder: baltic, into: house.house.store)
        #expect(!client.get("/sign-in", language: .english).text.contains("Exempel"))
        #expect(come(as: "sanna-prov", client).status == .notFound)
    }

    @Test("stay outside once they were shown out, and are not listed on a day on which they are nothing")
    func ended() throws {
        let client = try test.client()
        _ = come(as: "nele-naidis", client)
        try test.house.store.write { transaction in
            let member = try #require(try Account.named("Nele Näidis", in: transaction).first)
            try Account.end(member.id, by: "test", in: transaction)
        }
        #expect(!client.isSignedIn)
        #expect(come(as: "nele-naidis", try test.client()).status == .notFound)
        try write("update network set today = \(try #require(Day("2019-01-01")))", in: test)
        #expect(!(try test.client().get("/sign-in", language: .english).text.contains("Nele")))
    }
}

private let baltic = "\(TestHouse.package)/Samples/baltic-2017-2018"

/// Copies of the sample, changed.
private enum Fresh {
    /// The same network as a real one would be: it takes no day but the clock's for today.
    static func network(without day: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("network-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: baltic, toPath: folder.path)
        let file = folder.appendingPathComponent("network.csv")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains(",\(day),"))
        try text.replacing(",\(day),", with: ",,").write(to: file, atomically: true, encoding: .utf8)
        return folder.path
    }
}
