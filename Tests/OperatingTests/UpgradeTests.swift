import Basics
import Foundation
import HTTP
import HouseTesting
import Journal
import Store
import Testing

@testable import House

/// Houses as the second issue's last program left them: its tables, its records, its journal.
@Suite("A house of an older program")
struct UpgradeTests {
    static let houses = ["baltic": 925, "rivers": 323]

    /// Unpacks a house into a new folder.
    static func unpack(_ name: String, to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = [
            "-d", "-c", "\(TestHouse.package)/Tests/Fixtures/house-of-the-second-issue-\(name).sqlite.gz",
        ]
        let path = folder + "/house.sqlite"
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        process.standardOutput = file
        try process.run()
        process.waitUntilExit()
        try file.close()
        try #require(process.terminationStatus == 0)
    }

    /// Every row of every table of people's records and of the journal, each as one text, in the columns that the tables
    /// of `like` have; what programs make of them, such as the search index, is theirs to renew.
    private func records(in file: String, like: String) throws -> [String: [String]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import json, sqlite3, sys
            here, like = sqlite3.connect(sys.argv[1]), sqlite3.connect(sys.argv[2])
            tables = [name for name, in like.execute("select name from sqlite_schema where type = 'table'")
                      if not name.startswith(("sqlite_", "search")) and name != "migrations"]
            found = {}
            for table in tables:
                columns = [row[1] for row in like.execute(f'pragma table_info("{table}")')]
                fields = ", ".join(f'quote("{name}")' for name in columns)
                found[table] = sorted(" ".join(row) for row in here.execute(f'select {fields} from "{table}"'))
            print(json.dumps(found))
            """, file, like,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode([String: [String]].self, from: data)
    }

    @Test("is opened with every migration applied and every record as before", arguments: houses.keys.sorted())
    func opened(_ name: String) throws {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Self.unpack(name, to: folder)
        let file = folder + "/house.sqlite"
        let kept = folder + "/kept.sqlite"
        try FileManager.default.copyItem(atPath: file, toPath: kept)
        let before = try records(in: kept, like: kept)
        #expect(before.count > 30)
        #expect(before["journal_entries"]?.count == Self.houses[name])

        let house = try House.open(Configuration(dataFolder: folder))
        let applied = try house.store.read {
            try $0.values("select name from migrations order by name", as: String.self)
        }
        let other = try TestHouse.fresh()
        let fresh = try other.house.store.read {
            try $0.values("select name from migrations order by name", as: String.self)
        }
        #expect(applied == fresh)
        let verdict = try house.store.read { try Journal.verify($0) }
        #expect(verdict.explanation.contains("sound"))
        let visited = TestHouse(house)
        let pages = try visited.client()
        for address in ["/", "/activities", "/strategy", "/states", "/search?q=children"] {
            #expect(pages.get(address).status == .ok, "\(address)")
        }
        house.store.close()
        try DatabaseCopy.examine(file)

        let after = try records(in: file, like: kept)
        for (table, rows) in before {
            let there = Set(after[table] ?? [])
            let missing = rows.filter { !there.contains($0) }
            #expect(missing.isEmpty, "\(table): \(missing.prefix(2))")
            // Tags are worked out anew, and there are more kinds of them than there were.
            let mayGrow = table.hasPrefix("journal") || table.hasPrefix("activity_tag")
            #expect(mayGrow || after[table]?.count == rows.count, "\(table)")
        }
    }

    @Test("can be backed up as it is, and the backup opens with today's program", arguments: houses.keys.sorted())
    func backedUp(_ name: String) throws {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Self.unpack(name, to: folder + "/data")
        let made = try Backup.make(ofHouseIn: folder + "/data", to: folder + "/a.backup")
        #expect(made.entries == Int64(Self.houses[name] ?? 0))
        #expect(try Backup.drill(folder + "/a.backup", below: folder, keys: folder + "/keys").entries == made.entries)
    }
}
