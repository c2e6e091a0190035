import Basics
import Foundation
import StoreTesting
import Synchronization
import Testing

@testable import Journal
@testable import Store

/// What several programs on one database do to each other, and what a server does to them that comes and goes.
@Suite(
    "A server that programs share", .serialized,
    .enabled(if: PostgresHere.isInstalled, "PostgreSQL is not installed"), .timeLimit(.minutes(10)))
struct SharedTests {
    @Test("has one chain, whoever writes, and each of them renews what it kept")
    func oneChain() throws {
        let first = try TestHouse(.postgres)
        let second = try first.again()
        let count: (TestHouse) throws -> Int = { house in
            try house.store.read { store in
                try store.kept("children") { try store.value("select count(*) from children") ?? -1 }
            }
        }
        #expect(try [count(first), count(second)] == [0, 0])
        Writers.run(8) { thread in
            let house = thread % 2 == 0 ? first : second
            for number in 0..<25 {
                let child = house.child("\(thread)-\(number)")
                try? house.store.write { try child.save(in: $0) }
            }
        }
        #expect(try first.verdict() == .sound(entries: 200, end: try second.witness()))
        #expect(try [count(first), count(second)] == [200, 200])
    }

    @Test("tells programs that listen of each batch that was kept, and of nothing else")
    func notices() throws {
        let address = try PostgresHere.started().freshDatabase()
        let house = try TestHouse(at: .postgresql(address))
        let heard = try PostgresHere.notices(of: "childcentre", at: address) {
            try house.fill(3)
            _ = try house.store.read { try $0.value("select count(*) from children", as: Int.self) }
            let child = house.child("undone")
            try? house.store.write { transaction in
                try child.save(in: transaction)
                throw Unwanted()
            }
        }
        #expect(heard == 3)
    }

    @Test("keeps all that it acknowledged while its sessions are ended again and again")
    func endedSessions() throws {
        let server = try PostgresHere.started()
        let address = try server.freshDatabase()
        let house = try TestHouse(at: .postgresql(address))
        let load = Load(house)
        for _ in 0..<10 {
            usleep(150_000)
            try PostgresHere.endSessions(at: address)
        }
        try load.end(expecting: 20)
        try house.store.write { try house.child("after").save(in: $0) }
    }

    @Test("keeps all that it acknowledged through restarts under load, and is found again")
    func restart() throws {
        let server = try PostgresHere(isDurable: true)
        let house = try TestHouse(at: .postgresql(try server.freshDatabase()))
        let load = Load(house)
        var pauses: [Duration] = []
        for _ in 0..<3 {
            sleep(1)
            let began = ContinuousClock.now
            try server.kill()
            let gone = ContinuousClock.now
            try server.meet(.begin)
            pauses.append(try load.writes(after: gone) - began)
        }
        try load.end(expecting: 20)
        print("restart under load: written again after \(pauses)")
        #expect(pauses.allSatisfy { $0 < .seconds(30) })
    }
}

@Suite(
    "A server with a standby", .serialized,
    .enabled(if: PostgresHere.isInstalled && isLong, "a long test: CHILDCENTRE_LONG=1, and PostgreSQL installed"),
    .timeLimit(.minutes(20)))
struct StandbyTests {
    private static func pair() throws -> (primary: PostgresHere, standby: PostgresHere) {
        let primary = try PostgresHere(isDurable: true)
        let standby = try PostgresHere(isDurable: true, following: primary)
        try primary.command("alter system set synchronous_standby_names = 'standby'", in: "postgres")
        try primary.command("select pg_reload_conf()", in: "postgres")
        return (primary, standby)
    }

    @Test("loses nothing that was acknowledged when the first one dies, and is written to again", arguments: 1...3)
    func failover(_ round: Int) throws {
        let (primary, standby) = try Self.pair()
        _ = try primary.freshDatabase()
        let address = primary.address(of: "test1", or: standby)
        let house = try TestHouse(at: .postgresql(address))
        let load = Load(house)
        sleep(3)
        let began = ContinuousClock.now
        try primary.kill()
        let gone = ContinuousClock.now
        try standby.meet(.promote)
        let pause = try load.writes(after: gone) - began
        sleep(2)
        try load.end(expecting: 100)
        print("failover under load, round \(round): \(load.acknowledged) acknowledged, written again after \(pause)")
        #expect(pause < .seconds(100))
    }

    @Test("that is gone makes writes wait, and then say so; they go on when it is back")
    func standbyGone() throws {
        let (primary, standby) = try Self.pair()
        var limits = Store.Limits()
        limits.confirmMilliseconds = 2000
        let place = Store.Location.postgresql(try primary.freshDatabase())
        let store = try Store.open(place, migrations: [TestHouse.children], ledger: Journal(), limits: limits)
        let write = { (name: String) in
            let child = Child(id: .fresh(at: .now), name: name)
            return try store.write { try child.save(in: $0) }
        }
        try write("before")
        try standby.kill()
        let began = ContinuousClock.now
        #expect(throws: StoreFailure.unconfirmed) { try write("unsure") }
        #expect(ContinuousClock.now - began < .seconds(20))
        let later = #expect(throws: StoreFailure.self) { try write("refused") }
        switch later {
        case .unconfirmed, .unreachable: break
        default: Issue.record("\(String(describing: later))")
        }
        // Reading goes on.
        #expect(try store.read { try $0.value("select count(*) from children where name = 'before'") } == 1)
        try standby.meet(.begin)
        let deadline = ContinuousClock.now + .seconds(60)
        var isBack = false
        while !isBack, ContinuousClock.now < deadline {
            isBack = (try? write("after")) != nil
            if !isBack { usleep(200_000) }
        }
        #expect(isBack)
        #expect(try store.read { try $0.value("select count(*) from children where name = 'refused'") } == 0)
    }
}

private struct Unwanted: Error {}

private let isLong = ProcessInfo.processInfo.environment["CHILDCENTRE_LONG"] != nil

/// Threads of the system, all of which are over when the call comes back.
private enum Writers {
    static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            Thread.detachNewThread {
                body(number)
                group.leave()
            }
        }
        group.wait()
    }
}

/// Eight people who write without a pause, and who remember what they were told.
private final class Load: Sendable {
    private struct Ledger {
        var acknowledged: Set<String> = []
        var refused: Set<String> = []
        var strange: [String] = []
        /// When the write began that was acknowledged last.
        var last = ContinuousClock.now
        var isOver = false
    }

    private let house: TestHouse
    private let ledger = Mutex(Ledger())
    private let running = DispatchGroup()

    var acknowledged: Int { ledger.withLock { $0.acknowledged.count } }

    init(_ house: TestHouse) {
        self.house = house
        for thread in 0..<8 {
            running.enter()
            Thread.detachNewThread { [self] in
                work(thread)
                running.leave()
            }
        }
    }

    private func work(_ thread: Int) {
        for number in 0... {
            guard !ledger.withLock({ $0.isOver }) else { return }
            let name = "\(thread)-\(number)"
            let child = house.child(name)
            let began = ContinuousClock.now
            do {
                try house.store.write { try child.save(in: $0) }
                ledger.withLock {
                    $0.acknowledged.insert(name)
                    $0.last = max($0.last, began)
                }
            } catch {
                ledger.withLock {
                    switch error {
                    case StoreFailure.unconfirmed: break
                    case StoreFailure.unreachable, StoreFailure.busy: $0.refused.insert(name)
                    default: $0.strange.append("\(error)")
                    }
                }
                usleep(20_000)
            }
        }
    }

    /// When somebody is told that a write was kept which began after a moment.
    func writes(after moment: ContinuousClock.Instant) throws -> ContinuousClock.Instant {
        while ContinuousClock.now < moment + .seconds(120) {
            if ledger.withLock({ $0.last }) > moment { return .now }
            usleep(10_000)
        }
        throw StoreFailure.unreachable(detail: "nothing was written for two minutes")
    }

    /// Ends the load; what was acknowledged is there once, what was refused is not.
    func end(expecting most: Int) throws {
        ledger.withLock { $0.isOver = true }
        running.wait()
        let told = ledger.withLock { $0 }
        #expect(told.strange.isEmpty, "\(told.strange.prefix(3))")
        #expect(told.acknowledged.count >= most)
        let kept: [String] = try house.store.read { try $0.values("select name from children") }
        #expect(Set(kept).count == kept.count)
        #expect(told.acknowledged.isSubset(of: kept))
        #expect(told.refused.isDisjoint(with: kept))
        #expect(try house.isSound())
    }
}
