import Basics
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
    private let database: any Database
    private let ledger: any Ledger
    private let clock: Clock
    private let limits: Store.Limits
    private var connection: Connection
    /// The failure after which the disk is not trusted until a probe succeeds.
    private var suspicion: StoreFailure?
    private var lastProbe = ContinuousClock.now
    private var isDirty = false

    init(
        _ connection: Connection, database: any Database, queue: Monitor<Queue>, statistics: Monitor<Store.Statistics>,
        ledger: any Ledger, clock: Clock, limits: Store.Limits
    ) {
        self.connection = connection
        self.database = database
        self.queue = queue
        self.statistics = statistics
        self.ledger = ledger
        self.clock = clock
        self.limits = limits
        lend(connection)
    }

    private func lend(_ connection: Connection) {
        connection.needsTransaction = true
        connection.isLent = false
    }

    /// Until the queue is closed and empty.
    func work() {
        while let batch = next() {
            guard !batch.isEmpty else { break }
            write(batch)
        }
        if suspicion == nil { connection.leave() }
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
                connection.rest()
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
            try commitTogether(batch, &ends)
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
            if connection.isInTransaction { try? connection.rollback() }
            if case StoreFailure.lost = error { suspicion = error as? StoreFailure }
            if connection.isInTransaction { suspicion = .lost(code: StoreFailure.inputOutput) }
            statistics.change { $0.failure = error as? StoreFailure ?? .lost(code: StoreFailure.inputOutput) }
            // Those before the one that failed were kept one by one, or failed alone, and are told so.
            if !ends.isEmpty {
                statistics.change { [count = ends.count] in
                    $0.operations += count
                    $0.lastCommit = .now
                }
                isDirty = true
            }
            ends += batch.dropFirst(ends.count).map { operation in { operation.fail(error) } }
        }
        for end in ends { end() }
    }

    /// The batch in one transaction; where what is derived from it cannot be worked out, one by one, so that the operation
    /// that is at fault fails alone. What to call is added for each operation that came to its end, also before a failure.
    private func commitTogether(_ batch: [Operation], _ ends: inout [@Sendable () -> Void]) throws {
        do {
            ends += try commit(batch)
        } catch let fault as Underivable {
            guard batch.count > 1 else {
                ends += batch.map { operation in { operation.fail(fault.reason) } }
                return
            }
            for operation in batch { try commitTogether([operation], &ends) }
        }
    }

    /// What is derived from a batch could not be worked out; the batch was undone.
    private struct Underivable: Error {
        let reason: any Error
    }

    /// Derived data, each once; a disk that fails is a failure of the batch, anything else of what was derived.
    private func derive(_ later: [Transaction.Later], at moment: Moment) throws {
        guard !later.isEmpty else { return }
        connection.isLent = true
        defer { connection.isLent = false }
        let transaction = Transaction(on: connection, at: moment)
        var done: Set<String> = []
        for one in later where done.insert(one.name).inserted {
            do {
                try one.work(transaction)
            } catch {
                guard connection.isInTransaction else { throw connection.lastFailure ?? error }
                switch error {
                case StoreFailure.lost, StoreFailure.full, StoreFailure.closed: throw error
                default: break
                }
                connection.isLent = false
                try connection.rollback()
                throw Underivable(reason: error)
            }
        }
    }

    /// Everything of the batch in one transaction; gives back what to call now that it is durable.
    private func commit(_ batch: [Operation]) throws -> [@Sendable () -> Void] {
        let moment = clock.now
        var changes: [Change] = []
        var later: [Transaction.Later] = []
        var ends: [@Sendable () -> Void] = []
        try connection.begin()
        for operation in batch {
            let transaction = Transaction(on: connection, at: moment)
            do {
                ends.append(try attempt(operation, in: transaction))
                changes += transaction.changes
                later += transaction.later
            } catch {
                // The database itself gave up the whole transaction: the neighbours are undone too.
                guard connection.isInTransaction else { throw connection.lastFailure ?? error }
                try connection.undoOperation()
                ends.append { operation.fail(error) }
            }
        }
        try derive(later, at: moment)
        if !changes.isEmpty {
            connection.isLent = true
            defer { connection.isLent = false }
            try ledger.append(changes, at: moment, to: connection)
        }
        guard connection.isInTransaction else { throw connection.lastFailure ?? .closed }
        try connection.commit()
        return ends
    }

    /// One operation in a savepoint of its own.
    private func attempt(_ operation: Operation, in transaction: Transaction) throws -> @Sendable () -> Void {
        try connection.beginOperation()
        let before = connection.totalChanges
        connection.isLent = true
        defer { connection.isLent = false }
        let end = try operation.attempt(transaction)
        guard connection.isInTransaction else { throw connection.lastFailure ?? .closed }
        guard connection.totalChanges == before || transaction.isUnnoted || !transaction.changes.isEmpty else {
            throw StoreFailure.unjournalled
        }
        if !transaction.changes.isEmpty {
            try ledger.follow(transaction.changes, in: transaction)
            guard connection.isInTransaction else { throw connection.lastFailure ?? .closed }
        }
        try connection.endOperation()
        return end
    }

    /// After a failing disk only a fresh connection that has proved itself is trusted again.
    private func prepare() throws(StoreFailure) {
        try connection.check()
        guard let suspicion else { return }
        guard ContinuousClock.now - lastProbe > .milliseconds(250) else { throw suspicion }
        lastProbe = .now
        let trusted = try database.trustedWriter(limits: limits)
        trusted.keyring = connection.keyring
        connection = trusted
        lend(connection)
        self.suspicion = nil
    }
}
