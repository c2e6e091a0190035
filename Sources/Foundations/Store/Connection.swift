public import Sealing

/// One conversation with the database, used by one thread at a time. Closes itself when it goes.
///
/// What can be asked stands in `Querying`; what each database does with it in `SQLiteConnection` and
/// `PostgresConnection`.
@safe
public class Connection {
    /// How many prepared statements a connection keeps.
    static let statementLimit = 128
    /// Longer statements, in bytes, are not kept: they hold long lists and hardly ever come again.
    static let textLimit = 8192

    /// The keys by which sealed columns are written and read.
    public internal(set) var keyring = Keyring.ofThisProgram

    /// The database at the other end.
    public let engine: Engine

    /// After how many steps a query ends with `.tooLong`; nil for no limit.
    ///
    /// A step of SQLite's machine is a few nanoseconds; the limit is kept to within a thousand steps. PostgreSQL counts
    /// none: there a step stands for 200 nanoseconds of waiting.
    public var stepLimit: Int? {
        didSet { watchSteps() }
    }

    var statements: [StatementName: Statement] = [:]
    var keptThings = KeptThings()
    private var uses: UInt64 = 0

    /// Whether views stand in the place of tables of which not everybody may see every row.
    let isVeiled: Bool
    /// Whose view of them it is.
    public internal(set) var sight = Sight.everybody

    /// False on the writer's connection while no operation has it.
    var isLent = true
    /// True on the writer's connection: nothing runs outside its transaction.
    var needsTransaction = false
    /// What went wrong last, for an operation that swallowed it.
    var lastFailure: StoreFailure?

    init(_ engine: Engine, isVeiled: Bool) {
        self.engine = engine
        self.isVeiled = isVeiled
    }

    /// How many statements are kept prepared.
    var statementCount: Int { statements.count }

    /// Refuses what nobody may ask now.
    final func admit() throws(StoreFailure) {
        guard isLent else { throw .closed }
        guard !needsTransaction || isInTransaction else { throw lastFailure ?? .closed }
    }

    /// A statement that is kept prepared, unless it is in use.
    final func kept(_ name: StatementName) -> Statement? {
        uses += 1
        guard let known = statements[name], !known.isInUse else { return nil }
        known.lastUse = uses
        return known
    }

    /// Keeps a statement for the next time, unless it is too long or its twin is in use.
    final func keep(_ fresh: Statement, as name: StatementName) {
        fresh.lastUse = uses
        guard statements[name] == nil, name.text.utf8.count <= Connection.textLimit else { return }
        if statements.count >= Connection.statementLimit {
            let oldest = statements.min { $0.value.lastUse < $1.value.lastUse }
            if let oldest { statements[oldest.key] = nil }
        }
        statements[name] = fresh
    }

    // What follows is each database's own; there is no connection that is neither.

    /// Begins a statement; it ends with the cursor. Where the rows are lent one by one, they need not be held all at once.
    func start(_ sql: SQL, oneByOne: Bool) throws(StoreFailure) -> Cursor { throw .closed }
    func watchSteps() {}
    /// From now on, veiled tables show what somebody of this sight may see; until a look ends, where one has begun.
    func look(with sight: Sight) throws(StoreFailure) {}

    /// Runs statements that give no rows back, in their order, without waiting for each where that saves time.
    func run(each statements: [SQL]) throws(StoreFailure) {
        for statement in statements { try run(statement) }
    }

    /// Whether a transaction has begun and was neither committed nor undone.
    var isInTransaction: Bool { false }
    /// Rows changed since the connection was opened.
    var totalChanges: Int64 { 0 }
    var lastChanges: Int64 { 0 }

    /// Begins the writer's transaction: nobody else writes until it ends. Throws `.busy` when somebody does for too long.
    func begin() throws(StoreFailure) {}
    /// Comes back when everything is durable.
    func commit() throws(StoreFailure) {}
    func rollback() throws(StoreFailure) {}
    func beginOperation() throws(StoreFailure) {}
    /// Throws where the operation leaves a key that points nowhere.
    func endOperation() throws(StoreFailure) {}
    func undoOperation() throws(StoreFailure) {}

    /// Refuses where what it is connected to is not the house's any more.
    func check() throws(StoreFailure) {}
    /// Nothing was written for a while.
    func rest() {}
    /// Nothing will be written any more.
    func leave() {}

    /// Runs the words of a migration, several statements one after the other.
    func build(_ schema: Schema) throws(StoreFailure) {}
    /// Lets keys point nowhere while tables are made anew, or forbids it again.
    func loosenKeys(_ loose: Bool) throws(StoreFailure) {}
    /// A table in which a key points nowhere.
    func danglingTable() throws(StoreFailure) -> String? { nil }

    /// The names of the tables, of a table's columns that are written, and of the tables that it refers to.
    func tableNames() throws -> [String] { [] }
    func columnNames(of table: Identifier) throws -> [String] { [] }
    func referredNames(of table: Identifier) throws -> [String] { [] }

    /// Everything asked inside sees the database as it stood at the first question, whatever is committed meanwhile.
    ///
    /// A long look keeps the database from cleaning up, so let it be short.
    public final func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        guard !isInTransaction else { return try body() }
        try beginLook()
        defer { endLook() }
        return try body()
    }

    func beginLook() throws(StoreFailure) {}
    func endLook() {}

    /// A number that differs from the one before whenever another connection has committed since: by it, what was
    /// read can be kept until the database changes. It means nothing to other connections.
    public func dataVersion() throws(StoreFailure) -> Int64 { throw .closed }
}

/// What a prepared statement is known by: its words, and for PostgreSQL what kinds of values it takes.
struct StatementName: Hashable {
    let text: String
    var kinds: [UInt32] = []
}

/// A prepared statement, finished when nobody holds it any more.
class Statement {
    final var isInUse = false
    final var lastUse: UInt64 = 0

    /// Steps to the next row; false when there is none.
    func step(to row: inout Row, in text: String) throws(StoreFailure) -> Bool { false }
    /// Ready for another time.
    func end() {}
}

/// An answer being read. Ends its statement when it goes.
struct Cursor: ~Copyable {
    var row: Row
    private let statement: Statement
    private let text: String

    init(_ statement: Statement, _ row: consuming Row, of text: String) {
        self.row = row
        self.statement = statement
        self.text = text
    }

    /// Steps to the next row; false when there is none.
    mutating func advance() throws(StoreFailure) -> Bool {
        try statement.step(to: &row, in: text)
    }

    deinit {
        statement.end()
    }
}
