import Basics
import Foundation
import HTTP
import HTTPServer
import HouseTesting
import Identity
import Store
import Testing
import Threads

@testable import House

@Suite("What those who watch the house are told")
struct ReadinessTests {
    private func operations(_ change: (inout Configuration) -> Void = { _ in }) throws -> Operations {
        let test = try TestHouse.fresh()
        var configuration = Configuration(dataFolder: NSTemporaryDirectory())
        configuration.diskFloor = 0
        change(&configuration)
        return Operations(kept(test).house, configuration)
    }

    /// A test house goes with its last reference; here it is to stay for the test.
    private func kept(_ test: TestHouse) -> TestHouse {
        Self.houses.locked { $0.append(test) }
        return test
    }
    private static let houses = Keeper()

    private final class Keeper: @unchecked Sendable {
        private var kept: [TestHouse] = []
        private let lock = NSLock()
        func locked(_ body: (inout [TestHouse]) -> Void) { lock.withLock { body(&kept) } }
    }

    private func text(_ operations: Operations) throws -> String {
        try operations.house.store.read { operations.readiness(through: $0).text }
    }

    @Test("is that all is well, where all is well")
    func well() throws {
        #expect(try text(operations()) == "ready\nreading: well\nwriting: well\ndisk: well\nbackup: well\n")
    }

    @Test("is that the disk has too little space")
    func disk() throws {
        let operations = try operations { $0.diskFloor = .max }
        let words = try text(operations)
        #expect(words.hasPrefix("not ready\n"))
        #expect(words.contains("disk: less than"))
        #expect(words.contains("writing: well"))
    }

    @Test("is that a backup failed, which is no reason to send visitors away")
    func backup() throws {
        let operations = try operations()
        operations.backup.locked { $0.hasFailed = true }
        let words = try text(operations)
        #expect(words.hasPrefix("ready\n"))
        #expect(words.contains("backup: the last backup failed"))
    }

    @Test("is that nothing can be written, until it can again, also when nobody tries")
    func writing() throws {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let house = try House.open(Configuration(dataFolder: folder))
        defer { house.store.close() }
        let operations = Operations(house, Configuration(dataFolder: folder))
        let file = Configuration(dataFolder: folder).databaseFile
        try FileManager.default.moveItem(atPath: file, toPath: file + ".away")
        #expect(throws: StoreFailure.self) {
            try house.store.write { _ = try Account.add(name: "A", address: "a", password: "a", in: $0) }
        }
        #expect(try text(operations).contains("writing: the database cannot be written"))
        try FileManager.default.moveItem(atPath: file + ".away", toPath: file)
        let deadline = Date.now + 20
        while try !text(operations).contains("writing: well"), Date.now < deadline { usleep(50_000) }
        #expect(try text(operations).contains("writing: well"))
    }

    @Test("comes at two addresses: alive from the loop itself, ready from a worker")
    func addresses() throws {
        let operations = try operations { $0.diskFloor = .max }
        let application = HouseApplication(operations.house, names: ["localhost"], operations: operations)
        let alive = application.plan(HTTPRequest(path: "/health", authority: "localhost"))
        guard case .answer(let answer, "/health") = alive else {
            Issue.record("the loop does not answer /health")
            return
        }
        #expect(answer.status == .ok && answer.fields[.cacheControl] == "no-store")
        guard
            case .handle(.page, 0, "/health/ready") = application.plan(
                HTTPRequest(path: "/health/ready", authority: "localhost"))
        else {
            Issue.record("no worker answers /health/ready")
            return
        }
        for path in ["/health", "/health/ready"] {
            let posted = application.plan(HTTPRequest(method: .post, path: path, authority: "localhost"))
            guard case .answer(let answer, _) = posted else {
                Issue.record("\(path) takes a form")
                continue
            }
            #expect(answer.status == .methodNotAllowed)
        }
        guard case .answer(let other, _) = application.plan(HTTPRequest(path: "/health", authority: "evil.example"))
        else {
            Issue.record("another name is answered")
            return
        }
        #expect(other.status == .misdirectedRequest)
    }

    @Test("are figures that name no record")
    func figures() throws {
        let operations = try operations { $0.backup = .init(folder: "/nowhere") }
        operations.meter.count(
            HTTPLogLine(
                method: "GET", path: "/activities/7391", route: "/activities/{number}", status: 200, bytes: 5,
                milliseconds: 30))
        operations.meter.count(HTTPLogLine(method: "", path: "", status: 400, bytes: 1, milliseconds: 0))
        let text = try operations.house.store.read { operations.figures(through: $0) }
        #expect(
            text.contains(
                #"childcentre_requests_total{method="GET",route="/activities/{number}",status="200"} 1"#))
        #expect(text.contains(#"childcentre_requests_total{method="",route="unreadable",status="400"} 1"#))
        #expect(text.contains(#"childcentre_request_seconds_bucket{route="/activities/{number}",le="0.05"} 1"#))
        #expect(text.contains(#"childcentre_request_seconds_bucket{route="/activities/{number}",le="0.025"} 0"#))
        for name in [
            "writer_batches_total", "writer_waiting", "journal_position", "disk_free_bytes", "memory_bytes",
            "backup_last_success_seconds", "uptime_seconds",
        ] { #expect(text.contains("\nchildcentre_\(name) "), "\(name)") }
        #expect(!text.contains("7391"))
    }
}
