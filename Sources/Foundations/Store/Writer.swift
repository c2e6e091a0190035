import Basics
import CSQLite
import Glibc
import Synchronization
import Threads

/// Something to be written, with somebody who waits for it.
struct Operation: Sendable {
    /// Does the work; what comes back is called when the work is durable.
    let attempt: @Sendable (Transaction) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}

/// The operations that wait for the writer.
struct Queue {
    var operations: [Operation] = []
    var isClosing = false
}

/// The writer's own thread: takes all waiting operations, commits them together, then tells everybody.
final class Writer {
    private let queue: Monitor<Queue>
    private let statistics: Monitor<Store.Statistics>
    private let file: DatabaseFile
    private let ledger: any Ledger
    private let clock: Clock
    private let limits: Store.Limits
    private var line: Line
    /// The failure after which the disk is not trusted until a probe succeeds.
    private var suspicion: StoreFailure?
    private var lastProbe = ContinuousClock.now
    private var isDirty = false

    /// The connection with the words that make a transaction, prepared once.
    private struct Line {
        let connection: Connection
        let begin, commit, savepoint, release, undo: Statement

        init(_ connection: Connection) throws(StoreFailure) {
            self.connection = connection
            begin = try connection.control("begin immediate")
            commit = try connection.control("commit")
            savepoint = try connection.control("savepoint operation")
            release = try connection.control("release operation")
            undo = try connection.control("rollback to operation")
            connection.needsTransaction = true
            connection.isLent = false
        }
    }

    init(
        _ connection: Connection, file: DatabaseFile, queue: Monitor<Queue>, statistics: Monitor<Store.Statistics>,
        ledger: any Ledger, clock: Clock, limits: Store.Limits
    ) throws(StoreFailure) {
        line = try Line(connection)
        self.file = file
        self.queue = queue
        self.statistics = statistics
        self.ledger = ledger
        self.clock = clock
        self.limits = limits
    }

    /// Until the queue is closed and empty.
    func work() {
        while let batch = next() {
            guard !batch.isEmpty else { break }
            write(batch)
        }
        // Else the next start would have to read the whole log before its first page.
        if suspicion == nil, !line.connection.hasMoved { line.connection.emptyLog() }
    }

    /// The next operations, after however long; none when it is time to go.
    private func next() -> [Operation]? {
        while true {
            let batch = queue.wait(seconds: isDirty || hasFailed ? 1 : nil) { [limits] queue -> [Operation]? in
                guard !queue.operations.isEmpty else { return queue.isClosing ? [] : nil }
                let batch = Array(queue.operations.prefix(limits.batch))
                queue.operations.removeFirst(batch.count)
                return batch
            }
            if let batch { return batch }
            if hasFailed {
                probe()
            } else {
                line.connection.checkpoint()
                isDirty = false
            }
        }
    }

    /// Whether the last batch could not be kept, or cannot have been.
    private var hasFailed: Bool { statistics.locked { $0.failure != nil } }

    /// Finds out, while nobody asks for anything, whether writing works again.
    private func probe() {
        suspicion = suspicion ?? statistics.locked { $0.failure }
        do {
            try prepare()
            statistics.change { $0.failure = nil }
        } catch {
            statistics.change { $0.failure = error }
        }
    }

    private func write(_ batch: [Operation]) {
        var ends: [@Sendable () -> Void] = []
        statistics.change { $0.busySince = .now }
        defer { statistics.change { $0.busySince = nil } }
        do {
            try prepare()
            let started = ContinuousClock.now
            ends = try commit(batch)
            let milliseconds = (ContinuousClock.now - started) / .milliseconds(1)
            statistics.change {
                $0.batches += 1
                $0.operations += batch.count
                $0.lastCommitMilliseconds = milliseconds
                $0.lastCommit = .now
                $0.failure = nil
            }
            isDirty = true
        } catch {
            if line.connection.isInTransaction { try? line.connection.command("rollback") }
            if case StoreFailure.lost = error { suspicion = error as? StoreFailure }
            if line.connection.isInTransaction { suspicion = .lost(code: SQLITE_IOERR) }
            statistics.change { $0.failure = error as? StoreFailure ?? .lost(code: SQLITE_IOERR) }
            ends = batch.map { operation in { operation.fail(error) } }
        }
        for end in ends { end() }
    }

    /// Everything of the batch in one transaction; gives back what to call now that it is durable.
    private func commit(_ batch: [Operation]) throws -> [@Sendable () -> Void] {
        let connection = line.connection
        let moment = clock.now
        var changes: [Change] = []
        var ends: [@Sendable () -> Void] = []
        try connection.run(line.begin, named: "begin")
        for operation in batch {
            let transaction = Transaction(on: connection, at: moment)
            do {
                ends.append(try attempt(operation, in: transaction))
                changes += transaction.changes
            } catch {
                // The database itself gave up the whole transaction: the neighbours are undone too.
                guard connection.isInTransaction else { throw connection.lastFailure ?? error }
                try connection.run(line.undo, named: "rollback to")
                try connection.run(line.release, named: "release")
                ends.append { operation.fail(error) }
            }
        }
        if !changes.isEmpty {
            connection.isLent = true
            defer { connection.isLent = false }
            try ledger.append(changes, at: moment, to: connection)
        }
        guard connection.isInTransaction else { throw connection.lastFailure ?? .closed }
        try connection.run(line.commit, named: "commit")
        return ends
    }

    /// One operation in a savepoint of its own.
    private func attempt(_ operation: Operation, in transaction: Transaction) throws -> @Sendable () -> Void {
        let connection = line.connection
        try connection.run(line.savepoint, named: "savepoint")
        let before = connection.totalChanges
        connection.isLent = true
        defer { connection.isLent = false }
        let end = try operation.attempt(transaction)
        guard connection.isInTransaction else { throw connection.lastFailure ?? .closed }
        guard connection.totalChanges == before || transaction.isUnnoted || !transaction.changes.isEmpty else {
            throw StoreFailure.unjournalled
        }
        guard !connection.hasDanglingKeys else {
            throw StoreFailure.constraint(kind: .foreignKey, detail: "a record refers to one that does not exist")
        }
        try connection.run(line.release, named: "release")
        return end
    }

    /// Refuses when the file is not ours any more; after a failing disk, only a fresh connection that has written
    /// through to the disk is trusted again.
    private func prepare() throws(StoreFailure) {
        guard !line.connection.hasMoved else { throw .lost(code: csqlite_moved) }
        guard let suspicion else { return }
        guard ContinuousClock.now - lastProbe > .milliseconds(250) else { throw suspicion }
        lastProbe = .now
        let fresh = try file.writer(limits: limits)
        let number: Int = try fresh.answer("pragma user_version") ?? 0
        try fresh.command("begin immediate; pragma user_version = \((number + 1) & 0xffff); commit")
        line = try Line(fresh)
        self.suspicion = nil
    }
}
