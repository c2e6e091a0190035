import Basics
import Foundation
import HTTP
import HouseTesting
import Identity
import Journal
import Store
import StoreTesting
import Testing

@testable import House

/// What an operator has from a house that stands on a database server.
@Suite(
    "A house on a server", .enabled(if: PostgresHere.isInstalled, "PostgreSQL is not installed"),
    .timeLimit(.minutes(10)))
struct ServerTests {
    /// A folder for one test, and the configuration of a house with two members on a server.
    private final class Place {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        var configuration: Configuration

        init() throws {
            configuration = Configuration(dataFolder: folder + "/data")
            configuration.database = try Self.freshDatabase()
            let house = try House.open(configuration)
            defer { house.store.close() }
            try ServerTests.add(["a", "b"], to: house)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        static func freshDatabase() throws -> String { try PostgresHere.started().freshDatabase() }
    }

    private static func add(_ names: [String], to house: House) throws {
        try house.store.write { transaction in
            for name in names { _ = try Account.add(name: name, address: name, password: "x", in: transaction) }
        }
    }

    private func members(of configuration: Configuration) throws -> [String] {
        let house = try House.open(configuration)
        defer { house.store.close() }
        let verdict = try house.store.read { try Journal.verify($0) }
        guard case .sound = verdict else { throw Backup.Refusal.journal(verdict.explanation) }
        return try house.store.read { try Account.all(in: $0).map(\.name).sorted() }
    }

    @Test("is kept in the same backups, made while it is open; they come back in a folder and on a server")
    func backup() throws {
        let place = try Place()
        let file = place.folder + "/a.backup"
        let house = try House.open(place.configuration)
        let entries = try #require(try house.store.read { try Journal.witness(in: $0) }).position
        let made = try Backup.make(of: house, place.configuration, to: file)
        try Self.add(["later"], to: house)
        house.store.close()
        #expect(made.entries == entries)
        #expect(try Backup.drill(file, below: place.folder).entries == entries)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted() == ["a.backup", "data"])

        var here = Configuration(dataFolder: place.folder + "/here")
        here.keys = place.configuration.keysFolder
        try Backup.restore(file, to: here)
        #expect(try members(of: here) == ["a", "b"])
        var there = Configuration(dataFolder: place.folder + "/there")
        there.database = try Place.freshDatabase()
        there.keys = place.configuration.keysFolder
        try Backup.restore(file, to: there)
        #expect(try members(of: there) == ["a", "b"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: there.dataFolder).isEmpty)
        #expect(throws: MoveFault.self) { try Backup.restore(file, to: place.configuration) }
        #expect(try members(of: place.configuration) == ["a", "b", "later"])
    }

    @Test("is backed up at night as well, under load, with all that was acknowledged before")
    func nightly() throws {
        let place = try Place()
        var configuration = place.configuration
        configuration.backup = .init(folder: place.folder + "/backups")
        let house = try House.open(configuration)
        defer { house.store.close() }
        let told = Ledger()
        Foundation.Thread.detachNewThread { [store = house.store] in
            var number = 0
            while !told.isOver {
                let address = "w\(number)@example.org"
                let kept: Void? = try? store.write {
                    _ = try Account.add(name: "w", address: address, password: "x", in: $0)
                }
                if kept != nil { told.add(address) }
                number += 1
            }
            told.ended()
        }
        usleep(200_000)
        let before = told.all
        let lines = Lines()
        try #require(NightlyBackups(Operations(house, configuration)) { lines.add($0) }).run()
        told.end(1)
        #expect(!before.isEmpty)
        #expect(lines.all.count == 1 && lines.all[0].contains("restored and verified"), "\(lines.all)")
        let names = try FileManager.default.contentsOfDirectory(atPath: place.folder + "/backups")
        let file = try #require(names.first { $0.hasSuffix(".backup") })
        var back = Configuration(dataFolder: place.folder + "/back")
        back.keys = configuration.keysFolder
        try Backup.restore("\(place.folder)/backups/\(file)", to: back)
        let other = try House.open(back)
        defer { other.store.close() }
        let there = Set(try other.store.read { try Account.all(in: $0).map(\.address) })
        #expect(before.subtracting(there) == [])
    }

    @Test("says calmly that it cannot reach its records while the server is gone, and finds it again by itself")
    func gone() throws {
        let server = try PostgresHere(isDurable: true)
        let house = try House.open(.postgresql(try server.freshDatabase()), clock: .fixed(TestHouse.moment))
        let test = TestHouse(house)
        let client = try test.client(as: "a")
        #expect(client.get("/", language: .english).status == .ok)
        try server.kill()
        for address in ["/", "/activities", "/sv/activities", "/account", "/nowhere"] {
            let page = client.get(address, language: .english)
            #expect(page.status == .serviceUnavailable, "\(address)")
            #expect(page.fields[.retryAfter] == "5")
            #expect(page.fields[.cacheControl] == "no-store")
            #expect(text(page).contains("</html>"))
        }
        let words = text(client.get("/activities", language: .english))
        #expect(words.contains("The house cannot reach its records."))
        #expect(!words.lowercased().contains("sql") && !words.contains("/tmp"))
        let object = client.get("/api/v1/activities")
        #expect(object.status == .serviceUnavailable && object.fields[.retryAfter] != nil)
        #expect(client.faults.isEmpty)
        #expect(throws: StoreFailure.self) { try Self.add(["lost"], to: house) }
        try server.meet(.begin)
        try wait { client.get("/").status == .ok }
        try wait { (try? Self.add(["kept"], to: house)) != nil }
        let names = try house.store.read { try Account.all(in: $0).map(\.name) }
        #expect(names.contains("kept") && !names.contains("lost"))
    }

    private func text(_ answer: HTTPResponse) -> String { String(decoding: answer.body, as: UTF8.self) }

    private func wait(_ isSo: () -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !isSo() {
            try #require(ContinuousClock.now < deadline)
            usleep(50_000)
        }
    }

    @Test("is never reached with a password that everybody on the machine can read")
    func passwords() throws {
        let file = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        func keep(_ text: String, _ rights: Int) throws {
            try Data(text.utf8).write(to: URL(filePath: file))
            try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file)
        }
        for secret in ["postgresql://a:hidden@db/house", "host=db password=hidden", "postgresql:///x?password=hidden"] {
            let fault = #expect(throws: ConnectionString.Unfit.self) { try ConnectionString.typed(secret) }
            #expect(fault?.description.contains("hidden") == false)
            try keep("# where it is\n\(secret)\n", 0o644)
            let other = #expect(throws: ConnectionString.Unfit.self) { try ConnectionString.read(file) }
            #expect(other?.description.contains("hidden") == false)
            try keep(secret, 0o640)
            #expect(try ConnectionString.read(file) == secret)
        }
        try keep("postgresql://a@db/house", 0o644)
        #expect(try ConnectionString.read(file) == "postgresql://a@db/house")
        #expect(try ConnectionString.typed("postgresql://a@db/house") == "postgresql://a@db/house")
        for odd in ["", "nonsense", "postgresql://a\npostgresql://b"] {
            try keep(odd, 0o600)
            #expect(throws: ConnectionString.Unfit.self) { try ConnectionString.read(file) }
        }
    }
}
