import CSQLite

/// One conversation with the database, used by one thread at a time. Closes itself when it goes.
///
/// What can be asked stands in `Querying`.
@safe
public final class Connection {
    /// How many prepared statements a connection keeps.
    static let statementLimit = 128

    /// After how many steps of SQLite's machine a query ends with `.tooLong`; nil for no limit.
    ///
    /// A step is a few nanoseconds; the limit is kept to within a thousand steps.
    public var stepLimit: Int? {
        didSet { watchSteps() }
    }

    private let database: OpaquePointer
    private let budget = Budget()
    private var statements: [String: Statement] = [:]
    private var uses: UInt64 = 0
    private var running = 0

    /// False on the writer's connection while no operation has it.
    var isLent = true
    /// True on the writer's connection: nothing runs outside its transaction.
    var needsTransaction = false
    /// What went wrong last, for an operation that swallowed it.
    private(set) var lastFailure: StoreFailure?

    init(path: String, writes: Bool, busyMilliseconds: Int32) throws(StoreFailure) {
        var opened: OpaquePointer?
        let flags =
            (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw StoreFailure(code: code, message: "cannot open the database", statement: "")
        }
        unsafe database = opened
        unsafe sqlite3_busy_timeout(opened, busyMilliseconds)
        unsafe sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0)
        guard unsafe csqlite_harden(opened) == SQLITE_OK else { throw failure(SQLITE_ERROR, in: "") }
        try command("pragma cache_size = -8192")
        try command(writes ? "pragma foreign_keys = on" : "pragma query_only = on")
        unsafe sqlite3_set_authorizer(opened, Permission.judge, Unmanaged.passUnretained(permission).toOpaque())
    }

    private let permission = Permission()

    deinit {
        statements.removeAll()
        unsafe sqlite3_progress_handler(database, 0, nil, nil)
        unsafe sqlite3_set_authorizer(database, nil, nil)
        unsafe sqlite3_close_v2(database)
    }

    /// Begins a statement; it ends with the cursor.
    func start(_ sql: SQL) throws(StoreFailure) -> Cursor {
        guard isLent else { throw .closed }
        guard !needsTransaction || isInTransaction else { throw lastFailure ?? .closed }
        let statement = try statement(for: sql.text)
        let code = statement.bind(sql.values)
        guard code == SQLITE_OK else {
            statement.reset()
            throw failure(code, in: sql.text)
        }
        statement.isInUse = true
        running += 1
        if running == 1 { budget.left = stepLimit ?? 0 }
        return Cursor(statement, of: sql, on: self)
    }

    func ended() {
        running -= 1
    }

    func failure(_ code: Int32, in text: String) -> StoreFailure {
        let message = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) } ?? ""
        let failure = StoreFailure(code: code, message: message, statement: text)
        lastFailure = failure
        return failure
    }

    private func statement(for text: String) throws(StoreFailure) -> Statement {
        uses += 1
        if let known = statements[text], !known.isInUse {
            known.lastUse = uses
            return known
        }
        let fresh = try prepare(text)
        fresh.lastUse = uses
        guard statements[text] == nil else { return fresh }
        if statements.count >= Connection.statementLimit { forgetOldest() }
        statements[text] = fresh
        return fresh
    }

    private func forgetOldest() {
        let oldest = statements.min { $0.value.lastUse < $1.value.lastUse }
        if let oldest { statements[oldest.key] = nil }
    }

    /// How many statements are kept prepared.
    var statementCount: Int { statements.count }

    private func prepare(_ text: String) throws(StoreFailure) -> Statement {
        var pointer: OpaquePointer?
        var text = text
        var hasMore = false
        let code = text.withUTF8 { utf8 in
            unsafe utf8.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let code = unsafe sqlite3_prepare_v3(
                    database, characters.baseAddress, Int32(clamping: characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, &tail)
                if let tail = unsafe tail, let start = characters.baseAddress {
                    unsafe hasMore = characters[(tail - start)...].contains {
                        UInt8(bitPattern: $0) > 0x20 && $0 != 0x3b
                    }
                }
                return code
            }
        }
        guard code == SQLITE_OK else { throw failure(code, in: text) }
        guard let pointer = unsafe pointer else { throw .invalid(statement: text, message: "there is no statement") }
        let statement = unsafe Statement(pointer)
        guard !hasMore else { throw .invalid(statement: text, message: "there is more than one statement") }
        return statement
    }
}

// MARK: What the store itself does

extension Connection {
    /// Runs the store's own words, which nobody else may say: pragmas, transactions, savepoints.
    func command(_ text: String) throws(StoreFailure) {
        permission.isOpen = true
        defer { permission.isOpen = false }
        let code = unsafe sqlite3_exec(database, text, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, in: text) }
    }

    /// The only field of the answer to a pragma.
    func answer<Field: Storable>(_ text: String) throws(StoreFailure) -> Field? {
        permission.isOpen = true
        defer { permission.isOpen = false }
        let statement = try prepare(text)
        var cursor = Cursor(statement, of: "", on: self)
        running += 1
        return try cursor.advance() ? try cursor.row.next() : nil
    }

    /// A statement of the store's own, prepared once.
    func control(_ text: String) throws(StoreFailure) -> Statement {
        permission.isOpen = true
        defer { permission.isOpen = false }
        return try prepare(text)
    }

    func run(_ control: Statement, named name: String) throws(StoreFailure) {
        let code = unsafe sqlite3_step(control.pointer)
        unsafe sqlite3_reset(control.pointer)
        guard code == SQLITE_DONE else { throw failure(code, in: name) }
    }

    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(database) == 0 }

    /// Rows changed since the connection was opened, by triggers and foreign keys too.
    var totalChanges: Int64 { unsafe sqlite3_total_changes64(database) }

    var lastChanges: Int64 { unsafe sqlite3_changes64(database) }

    /// Whether a foreign key points at nothing, which would make the commit fail.
    var hasDanglingKeys: Bool {
        var now: Int32 = 0
        var highest: Int32 = 0
        unsafe sqlite3_db_status(database, SQLITE_DBSTATUS_DEFERRED_FKS, &now, &highest, 0)
        return now != 0
    }

    /// Whether another file, or none, stands where the database was opened.
    var hasMoved: Bool {
        var moved: Int32 = 0
        return unsafe sqlite3_file_control(database, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0
    }

    /// Copies what it can from the log into the database file, without waiting for anybody.
    func checkpoint() {
        unsafe _ = sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }

    private func watchSteps() {
        guard stepLimit != nil else {
            unsafe sqlite3_progress_handler(database, 0, nil, nil)
            return
        }
        budget.left = stepLimit ?? 0
        unsafe sqlite3_progress_handler(
            database, Budget.interval, Budget.count, Unmanaged.passUnretained(budget).toOpaque())
    }
}

/// How many steps a query may still take.
private final class Budget {
    static let interval: Int32 = 1000
    var left = 0

    static let count: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
        guard let context = unsafe context else { return 0 }
        let budget = unsafe Unmanaged<Budget>.fromOpaque(context).takeUnretainedValue()
        budget.left -= Int(interval)
        return budget.left < 0 ? 1 : 0
    }
}

/// Keeps transactions, pragmas and other files for the store itself.
private final class Permission {
    var isOpen = true

    typealias Judge =
        @convention(c) (
            UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
            UnsafePointer<CChar>?
        ) -> Int32

    static let judge: Judge = { context, action, _, _, _, _ in
        switch action {
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT, SQLITE_PRAGMA, SQLITE_ATTACH, SQLITE_DETACH:
            guard let context = unsafe context else { return SQLITE_DENY }
            return unsafe Unmanaged<Permission>.fromOpaque(context).takeUnretainedValue().isOpen
                ? SQLITE_OK : SQLITE_DENY
        default:
            return SQLITE_OK
        }
    }
}
