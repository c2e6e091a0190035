import Foundation
import House
import HouseTesting
import Store
import StoreTesting
import Testing

@Suite("The migrations")
struct MigrationsTests {
    /// A migration that was released is never edited: this list only grows. To add the new ones, run the tests with
    /// CHILDCENTRE_RECORD=1 and look at what changed.
    @Test("are those that were released, word for word, and new ones after them")
    func fingerprints() throws {
        let test = try Engine.$tried.withValue(.sqlite) { try TestHouse.fresh() }
        let found = try test.house.store.read { connection in
            try connection.all("select name, fingerprint from migrations order by name") { row in
                let name = try row.text()
                let fingerprint: [UInt8] = try row.next()
                return "\(name) \(fingerprint.map { String(format: "%02x", $0) }.joined())"
            }
        }
        let path = TestHouse.package + "/Tests/HouseTests/migrations.txt"
        if ProcessInfo.processInfo.environment["CHILDCENTRE_RECORD"] != nil {
            try (found.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
        let released = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(found == released)
        #expect(found.count >= 6)
    }
}
