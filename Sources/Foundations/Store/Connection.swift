import CSQLite

/// One conversation with the database, used by one thread at a time. Closes itself when it goes.
///
/// What can be asked stands in `Querying`.
@safe
public final class Connection {
    /// How many prepared statements a connection keeps.
    static let statementLimit = 128
    /// Longer statements, in bytes, are not kept: they hold long lists and hardly ever come again.
    static let textLimit = 8192

    /// After how many steps of SQLite's machine a query ends with `.tooLong`; nil for no limit.
    ///
    /// A step is a few nanoseconds; the limit is kept to within a thousand steps.
    public var stepLimit: Int? {
        didSet { watchSteps() }
    }

    let database: OpaquePointer
    let permission = Permission()
    private let budget = Budget()
    private var statements: [String: Statement] = [:]
    /// Asks for the data version; prepared when it is first needed.
    var versionStatement: Statement?
    /// Begin and end a look at one state of the database; prepared when they are first needed.
    var snapshotStatements: (begin: Statement, end: Statement)?
    var keptThings = KeptThings()
    private var uses: UInt64 = 0
    var running = 0

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

    deinit {
        statements.removeAll()
        versionStatement = nil
        snapshotStatements = nil
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
        guard statements[text] == nil, text.utf8.count <= Connection.textLimit else { return fresh }
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

    func prepare(_ text: String) throws(StoreFailure) -> Statement {
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
