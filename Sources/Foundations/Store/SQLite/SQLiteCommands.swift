import CSQLite

/// What the store itself does with a connection.
extension SQLiteConnection {
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
        var cursor = began(statement, text)
        return try cursor.advance() ? try cursor.row.next() : nil
    }

    /// A statement of the store's own, prepared once.
    func control(_ text: String) throws(StoreFailure) -> SQLiteStatement {
        permission.isOpen = true
        defer { permission.isOpen = false }
        return try prepare(text)
    }

    /// SQLite asks for permission again where tables have changed since the statement was prepared.
    func run(_ control: SQLiteStatement, named name: String) throws(StoreFailure) {
        permission.isOpen = true
        defer { permission.isOpen = false }
        let code = unsafe sqlite3_step(control.pointer)
        unsafe sqlite3_reset(control.pointer)
        guard code == SQLITE_DONE else { throw failure(code, in: name) }
    }

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
        unsafe _ = csqlite_checkpoint(database, SQLITE_CHECKPOINT_PASSIVE)
    }

    /// Copies all of the log into the database file and empties it; gives up where somebody reads for longer than the
    /// connection waits.
    func emptyLog() {
        unsafe _ = csqlite_checkpoint(database, SQLITE_CHECKPOINT_TRUNCATE)
    }

    /// Writes the bytes of the log once more, as the program before left them, and waits for the disk.
    ///
    /// After a sync that failed, the system may show pages of the log that are not on the disk and never will be; where
    /// the program was killed before it wrote over them, the next would go on behind them, and a power cut would take
    /// all of that. Where others write, they opened the house before and did this; nobody waits for them.
    func writeLogAgain(busyMilliseconds: Int32) throws(StoreFailure) {
        unsafe sqlite3_busy_timeout(database, 0)
        defer { unsafe sqlite3_busy_timeout(database, busyMilliseconds) }
        do { try command("begin immediate") } catch .busy { return }
        let code = unsafe csqlite_write_log_again(database)
        let ending = Result { () throws(StoreFailure) in try command("rollback") }
        guard code == SQLITE_OK else { throw failure(code, in: "log") }
        try ending.get()
    }

    /// The words that make a transaction, prepared once.
    struct WriteStatements {
        let begin, commit, savepoint, release, undo: SQLiteStatement

        init(_ connection: SQLiteConnection) throws(StoreFailure) {
            begin = try connection.control("begin immediate")
            commit = try connection.control("commit")
            savepoint = try connection.control("savepoint operation")
            release = try connection.control("release operation")
            undo = try connection.control("rollback to operation")
        }
    }

    func words() throws(StoreFailure) -> WriteStatements {
        if let writeStatements { return writeStatements }
        let words = try WriteStatements(self)
        writeStatements = words
        return words
    }
}
