public import Basics
public import Sealing
import Threads

/// The database of the house: many readers, one writer that commits together whatever waits for it.
///
///     let store = try Store.open(.file(path), migrations: migrations, ledger: journal, clock: .system)
///     let visits = try store.read { try $0.all("select \(columns: Visit.self) from visits") }
///     try store.write { transaction in … }
public final class Store: Sendable {
    /// Where a database lies.
    public enum Location: Hashable, Sendable {
        /// A file, made with its folders if it is not there; only its owner may read it.
        case file(String)
        /// A fresh file that is removed when the store closes.
        case temporary
        /// A database of a PostgreSQL server, by its connection string: `postgresql://house@db1,db2/house`. Of several
        /// servers the one that takes writes is chosen.
        case postgresql(String)

        /// Files that have to be read for reaching the database, such as a server's certificate.
        public var files: [String] {
            if case .postgresql(let words) = self { PostgresServer.files(in: words) } else { [] }
        }

        /// Whether a password stands in the connection string.
        public var namesPassword: Bool {
            if case .postgresql(let words) = self { PostgresServer.namesPassword(words) } else { false }
        }
    }

    /// How much may wait, and how long.
    public struct Limits: Hashable, Sendable {
        /// How many operations are committed together at most.
        public var batch = 256
        /// How many operations may wait; the next one is refused as `.busy`.
        public var queue = 8192
        /// How long to wait for another process before `.busy`.
        public var busyMilliseconds: Int32 = 2000
        /// How long to wait for a server's word that a batch is durable before `.unconfirmed`.
        public var confirmMilliseconds: Int32 = 10_000

        public init() {}
    }

    /// What the writer has done since the store was opened.
    public struct Statistics: Hashable, Sendable {
        public internal(set) var batches = 0
        public internal(set) var operations = 0
        public internal(set) var lastCommitMilliseconds = 0.0
        /// When the last batch became durable; nil before the first.
        public internal(set) var lastCommit: ContinuousClock.Instant?
        /// Since when the writer has been at one batch; nil while it waits for work.
        public internal(set) var busySince: ContinuousClock.Instant?
        /// Why the last batch could not be kept; nil again as soon as something can be written.
        public internal(set) var failure: StoreFailure?
        /// Operations that wait for the writer.
        public internal(set) var waiting = 0
    }

    let database: any Database
    /// The keys of the house's sealed columns.
    public let keyring: Keyring
    private let limits: Limits
    private let queue: Monitor<Queue>
    private let counted: Monitor<Statistics>
    private let veils: [Veil]
    private let idle = Monitor<[Handed<Connection>]>([])
    private let thread: Monitor<Thread?>

    /// How many readers `read` keeps open.
    private static let idleLimit = 4

    /// Opens the database and applies the migrations that it lacks, the ledger's first.
    ///
    /// Throws `.migration` when tables and program do not fit, `.busy` when another process holds the database.
    ///
    /// - Parameter veils: the tables of which readers are shown only what they may see.
    public static func open(
        _ location: Location, migrations: [Migration], veils: [Veil] = [], ledger: any Ledger, clock: Clock = .system,
        limits: Limits = Limits(), keyring: Keyring = .ofThisProgram
    ) throws(StoreFailure) -> Store {
        let database = try Store.database(at: location)
        do throws(StoreFailure) {
            return try Store(
                database, migrations: ledger.migrations + migrations, veils: veils, ledger: ledger, clock: clock,
                limits: limits, keyring: keyring)
        } catch {
            database.remove()
            throw error
        }
    }

    private static func database(at location: Location) throws(StoreFailure) -> any Database {
        switch location {
        case .file, .temporary: try SQLiteFile(location)
        case .postgresql(let words): try PostgresServer(words)
        }
    }

    private init(
        _ database: any Database, migrations: [Migration], veils: [Veil], ledger: any Ledger, clock: Clock,
        limits: Limits, keyring: Keyring
    ) throws(StoreFailure) {
        let connection = try database.writer(limits: limits)
        connection.keyring = keyring
        try Migrating(connection: connection, migrations: migrations, clock: clock).apply()
        let queue = Monitor(Queue())
        let counted = Monitor(Statistics())
        let writer = Handed(
            Writer(
                connection, database: database, queue: queue, statistics: counted, ledger: ledger, clock: clock,
                limits: limits)
        )
        guard let thread = Thread(named: "writer", { writer.thing.work() }) else { throw .lost(code: 7) }
        self.database = database
        self.keyring = keyring
        self.limits = limits
        self.veils = veils
        self.queue = queue
        self.counted = counted
        self.thread = Monitor(thread)
    }

    deinit {
        close()
    }

    /// What the house stands on.
    public var engine: Engine { database is PostgresServer ? .postgres : .sqlite }

    public var statistics: Statistics {
        var statistics = counted.locked { $0 }
        statistics.waiting = queue.locked { $0.operations.count }
        return statistics
    }

    /// A connection of one's own that can only read, for a thread that keeps it. It shows what everybody may see, and inside
    /// `seeing` what somebody else may.
    public func reader() throws(StoreFailure) -> Connection {
        guard !queue.locked({ $0.isClosing }) else { throw .closed }
        return try freshReader(veils)
    }

    private func freshReader(_ veils: [Veil]) throws(StoreFailure) -> Connection {
        let connection = try database.reader(limits: limits, veils: veils)
        connection.keyring = keyring
        return connection
    }

    /// Lends a reader that is shown every row, whoever may see it: for copies and checks, and never for a page.
    public func readWhole<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        guard !veils.isEmpty else { return try read(body) }
        guard !queue.locked({ $0.isClosing }) else { throw StoreFailure.closed }
        return try body(freshReader([]))
    }

    /// Lends a reader to whom is shown what everybody may see; every statement sees what was committed before it.
    public func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        guard !queue.locked({ $0.isClosing }) else { throw StoreFailure.closed }
        let connection = try idle.change { $0.popLast() }?.thing ?? freshReader(veils)
        defer {
            let handed = Handed(connection)
            idle.change { if $0.count < Store.idleLimit { $0.append(handed) } }
        }
        return try body(connection)
    }

    /// Waits until the work is durable, or has failed and left nothing behind.
    ///
    /// Throws what the work throws, `.unjournalled`, `.busy`, `.full`, `.lost` or `.closed`.
    @discardableResult
    public func write<Result: Sendable>(
        _ work: @escaping @Sendable (Transaction) throws -> Result
    ) throws -> Result {
        guard !isWriterThread else {
            throw StoreFailure.invalid(statement: "", message: "a write inside a write would wait for itself")
        }
        let outcome = Monitor<Swift.Result<Result, any Error>?>(nil)
        submit(work) { result in outcome.change { $0 = result } }
        guard let result = outcome.wait(until: { $0 }) else { throw StoreFailure.closed }
        return try result.get()
    }

    /// Queues the work and comes back at once. The completion is called once, when the work is durable or has failed;
    /// on the writer's thread, so let it be quick.
    public func submit<Result: Sendable>(
        _ work: @escaping @Sendable (Transaction) throws -> Result,
        completion: @escaping @Sendable (Swift.Result<Result, any Error>) -> Void
    ) {
        let operation = Operation(
            attempt: { transaction in
                let result = try work(transaction)
                return { completion(.success(result)) }
            },
            fail: { completion(.failure($0)) })
        let refusal: StoreFailure? = queue.change { [limits] queue in
            guard !queue.isClosing else { return .closed }
            guard queue.operations.count < limits.queue else { return .busy }
            queue.operations.append(operation)
            return nil
        }
        if let refusal { completion(.failure(refusal)) }
    }

    /// Writes what still waits and ends. Later calls do nothing.
    public func close() {
        queue.change { $0.isClosing = true }
        guard
            let thread = thread.change({ thread in
                defer { thread = nil }
                return thread
            })
        else { return }
        thread.join()
        idle.change { $0.removeAll() }
        database.remove()
    }

    private var isWriterThread: Bool { thread.locked { $0?.isCurrent ?? false } }
}
