import Basics
import Cooperation
import Foundation
import HouseTesting
import Identity
import Journal
import Markup
import Sealing
import Store
import StoreTesting
import Testing

@testable import House

@Suite(
    "Moving a house", .enabled(if: PostgresHere.isInstalled, "PostgreSQL is not installed"), .timeLimit(.minutes(10)))
struct MoveTests {
    /// A folder for one test, with the sample network and a member in it.
    private final class Place {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        var data: Configuration { Configuration(dataFolder: folder + "/data") }
        var other: Configuration { Configuration(dataFolder: folder + "/other") }

        init() throws {
            let house = try House.open(data)
            defer { house.store.close() }
            _ = try Loader.load(folder: TestHouse.package + "/Samples/baltic-2017-2018", into: house.store)
            try house.store.write { transaction in
                let member = try Account.add(
                    name: "Ingrid Þórðardóttir 🏠", address: "ingrid@example.org", password: "x", in: transaction)
                _ = try Session.begin(for: member, device: "a browser", within: Session.Limits(), in: transaction)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Everything that people see of a house: its tables as files, what a search finds, its members, and the journal's end.
    private func look(at location: Store.Location, of place: Place) throws -> [String: [UInt8]] {
        let house = try House.open(location, keyring: Keyring(folder: place.data.keysFolder))
        defer { house.store.close() }
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var seen: [String: [UInt8]] = [:]
        for file in try Exporter.export(to: folder, from: house.store) {
            seen["\(file)"] = try Array(Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
        }
        #expect(seen.count > 10)
        try house.store.read { store in
            let found = try Findings.find("children", in: store, for: .english)
            #expect(found.count ?? 0 > 10)
            seen["found"] = Array("\(found.count ?? 0) \(found.results.map(\.link.address).sorted())".utf8)
            seen["members"] = Array("\(try Account.all(in: store).map { ($0.name, $0.added) })".utf8)
            seen["journal"] = Array("\(try #require(try Journal.witness(in: store)))".utf8)
        }
        return seen
    }

    @Test("to a server and back changes nothing that anybody sees, and the journal is sound in each place")
    func thereAndBack() throws {
        let place = try Place()
        let server = Store.Location.postgresql(try PostgresHere.started().freshDatabase())
        let before = try look(at: place.data.location, of: place)
        let there = try Move.run(from: place.data.location, to: server)
        #expect(there.entries > 0)
        #expect(there.tables.contains { $0.name == "activities" && $0.rows > 20 })
        let on = try look(at: server, of: place)
        for name in before.keys where name != "found" { #expect(on[name] == before[name], "\(name)") }
        let back = try Move.run(from: server, to: place.other.location)
        #expect(Set(back.tables) == Set(there.tables))
        #expect(try look(at: place.other.location, of: place) == before)
        #expect(try look(at: place.data.location, of: place) == before)
    }

    @Test("goes on where it arrived: the next entry follows the last")
    func goesOn() throws {
        let place = try Place()
        let server = Store.Location.postgresql(try PostgresHere.started().freshDatabase())
        let entries = try Move.run(from: place.data.location, to: server).entries
        let house = try House.open(server, keyring: Keyring(folder: place.data.keysFolder))
        defer { house.store.close() }
        try house.store.write { _ = try Account.add(name: "B", address: "b@example.org", password: "x", in: $0) }
        let verdict = try house.store.read { try Journal.verify($0) }
        guard case .sound(let now, _) = verdict else {
            Issue.record("\(verdict.explanation)")
            return
        }
        #expect(now > entries)
    }

    @Test("is refused where there is a house already, and changes neither")
    func notEmpty() throws {
        let place = try Place()
        let server = Store.Location.postgresql(try PostgresHere.started().freshDatabase())
        _ = try Move.run(from: place.data.location, to: server)
        let before = try look(at: server, of: place)
        for (from, to) in [(place.data.location, server), (server, place.data.location)] {
            let fault = #expect(throws: MoveFault.self) { _ = try Move.run(from: from, to: to) }
            guard case .notEmpty = fault else {
                Issue.record("\(String(describing: fault))")
                continue
            }
        }
        #expect(try look(at: server, of: place) == before)
    }

    @Test("is refused where there is no house to move, and makes none")
    func noHouse() throws {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        let server = Store.Location.postgresql(try PostgresHere.started().freshDatabase())
        #expect(throws: Backup.Refusal.self) {
            _ = try Move.run(from: Configuration(dataFolder: folder).location, to: server)
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
    }
}
