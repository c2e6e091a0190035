import CSQLite
import Glibc

/// Whole copies of a database file, made while others write to it, and the looks that tell whether one is sound.
public enum DatabaseCopy {
    /// Why a copy is not what it should be.
    public enum Damage: Error, Hashable, Sendable, CustomStringConvertible {
        /// SQLite's own examination found something; its first words about it.
        case broken(String)
        /// A row refers to one that is not there.
        case dangling(table: String)

        public var description: String {
            switch self {
            case .broken(let words): "The database is damaged: \(words)"
            case .dangling(let table): "The database is damaged: a row of \(table) refers to nothing."
            }
        }
    }

    /// Copies a database as it stands at one moment to a file that must not be there yet; writers are not held up.
    ///
    /// What was committed before the call began is in the copy. It is one file, readable for its owner only, and on the
    /// disk when the call returns. A process that is killed meanwhile leaves a file that is no database.
    public static func make(of source: String, at target: String) throws(StoreFailure) {
        let made = unsafe open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard made >= 0 else { throw errno == ENOSPC ? .full : .lost(code: SQLITE_CANTOPEN) }
        close(made)
        let from = try Handle(source, SQLITE_OPEN_READWRITE)
        let to = try Handle(target, SQLITE_OPEN_READWRITE)
        // Nobody reads it before it is whole, so what is written need not be safe before the end.
        try to.run("pragma synchronous = off")
        guard let copying = unsafe sqlite3_backup_init(to.database, "main", from.database, "main") else {
            throw to.failure(SQLITE_ERROR)
        }
        let code = unsafe sqlite3_backup_step(copying, -1)
        unsafe sqlite3_backup_finish(copying)
        guard code == SQLITE_DONE else { throw to.failure(code) }
        // Without this, reading the copy would make two more files beside it.
        try to.run("pragma journal_mode = delete")
        try to.end()
        try flush(target)
    }

    /// Lets SQLite read every page and every index of a file that nobody else has open, and follows every reference.
    ///
    /// Throws `Damage` for what it finds, `StoreFailure` where it cannot look.
    public static func examine(_ path: String) throws {
        do {
            let handle = try Handle(path, SQLITE_OPEN_READWRITE)
            let words = try handle.first("pragma integrity_check(1)")
            guard words == "ok" else { throw Damage.broken(words ?? "it has no pages") }
            if let table = try handle.first("pragma foreign_key_check") { throw Damage.dangling(table: table) }
            try handle.end()
        } catch StoreFailure.corrupt {
            throw Damage.broken("it is no database, or pages of it are unreadable")
        }
    }

    /// Writes a database file anew, without the remains of what was deleted or written over in it, and empties its log.
    /// Throws `.busy` where another program is at it.
    public static func cleanse(_ path: String) throws(StoreFailure) {
        let handle = try Handle(path, SQLITE_OPEN_READWRITE)
        try handle.run("pragma secure_delete = on; vacuum; pragma wal_checkpoint(truncate)")
        try handle.end()
    }

    /// Lends a connection that reads a database file as it is, whatever program wrote it.
    public static func look<Result>(at path: String, _ body: (Connection) throws -> Result) throws -> Result {
        try body(SQLiteFile(.file(path)).reader(limits: Store.Limits(), veils: []))
    }

    /// Brings a file's bytes to the disk.
    private static func flush(_ path: String) throws(StoreFailure) {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .lost(code: SQLITE_CANTOPEN) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw errno == ENOSPC ? .full : .lost(code: SQLITE_IOERR) }
    }
}

/// An open database file, without any of a store's settings.
@safe
private final class Handle {
    private(set) var database: OpaquePointer?

    init(_ path: String, _ flags: Int32) throws(StoreFailure) {
        let code = unsafe sqlite3_open_v2(path, &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK else {
            unsafe sqlite3_close_v2(database)
            unsafe database = nil
            throw StoreFailure(code: code, message: "cannot open the database", statement: "")
        }
        unsafe sqlite3_busy_timeout(database, 10_000)
        unsafe _ = csqlite_harden(database)
    }

    deinit {
        unsafe sqlite3_close_v2(database)
    }

    /// Closes the file; throws where that fails, because then something was not written.
    func end() throws(StoreFailure) {
        let code = unsafe sqlite3_close(database)
        guard code == SQLITE_OK else { throw failure(code) }
        unsafe database = nil
    }

    func run(_ text: String) throws(StoreFailure) {
        let code = unsafe sqlite3_exec(database, text, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// The first field of the first row of an answer, as text.
    func first(_ text: String) throws(StoreFailure) -> String? {
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(database, text, -1, &statement, nil)
        defer { unsafe sqlite3_finalize(statement) }
        guard code == SQLITE_OK else { throw failure(code) }
        switch unsafe sqlite3_step(statement) {
        case SQLITE_ROW: return unsafe sqlite3_column_text(statement, 0).map { unsafe String(cString: $0) }
        case SQLITE_DONE: return nil
        case let code: throw failure(code)
        }
    }

    func failure(_ code: Int32) -> StoreFailure {
        let words = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) } ?? ""
        return StoreFailure(code: code, message: words, statement: "")
    }
}
