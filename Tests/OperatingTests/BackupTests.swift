import Basics
import Foundation
import HouseTesting
import Identity
import Journal
import Languages
import Store
import Testing
import Threads

@testable import House

@Suite("A backup")
struct BackupTests {
    /// A folder for one test, with a house in it.
    private final class Place {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        let house: House
        var data: String { folder + "/data" }
        var file: String { folder + "/a.backup" }

        init() throws {
            house = try House.open(Configuration(dataFolder: folder + "/data"))
        }

        deinit {
            house.store.close()
            try? FileManager.default.removeItem(atPath: folder)
        }

        func add(_ count: Int, as name: String = "member") throws {
            for number in 0..<count {
                let address = "\(name)\(number)@example.org"
                try house.store.write { _ = try Account.add(name: name, address: address, password: "x", in: $0) }
            }
        }

        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }

    /// A house in a folder, with the keys of another.
    private func restored(_ folder: String, of place: Place) -> Configuration {
        var configuration = Configuration(dataFolder: folder)
        configuration.keys = place.data + "/keys"
        return configuration
    }

    private func count(in folder: String, of place: Place) throws -> Int {
        let house = try House.open(restored(folder, of: place))
        defer { house.store.close() }
        return try house.store.read { try Account.all(in: $0).count }
    }

    @Test("of an open house comes back as it was, for its owner's eyes only")
    func back() throws {
        let place = try Place()
        try place.add(5)
        let made = try Backup.make(ofHouseIn: place.data, to: place.file)
        #expect(made.entries == 5)
        try place.add(1, as: "later")
        let restored = try Backup.restore(place.file, to: place.folder + "/other")
        #expect(restored.entries == 5)
        #expect(try count(in: place.folder + "/other", of: place) == 5)
        #expect(try place.names() == ["a.backup", "data", "other"])
        for file in [place.file, place.folder + "/other/house.sqlite"] {
            let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(rights == 0o600)
        }
    }

    @Test("made under load holds everything that was acknowledged before it began", .timeLimit(.minutes(10)))
    func load() throws {
        let place = try Place()
        let acknowledged = Ledger()
        let threads = (0..<4).map { number in
            Threads.Thread(named: "writer") { [store = place.house.store] in
                var index = 0
                while !acknowledged.isOver {
                    let address = "w\(number)-\(index)@example.org"
                    try? store.write { _ = try Account.add(name: "w", address: address, password: "x", in: $0) }
                    acknowledged.add(address)
                    index += 1
                }
                acknowledged.ended()
            }
        }
        threads.forEach { $0?.letGo() }
        for number in 0..<3 {
            usleep(100_000)
            let before = acknowledged.all
            #expect(!before.isEmpty)
            let file = "\(place.folder)/\(number).backup"
            try Backup.make(ofHouseIn: place.data, to: file)
            let other = "\(place.folder)/restored\(number)"
            try Backup.restore(file, to: other)
            let house = try House.open(restored(other, of: place))
            defer { house.store.close() }
            let there = Set(try house.store.read { try Account.all(in: $0).map(\.address) })
            #expect(before.subtracting(there) == [])
        }
        acknowledged.end(threads.count)
    }

    @Test("is refused when one byte of it is another, wherever it stands")
    func flipped() throws {
        let place = try Place()
        try place.add(3)
        try Backup.make(ofHouseIn: place.data, to: place.file)
        let good = try Data(contentsOf: URL(filePath: place.file))
        let other = place.folder + "/other"
        for step in 0..<60 {
            var bytes = good
            let index = step < 20 ? bytes.count - 1 - step * 8 : (step - 20) * (bytes.count / 41)
            bytes[index] ^= 0x20
            try bytes.write(to: URL(filePath: place.file))
            #expect(throws: (any Error).self, "byte \(index)") { try Backup.restore(place.file, to: other) }
            #expect((try? FileManager.default.contentsOfDirectory(atPath: other)) ?? [] == [])
        }
        for count in [0, 1, 159, 160, 4096, good.count - 1] {
            try good.prefix(count).write(to: URL(filePath: place.file))
            #expect(throws: Backup.Refusal.noBackup(place.file)) { try Backup.restore(place.file, to: other) }
        }
        try (good + Data([10])).write(to: URL(filePath: place.file))
        #expect(throws: Backup.Refusal.noBackup(place.file)) { try Backup.restore(place.file, to: other) }
        try good.write(to: URL(filePath: place.file))
        #expect(try Backup.restore(place.file, to: other).entries == 3)
    }

    @Test("of a house whose journal was altered is not made")
    func altered() throws {
        let place = try Place()
        try place.add(3)
        place.house.store.close()
        #expect(shell("sqlite3-free", on: place.data + "/house.sqlite"))
        #expect(throws: Backup.Refusal.self) { try Backup.make(ofHouseIn: place.data, to: place.file) }
        #expect(try place.names() == ["data"])
    }

    /// Alters an entry of the journal as somebody with an editor would: by finding its bytes in the file.
    private func shell(_ name: String, on file: String) -> Bool {
        guard var bytes = try? Data(contentsOf: URL(filePath: file)),
            let found = bytes.range(of: Data("account.added".utf8))
                ?? bytes.range(of: Data("member.added".utf8))
        else { return false }
        bytes[found.lowerBound] = UInt8(ascii: "x")
        return (try? bytes.write(to: URL(filePath: file))) != nil
    }

    @Test("never takes the place of a file, and is never put where a house is")
    func occupied() throws {
        let place = try Place()
        try Backup.make(ofHouseIn: place.data, to: place.file)
        #expect(throws: Backup.Refusal.exists(place.file)) { try Backup.make(ofHouseIn: place.data, to: place.file) }
        #expect(throws: Backup.Refusal.notEmpty(place.data)) { try Backup.restore(place.file, to: place.data) }
        let other = place.folder + "/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: other + "/house.sqlite-wal"))
        #expect(throws: Backup.Refusal.notEmpty(other)) { try Backup.restore(place.file, to: other) }
        #expect(throws: Backup.Refusal.noHouse(place.folder)) {
            try Backup.make(ofHouseIn: place.folder, to: place.file + "2")
        }
    }

    @Test("made each night is tried at once, and the oldest are forgotten")
    func nightly() throws {
        let place = try Place()
        try place.add(2)
        let folder = place.folder + "/backups"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in [
            "house-20100101-030000.backup", "house-20100102-030000.backup", "mine.txt", "house-1.backup.ab.unfinished",
        ] {
            try Data("x".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        var configuration = Configuration(dataFolder: place.data)
        configuration.backup = .init(folder: folder)
        configuration.backup?.kept = 2
        let operations = Operations(place.house, configuration)
        let lines = Lines()
        let nightly = try #require(NightlyBackups(operations) { lines.add($0) })
        nightly.run()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count == 3)
        #expect(names.first == "house-20100102-030000.backup" && names.last == "mine.txt")
        #expect(lines.all.count == 1 && lines.all[0].contains("restored and verified"))
        let state = operations.backup.locked { $0 }
        #expect(state.lastSuccess != nil && !state.hasFailed && state.bytes > 0)
    }

    @Test("that fails by night is said in the log, in the figures and in the readiness")
    func failing() throws {
        let place = try Place()
        var configuration = Configuration(dataFolder: place.data)
        try Data().write(to: URL(filePath: place.folder + "/file"))
        configuration.backup = .init(folder: place.folder + "/file/below")
        let operations = Operations(place.house, configuration)
        let lines = Lines()
        try #require(NightlyBackups(operations) { lines.add($0) }).run()
        #expect(lines.all.count == 1 && lines.all[0].contains("backup failed"))
        #expect(operations.backup.locked { $0.hasFailed && $0.failures == 1 })
        #expect(
            try place.house.store.read { operations.figures(through: $0) }.contains(
                "childcentre_backup_failures_total 1\n"))
    }

    @Test(
        "is due once on each day, also on those whose clocks are changed", arguments: [0, 120, 150, 180, 1439],
        ["Europe/Berlin", "Europe/Riga", "Etc/UTC"])
    func due(_ minute: Int, _ name: String) throws {
        let zone = try #require(Zone.named(name))
        for first in ["2018-03-23", "2018-10-26"] {
            var day = try #require(Day(first))
            var due = NightlyBackups.next(minute, after: zone.moment(of: day, hour: 0, minute: 0), in: zone)
            if minute == 0 { day = day.adding(days: 1) }
            for _ in 0..<4 {
                #expect(zone.day(of: due) == day)
                // Whoever looks at the clock now and then finds the same moment, until it has come.
                for seconds in stride(from: 43_200, to: 0, by: -300) {
                    #expect(NightlyBackups.next(minute, after: due.adding(seconds: -Int64(seconds)), in: zone) == due)
                }
                due = NightlyBackups.next(minute, after: due, in: zone)
                day = day.adding(days: 1)
            }
        }
        #expect(NightlyBackups.stamp(TestHouse.moment) == "20180419-093000")
    }
}

/// What several threads were told.
final class Ledger: @unchecked Sendable {
    private let lock = NSCondition()
    private var addresses: Set<String> = []
    private var isEnding = false
    private var endedCount = 0

    var all: Set<String> { lock.withLock { addresses } }
    var isOver: Bool { lock.withLock { isEnding } }

    func add(_ address: String) { _ = lock.withLock { addresses.insert(address) } }

    func ended() {
        lock.withLock { endedCount += 1 }
        lock.broadcast()
    }

    /// Lets so many threads end, and waits for them.
    func end(_ count: Int) {
        lock.withLock {
            isEnding = true
            while endedCount < count { lock.wait() }
        }
    }
}

/// Lines that came from another thread.
final class Lines: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    var all: [String] { lock.withLock { lines } }
    func add(_ line: String) { lock.withLock { lines.append(line) } }
}
