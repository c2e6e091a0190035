import Basics
import Glibc
import StoreTesting
import Synchronization
import Testing
import Threads

@testable import Store

@Suite("The writer", .timeLimit(.minutes(10)))
struct WriterTests {
    @Test("keeps every write of 64 threads, and commits many together", arguments: Engine.here)
    func together(_ engine: Engine) throws {
        let notebook = Notebook()
        let store = try freshStore(engine, ledger: notebook)
        let failures = Mutex(0)
        inThreads(64) { thread in
            for number in 0..<50 {
                do {
                    try store.write { try Visit("\(thread)-\(number)", at: Int64(number)).insert(in: $0) }
                } catch {
                    failures.withLock { $0 += 1 }
                }
            }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect(try store.count() == 3200)
        #expect(try store.read { try $0.value("select count(distinct family) from visits") } == 3200)
        let statistics = store.statistics
        #expect(statistics.operations == 3200)
        #expect(statistics.batches < 1600)
        #expect(statistics.lastCommitMilliseconds > 0)
        let pages = notebook.pages.withLock { $0 }
        #expect(pages.count == statistics.batches)
        #expect(pages.joined().count == 3200)
        print(
            "group commit: \(statistics.batches) batches for 3200 writes, last \(statistics.lastCommitMilliseconds) ms")
    }

    @Test("keeps or undoes with an operation what follows from its changes", arguments: Engine.here)
    func following(_ engine: Engine) throws {
        let notebook = Notebook(follows: true)
        let store = try freshStore(engine, ledger: notebook)
        let kept = Mutex<[String: Bool]>([:])
        hold(store) {
            for family in ["one", "none", "two"] {
                store.submit({ transaction in
                    try Visit(family, at: 1).insert(in: transaction)
                    // What the operation itself notes last is what the ledger follows.
                    transaction.note(
                        Change(
                            by: "test", "seen", table: "visits", record: Key<Visit>.fresh(at: transaction.moment),
                            values: [.init("family", to: family)]))
                }) { result in
                    let isKept = if case .success = result { true } else { false }
                    kept.withLock { $0[family] = isKept }
                }
            }
        }
        // It waits for those before it.
        try store.write { $0.leaveUnnoted(because: "nothing is written") }
        #expect(try store.count() == 2)
        #expect(try store.read { try $0.value("select count(*) from visits where guests = 7") } == 2)
        #expect(kept.withLock { $0 } == ["one": true, "none": false, "two": true])
        #expect(notebook.pages.withLock { $0.joined().count } == 4)
    }

    @Test("spares the neighbours of an operation that fails, and notes nothing of it", arguments: Engine.here)
    func neighbours(_ engine: Engine) throws {
        struct Refusal: Error {}
        let notebook = Notebook()
        let store = try freshStore(engine, ledger: notebook)
        let results = Mutex<[Int: Bool]>([:])
        hold(store) {
            for number in 0..<90 {
                store.submit({ transaction in
                    try Visit("\(number)", at: Int64(number)).insert(in: transaction)
                    if number % 3 == 1 { throw Refusal() }
                    if number % 3 == 2 { try transaction.run("insert into visits (id) values (null)") }
                }) { result in
                    let kept = if case .success = result { true } else { false }
                    results.withLock { $0[number] = kept }
                }
            }
        }
        store.close()
        #expect(results.withLock { $0.count } == 90)
        #expect(results.withLock { results in (0..<90).allSatisfy { results[$0] == ($0 % 3 == 0) } })
        #expect(notebook.pages.withLock { $0.joined().count } == 30)
    }

    @Test(
        "refuses an operation that changes rows and notes nothing; one that changes none is free",
        arguments: Engine.here)
    func unjournalled(_ engine: Engine) throws {
        let store = try freshStore(engine)
        #expect(throws: StoreFailure.unjournalled) {
            try store.write { try $0.run("insert into visits values (\([1]), 'a', 1, 'here', null)") }
        }
        #expect(try store.write { try $0.run("delete from visits") } == 0)
        #expect(try store.write { try $0.value("select count(*) from visits") } == 0)
    }

    @Test("refuses only the operation that leaves a key pointing nowhere until the commit", arguments: Engine.here)
    func dangling(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let good = Visit("good")
        #expect {
            try store.write { transaction in
                try transaction.run("insert into notes (visit, words) values (\(Key<Visit>.fresh(at: noon)), 'a')")
                transaction.note(Change(by: "test", "noted", table: "notes", record: good.id))
            }
        } throws: { error in
            if case StoreFailure.constraint(.foreignKey, _) = error { true } else { false }
        }
        try store.write { transaction in
            try transaction.run("insert into notes (visit, words) values (\(good.id), 'late')")
            try good.insert(in: transaction)
        }
        #expect(try store.read { try $0.values("select words from notes") } == ["late"])
    }

    @Test("shows nothing before the commit, and answers only after it", arguments: Engine.here)
    func durable(_ engine: Engine) throws {
        let store = try freshStore(engine)
        try store.write { transaction in
            try Visit("Rossi").insert(in: transaction)
            #expect(try store.count() == 0)
            #expect(try transaction.value("select count(*) from visits") == 1)
        }
        let seen = Mutex<[Int?]>([])
        for number in 1...20 {
            store.submit({ try Visit("\(number)").insert(in: $0) }) { _ in
                // Another connection, as another process would look.
                let other = try? store.database.reader(limits: Store.Limits(), veils: [])
                let count: Int? = try? other?.value("select count(*) from visits where family = \("\(number)")")
                seen.withLock { $0.append(count) }
            }
        }
        store.submit({ _ in }) { _ in }
        store.close()
        #expect(seen.withLock { $0 } == Array(repeating: 1, count: 20))
    }

    @Test("fails the whole batch when the ledger cannot write, and goes on afterwards", arguments: Engine.here)
    func ledger(_ engine: Engine) throws {
        let notebook = Notebook()
        let store = try freshStore(engine, ledger: notebook)
        notebook.failure.withLock { $0 = .full }
        #expect(throws: StoreFailure.full) { try store.write { try Visit("lost").insert(in: $0) } }
        #expect(try store.count() == 0)
        notebook.failure.withLock { $0 = nil }
        try store.write { try Visit("kept").insert(in: $0) }
        #expect(try store.read { try $0.values("select family from visits") } == ["kept"])
    }

    @Test("tells what was kept one by one that it was, when a later one of the batch fails", arguments: Engine.here)
    func oneByOne(_ engine: Engine) throws {
        struct Underived: Error {}
        let notebook = Notebook()
        let store = try freshStore(engine, ledger: notebook)
        let results = Mutex<[String: String]>([:])
        let attempts = Mutex(0)
        let seen = Mutex<StoreFailure?>(nil)
        hold(store) {
            for family in ["kept", "underived", "full", "after"] {
                store.submit({ transaction in
                    try Visit(family, at: 1).insert(in: transaction)
                    switch family {
                    case "underived": transaction.afterwards(family) { _ in throw Underived() }
                    case "full":
                        // Together with the others first, then alone.
                        let count = attempts.withLock { attempts in
                            attempts += 1
                            return attempts
                        }
                        if count == 2 { notebook.failure.withLock { $0 = .full } }
                    default: break
                    }
                }) { [store] result in
                    let word =
                        switch result {
                        case .success: "kept"
                        case .failure(let failure): "\(failure)"
                        }
                    results.withLock { $0[family] = word }
                    if family == "full" { seen.withLock { $0 = store.statistics.failure } }
                }
            }
        }
        for _ in 0..<1000 where results.withLock({ $0.count }) < 4 { usleep(10_000) }
        #expect(
            results.withLock { $0 } == [
                "kept": "kept", "underived": "\(Underived())", "full": "\(StoreFailure.full)",
                "after": "\(StoreFailure.full)",
            ])
        #expect(seen.withLock { $0 } == .full)
        #expect(try store.read { try $0.values("select family from visits") } == ["kept"])
        #expect(notebook.pages.withLock { $0.joined().count } == 1)
        notebook.failure.withLock { $0 = nil }
        try store.write { try Visit("later").insert(in: $0) }
        #expect(try store.count() == 2)
    }

    @Test("writes through to the disk, and trusts nothing that stands in the file")
    func settings() throws {
        let store = try freshStore()
        let settings = try store.write { transaction in
            try ["synchronous", "foreign_keys", "trusted_schema"].map { name -> Int? in
                try (transaction.connection as? SQLiteConnection)?.answer("pragma \(name)")
            }
        }
        #expect(settings == [2, 1, 0])
        let mode: String? = try store.write { try ($0.connection as? SQLiteConnection)?.answer("pragma journal_mode") }
        #expect(mode == "wal")
    }

    @Test(
        "gives up in bounded time when another process holds the database, and goes on when it lets go",
        arguments: Engine.here)
    func held(_ engine: Engine) throws {
        var limits = Store.Limits()
        limits.busyMilliseconds = 100
        let store = try freshStore(engine, limits: limits)
        let other = try store.database.writer(limits: limits)
        try other.begin()
        let started = ContinuousClock.now
        #expect(throws: StoreFailure.busy) { try store.write { try Visit("Rossi").insert(in: $0) } }
        #expect(ContinuousClock.now - started < .seconds(2))
        #expect(try store.count() == 0)
        try other.rollback()
        try store.write { try Visit("Rossi").insert(in: $0) }
        #expect(try store.count() == 1)
    }

    @Test("refuses what would wait behind a full queue", arguments: Engine.here)
    func queue(_ engine: Engine) throws {
        var limits = Store.Limits()
        limits.queue = 10
        let store = try freshStore(engine, limits: limits)
        let busy = Mutex(0)
        hold(store) {
            for number in 0..<25 {
                store.submit({ try Visit("\(number)").insert(in: $0) }) { result in
                    if case .failure(StoreFailure.busy) = result { busy.withLock { $0 += 1 } }
                }
            }
        }
        while (try? store.write { _ in }) == nil { usleep(1000) }
        #expect(busy.withLock { $0 } == 15)
        #expect(try store.count() == 10)
    }

    @Test("keeps nothing when the disk is full, and writes again when there is space")
    func full() throws {
        let store = try freshStore()
        try store.write { try Visit("before").insert(in: $0) }
        try store.write { try ($0.connection as? SQLiteConnection)?.command("pragma max_page_count = 20") }
        let long = String(repeating: "x", count: 100_000)
        #expect(throws: StoreFailure.full) { try store.write { try Visit(long).insert(in: $0) } }
        #expect(throws: StoreFailure.full) {
            try store.write { transaction in
                for _ in 0..<10 { try? Visit(long).insert(in: transaction) }
                try Visit("after a swallowed failure").insert(in: transaction)
            }
        }
        #expect(try store.count() == 1)
        try store.write { try Visit("small").insert(in: $0) }
        try store.write { try ($0.connection as? SQLiteConnection)?.command("pragma max_page_count = 2000000") }
        try store.write { try Visit(long).insert(in: $0) }
        #expect(try store.count() == 3)
    }

    @Test("trusts a disk that failed only after a probe, and loses nothing it acknowledged")
    func failingDisk() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let store = try freshStore()
            try store.write { try Visit("before").insert(in: $0) }
            var usual = rlimit()
            unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &usual)
            var small = rlimit(rlim_cur: 4096, rlim_max: usual.rlim_max)
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &small)
            for _ in 0..<3 {
                do {
                    try store.write { try Visit("lost").insert(in: $0) }
                    exit(2)
                } catch StoreFailure.lost {
                } catch StoreFailure.full {
                } catch {
                    exit(3)
                }
            }
            guard try store.count() == 1 else { exit(4) }
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &usual)
            usleep(400_000)
            try store.write { try Visit("after").insert(in: $0) }
            let names: [String] = try store.read { try $0.values("select family from visits order by rowid") }
            store.close()
            exit(names == ["before", "after"] ? 0 : 5)
        }
    }

    @Test("loses nothing it acknowledged when the process is killed")
    func killed() async throws {
        try await withFolder { folder in
            let path = "\(folder)/a.sqlite"
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                let store = try open(path)
                for number in 0..<50 { try store.write { try Visit("acknowledged \(number)").insert(in: $0) } }
                for number in 0..<2000 {
                    store.submit({ try Visit("waiting \(number)").insert(in: $0) }) { _ in }
                }
                kill(getpid(), SIGKILL)
            }
            let store = try open(path)
            let count: Int? = try store.read {
                try $0.value("select count(*) from visits where family like 'acknowledged %'")
            }
            #expect(count == 50)
            try store.write { try Visit("afterwards").insert(in: $0) }
            store.close()
        }
    }

    @Test("never keeps readers waiting, and shows them whole batches only", arguments: Engine.here)
    func readers(_ engine: Engine) throws {
        let store = try freshStore(engine)
        let isDone = Mutex(false)
        let faults = Mutex<[String]>([])
        let writing = try #require(
            Thread(named: "test") {
                for _ in 0..<200 {
                    try? store.write { transaction in
                        for half in ["one", "other"] { try Visit(half).insert(in: transaction) }
                    }
                }
                isDone.withLock { $0 = true }
            })
        inThreads(4) { _ in
            do {
                let reader = try store.reader()
                while !isDone.withLock({ $0 }) {
                    let count: Int? = try reader.value("select count(*) from visits")
                    if count?.isMultiple(of: 2) != true { faults.withLock { $0.append("half a batch") } }
                    let counts: Set<Int?> = try reader.snapshot {
                        [
                            try reader.value("select count(*) from visits"),
                            try reader.value("select count(*) from visits"),
                        ]
                    }
                    if counts.count != 1 { faults.withLock { $0.append("a snapshot that moved") } }
                }
            } catch {
                faults.withLock { $0.append("\(error)") }
            }
        }
        writing.join()
        #expect(faults.withLock { $0 } == [])
        #expect(try store.count() == 400)
    }

    @Test("empties its log into the file when it has nothing else to do")
    func checkpoint() throws {
        let store = try freshStore()
        let before = try size(of: store.file.path)
        for number in 0..<20 { try store.write { try Visit("\(number)").insert(in: $0) } }
        for _ in 0..<100 where try size(of: store.file.path) == before { usleep(100_000) }
        #expect(try size(of: store.file.path) > before)
    }

    @Test("refuses a write that would wait for itself", arguments: Engine.here)
    func inside(_ engine: Engine) throws {
        let store = try freshStore(engine)
        try store.write { _ in
            #expect(throws: StoreFailure.self) { try store.write { _ in } }
        }
    }

    @Test("can be let go by its last completion", arguments: Engine.here)
    func letGo(_ engine: Engine) throws {
        let ended = Mutex(false)
        do {
            let store = try freshStore(engine)
            store.submit({ try Visit("Rossi").insert(in: $0) }) { [store] _ in
                _ = store.statistics
                ended.withLock { $0 = true }
            }
        }
        for _ in 0..<500 where !ended.withLock({ $0 }) { usleep(10_000) }
        #expect(ended.withLock { $0 })
    }
}

/// Keeps the writer busy until the body has run, so that what the body submits is committed together.
private func hold(_ store: Store, _ body: () -> Void) {
    let gate = Mutex(false)
    let isHeld = Mutex(false)
    store.submit({ _ in
        isHeld.withLock { $0 = true }
        while !gate.withLock({ $0 }) { usleep(500) }
    }) { _ in }
    while !isHeld.withLock({ $0 }) { usleep(500) }
    body()
    gate.withLock { $0 = true }
}

private func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let threads = (0..<count).compactMap { number in Thread(named: "test") { body(number) } }
    for thread in threads { thread.join() }
}
