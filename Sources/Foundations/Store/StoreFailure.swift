import CSQLite
public import Sealing

/// Why the store could not do what it was asked. For the log and for code; people get a phrase of the room's own.
public enum StoreFailure: Error, Hashable, Sendable {
    /// Another process holds the database, or the writer's queue is full. Trying again later may succeed.
    case busy
    /// The disk, or the room the database may take, is full. Nothing of the batch was kept.
    case full
    /// A reader was asked to write, or the file may not be written.
    case readOnly
    /// The disk or the file failed; the code is SQLite's extended one. Nothing of the batch was acknowledged.
    case lost(code: Int32)
    /// A rule of a table was broken; the detail names tables and columns, never values.
    case constraint(kind: Constraint, detail: String)
    /// The file is not a database, or is damaged.
    case corrupt
    /// The query took more steps than its connection allows.
    case tooLong
    /// A row does not have the shape its reader expects.
    case mismatch(detail: String)
    /// An operation changed rows and noted no change.
    case unjournalled
    /// The tables of the database and the migrations of the program do not fit together.
    case migration(MigrationFault)
    /// A statement that the database cannot read, or that is not allowed here.
    case invalid(statement: String, message: String)
    /// The store is closed, or the transaction is over.
    case closed
    /// The database server cannot be reached, or will not take writes now. Nothing of the batch was kept; trying again later
    /// may succeed.
    case unreachable(detail: String)
    /// The database server did not confirm in time that the batch is durable, as when its standby is gone. Whether it was
    /// kept is not known.
    case unconfirmed
    /// Something that is kept sealed could not be sealed or opened.
    case sealing(SealingFault)

    /// The rules that tables have.
    public enum Constraint: String, Hashable, Sendable {
        case unique, foreignKey, check, notNull, type, trigger
    }

    /// Plain English for the log; holds no values of any record.
    public var explanation: String {
        switch self {
        case .busy: "The database is busy: another process holds it, or too many writes are waiting."
        case .full: "There is no space left for the database. Nothing was kept; free some space and try again."
        case .readOnly: "The database can only be read here."
        case .lost(let code):
            code == csqlite_moved
                ? "The database file was moved, removed or replaced while it was open. Restart the program."
                : "The disk or the database file failed (SQLite \(code)). Nothing unconfirmed was kept."
        case .constraint(let kind, let detail): "A rule of the tables was broken (\(kind.rawValue)): \(detail)"
        case .corrupt: "The file is damaged or is not a database. Restore a backup."
        case .tooLong: "A query was ended because it took too many steps."
        case .mismatch(let detail): "A row does not have the expected shape: \(detail)."
        case .unjournalled: "An operation changed records without noting the change, and was undone."
        case .migration(let fault): fault.explanation
        case .invalid(let statement, let message):
            "The database refused a statement: \(message). Statement: \(statement)"
        case .closed: "The store is closed, or the transaction is over."
        case .unreachable(let detail): "The database server cannot be reached: \(detail)"
        case .unconfirmed:
            "The database server did not confirm a write in time. Whether it was kept is not known; see to its standby."
        case .sealing(let fault): fault.description
        }
    }

    /// What one of SQLite's result codes means.
    init(code: Int32, message: String, statement: String) {
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_READONLY: self = code == csqlite_moved ? .lost(code: code) : .readOnly
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_PERM: self = .lost(code: code)
        case SQLITE_INTERRUPT: self = .tooLong
        case SQLITE_MISMATCH: self = .mismatch(detail: message)
        case SQLITE_CONSTRAINT: self = .constraint(kind: StoreFailure.kind(of: code), detail: message)
        default: self = .invalid(statement: statement, message: message)
        }
    }

    /// SQLite's code for a disk that failed.
    static let inputOutput = SQLITE_IOERR

    private static func kind(of code: Int32) -> Constraint {
        switch code {
        case csqlite_foreign_key: .foreignKey
        case csqlite_check: .check
        case csqlite_not_null: .notNull
        case csqlite_type: .type
        case csqlite_trigger: .trigger
        default: .unique
        }
    }
}
