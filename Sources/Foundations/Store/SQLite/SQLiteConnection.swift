import CSQLite

/// A conversation with SQLite.
@safe
final class SQLiteConnection: Connection {
    let database: OpaquePointer
    let permission = Permission()
    private let budget = Budget()
    private let eyes: Eyes
    /// Asks for the data version; prepared when it is first needed.
    var versionStatement: SQLiteStatement?
    /// Begin and end a look at one state of the database; prepared when they are first needed.
    var lookStatements: (begin: SQLiteStatement, end: SQLiteStatement)?
    /// The words that make a transaction of the writer's; prepared when they are first needed.
    var writeStatements: WriteStatements?
    var running = 0

    init(path: String, writes: Bool, busyMilliseconds: Int32, veils: [Veil] = []) throws(StoreFailure) {
        var opened: OpaquePointer?
        let flags =
            (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw StoreFailure(code: code, message: "cannot open the database", statement: "")
        }
        unsafe database = opened
        eyes = Eyes(seeEverything: veils.isEmpty)
        super.init(.sqlite, isVeiled: !veils.isEmpty)
        unsafe sqlite3_busy_timeout(opened, busyMilliseconds)
        unsafe sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0)
        guard unsafe csqlite_harden(opened) == SQLITE_OK else { throw failure(SQLITE_ERROR, in: "") }
        // There are many readers, and what one of them lets go the system still has.
        try command("pragma cache_size = \(writes ? -8192 : -2048)")
        // What a statement or an operation may have to take back stays out of the data folder.
        try command("pragma temp_store = memory")
        guard unsafe eyes.open(on: opened) == SQLITE_OK else { throw failure(SQLITE_ERROR, in: "") }
        for veil in veils { try command(veil.words(for: .sqlite, schema: "main")) }
        // What is deleted or written over is gone from the file, and not merely from the tables.
        if writes { try command("pragma secure_delete = on") }
        try command(writes ? "pragma foreign_keys = on" : "pragma query_only = on")
        if writes { unsafe csqlite_watch_log(opened) }
        unsafe sqlite3_set_authorizer(opened, Permission.judge, Unmanaged.passUnretained(permission).toOpaque())
    }

    deinit {
        statements.removeAll()
        versionStatement = nil
        lookStatements = nil
        writeStatements = nil
        unsafe sqlite3_progress_handler(database, 0, nil, nil)
        unsafe sqlite3_set_authorizer(database, nil, nil)
        unsafe sqlite3_close_v2(database)
    }

    override func start(_ sql: SQL, oneByOne: Bool) throws(StoreFailure) -> Cursor {
        try admit()
        let statement = try statement(for: sql.text)
        let code = statement.bind(sql.values)
        guard code == SQLITE_OK else {
            statement.reset()
            throw failure(code, in: sql.text)
        }
        return began(statement, sql.text)
    }

    func began(_ statement: SQLiteStatement, _ text: String) -> Cursor {
        statement.isInUse = true
        running += 1
        if running == 1 { budget.left = stepLimit ?? 0 }
        return Cursor(statement, unsafe Row(of: statement.pointer), of: text)
    }

    func failure(_ code: Int32, in text: String) -> StoreFailure {
        let message = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) } ?? ""
        let failure = StoreFailure(code: code, message: message, statement: text)
        lastFailure = failure
        return failure
    }

    private func statement(for text: String) throws(StoreFailure) -> SQLiteStatement {
        let name = StatementName(text: text)
        if let known = kept(name) as? SQLiteStatement { return known }
        let fresh = try prepare(text)
        keep(fresh, as: name)
        return fresh
    }

    func prepare(_ text: String) throws(StoreFailure) -> SQLiteStatement {
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
        let statement = unsafe SQLiteStatement(pointer, on: self)
        guard !hasMore else { throw .invalid(statement: text, message: "there is more than one statement") }
        return statement
    }

    override func watchSteps() {
        guard stepLimit != nil else {
            unsafe sqlite3_progress_handler(database, 0, nil, nil)
            return
        }
        budget.left = stepLimit ?? 0
        unsafe sqlite3_progress_handler(
            database, Budget.interval, Budget.count, Unmanaged.passUnretained(budget).toOpaque())
    }

    override func look(with sight: Sight) { eyes.sight = sight }

    override var isInTransaction: Bool { unsafe sqlite3_get_autocommit(database) == 0 }

    /// By triggers and foreign keys too.
    override var totalChanges: Int64 { unsafe sqlite3_total_changes64(database) }

    override var lastChanges: Int64 { unsafe sqlite3_changes64(database) }

    override func begin() throws(StoreFailure) { try run(words().begin, named: "begin") }
    override func commit() throws(StoreFailure) { try run(words().commit, named: "commit") }
    override func rollback() throws(StoreFailure) { try command("rollback") }
    override func beginOperation() throws(StoreFailure) { try run(words().savepoint, named: "savepoint") }

    override func endOperation() throws(StoreFailure) {
        guard !hasDanglingKeys else {
            throw .constraint(kind: .foreignKey, detail: "a record refers to one that does not exist")
        }
        try run(words().release, named: "release")
    }

    override func undoOperation() throws(StoreFailure) {
        try run(words().undo, named: "rollback to")
        try run(words().release, named: "release")
    }

    override func check() throws(StoreFailure) {
        guard !hasMoved else { throw .lost(code: csqlite_moved) }
    }

    override func rest() { checkpoint() }

    /// Else the next start would have to read the whole log before its first page.
    override func leave() {
        if !hasMoved { emptyLog() }
    }

    override func build(_ schema: Schema) throws(StoreFailure) { try command(schema.printed(for: .sqlite)) }

    override func loosenKeys(_ loose: Bool) throws(StoreFailure) {
        try command("pragma foreign_keys = \(loose ? "off" : "on")")
    }

    override func danglingTable() throws(StoreFailure) -> String? { try answer("pragma foreign_key_check") }

    /// Neither those that SQLite keeps for itself nor those of an index of words.
    override func tableNames() throws -> [String] {
        try names(
            "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%'")
    }

    override func columnNames(of table: Identifier) throws -> [String] {
        try names("select name from pragma_table_xinfo(\(table.name)) where hidden = 0 order by cid")
    }

    override func referredNames(of table: Identifier) throws -> [String] {
        try names("select \"table\" from pragma_foreign_key_list(\(table.name))")
    }

    override func beginLook() throws(StoreFailure) {
        if lookStatements == nil { lookStatements = (begin: try control("begin"), end: try control("rollback")) }
        if let begin = lookStatements?.begin { try run(begin, named: "begin") }
    }

    override func endLook() {
        if let end = lookStatements?.end { try? run(end, named: "rollback") }
    }

    override func dataVersion() throws(StoreFailure) -> Int64 {
        let text = "pragma data_version"
        let asking: SQLiteStatement
        if let versionStatement { asking = versionStatement } else { asking = try control(text) }
        versionStatement = asking
        defer { unsafe sqlite3_reset(asking.pointer) }
        guard unsafe sqlite3_step(asking.pointer) == SQLITE_ROW else { throw failure(SQLITE_ERROR, in: text) }
        return unsafe sqlite3_column_int64(asking.pointer, 0)
    }
}
