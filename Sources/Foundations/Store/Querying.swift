/// What can be asked of a database, by a reader or inside a transaction.
///
///     static func expected(in store: some Querying) throws(StoreFailure) -> [Visit] {
///         try store.all("select \(columns: Visit.self) from visits where state = \(State.expected)")
///     }
public protocol Querying {
    /// Where the statements run.
    var connection: Connection { get }
}

extension Connection: Querying {
    public var connection: Connection { self }
}

extension Querying {
    /// The database that is asked, for what the two must be asked in different ways.
    public var engine: Engine { connection.engine }

    /// Every record of the answer.
    public func all<Record: Selectable>(
        _ sql: SQL, as type: Record.Type = Record.self
    ) throws(StoreFailure) -> [Record] {
        var cursor = try connection.start(sql, oneByOne: false)
        var records: [Record] = []
        while try cursor.advance() { records.append(try Record(&cursor.row)) }
        return records
    }

    /// Whatever the closure makes of every row of the answer.
    public func all<Thing>(_ sql: SQL, _ read: (inout Row) throws -> Thing) throws -> [Thing] {
        var cursor = try connection.start(sql, oneByOne: false)
        var things: [Thing] = []
        while try cursor.advance() { things.append(try read(&cursor.row)) }
        return things
    }

    /// The first record of the answer, if there is one.
    public func first<Record: Selectable>(
        _ sql: SQL, as type: Record.Type = Record.self
    ) throws(StoreFailure) -> Record? {
        var cursor = try connection.start(sql, oneByOne: false)
        return try cursor.advance() ? try Record(&cursor.row) : nil
    }

    /// Whatever the closure makes of the first row of the answer, if there is one.
    public func first<Thing>(_ sql: SQL, _ read: (inout Row) throws -> Thing) throws -> Thing? {
        var cursor = try connection.start(sql, oneByOne: false)
        return try cursor.advance() ? try read(&cursor.row) : nil
    }

    /// Lends every row to the closure, one at a time, however many there are; memory stays flat.
    public func each(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        var cursor = try connection.start(sql, oneByOne: true)
        while try cursor.advance() { try body(&cursor.row) }
    }

    /// The first field of the first row; nil when there is no row or nothing stands there.
    public func value<Field: Storable>(
        _ sql: SQL, as type: Field.Type = Field.self
    ) throws(StoreFailure) -> Field? {
        var cursor = try connection.start(sql, oneByOne: false)
        guard try cursor.advance() else { return nil }
        let field: Field? = try cursor.row.next()
        return field
    }

    /// The first field of every row.
    public func values<Field: Storable>(
        _ sql: SQL, as type: Field.Type = Field.self
    ) throws(StoreFailure) -> [Field] {
        var cursor = try connection.start(sql, oneByOne: false)
        var fields: [Field] = []
        while try cursor.advance() { fields.append(try cursor.row.next()) }
        return fields
    }

    /// Runs a statement that gives no rows back, and says how many rows it changed.
    @discardableResult
    public func run(_ sql: SQL) throws(StoreFailure) -> Int {
        let before = connection.totalChanges
        var cursor = try connection.start(sql, oneByOne: false)
        while try cursor.advance() {}
        return connection.totalChanges == before ? 0 : Int(connection.lastChanges)
    }

    /// Runs statements that give no rows back, in their order; a server is told all of them before it answers the first.
    public func runAll(_ statements: [SQL]) throws(StoreFailure) {
        try connection.run(each: statements)
    }
}
