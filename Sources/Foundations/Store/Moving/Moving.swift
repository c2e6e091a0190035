import Threads

/// A table that was taken to another database.
public struct MovedTable: Hashable, Sendable {
    public let name: String
    public let rows: Int
}

/// Why a house was not taken to another database.
public enum MoveFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The other place holds rows already.
    case notEmpty(table: String)
    /// The two places do not have the same tables and columns.
    case unlike(table: String)
    /// What stands there now is not what was taken from here.
    case altered(table: String)

    public var description: String {
        switch self {
        case .notEmpty(let table): "There is a house already: \(table) has rows. Nothing was changed."
        case .unlike(let table): "The two databases do not have the same columns in \(table). Nothing was changed."
        case .altered(let table): "What arrived in \(table) is not what left. Do not use what was written."
        }
    }
}

extension Store {
    /// Takes every row of every table to another store, which must have the same tables and no rows.
    ///
    /// All or nothing, in one transaction there; nobody can write here meanwhile. What was written is read back and compared,
    /// table by table. Throws `MoveFault`, what a write throws, and what `finish` throws.
    ///
    /// - Parameter finish: what has to be built there from the rows, before the transaction ends.
    public func move(
        to target: Store, finish: @escaping @Sendable (Transaction) throws -> Void = { _ in }
    ) throws -> [MovedTable] {
        try write { source in
            source.leaveUnnoted(because: "nothing changes here; nobody else shall write meanwhile")
            return try Store.take(from: source.connection, to: target, finish)
        }
    }

    /// The same while people go on writing here: what is taken is the house as it stood at one moment, which everything is in
    /// that was committed before the call.
    public func copy(
        to target: Store, finish: @escaping @Sendable (Transaction) throws -> Void = { _ in }
    ) throws -> [MovedTable] {
        try readWhole { source in try source.snapshot { try Store.take(from: source, to: target, finish) } }
    }

    private static func take(
        from source: Connection, to target: Store, _ finish: @escaping @Sendable (Transaction) throws -> Void
    ) throws -> [MovedTable] {
        let source = Handed(source)
        let sent = try target.write { transaction in
            transaction.leaveUnnoted(because: "the journal comes along as it is")
            let digests = try Store.copy(from: source.thing, to: transaction)
            try finish(transaction)
            return digests
        }
        return try target.readWhole { arrived in
            try arrived.snapshot {
                try TableLayout.all(in: arrived).map { table in
                    let digest = try Store.digest(of: table, in: arrived)
                    guard digest == sent[table.name.name] else { throw MoveFault.altered(table: table.name.name) }
                    return MovedTable(name: table.name.name, rows: digest.rows)
                }
            }
        }
    }

    private static func copy(from source: Connection, to transaction: Transaction) throws -> [String: TableDigest] {
        let there = try TableLayout.all(in: transaction.connection)
        let here = try TableLayout.all(in: source)
        guard Set(there.map(\.name)) == Set(here.map(\.name)) else {
            let odd = Set(there.map(\.name)).symmetricDifference(here.map(\.name)).map(\.name).min()
            throw MoveFault.unlike(table: odd ?? "")
        }
        for table in there {
            let row: Int? = try transaction.value("select 1 from \(name: table.name) limit 1")
            guard row == nil else { throw MoveFault.notEmpty(table: table.name.name) }
        }
        var digests: [String: TableDigest] = [:]
        for table in there {
            guard here.contains(where: { $0.name == table.name && Set($0.columns) == Set(table.columns) }) else {
                throw MoveFault.unlike(table: table.name.name)
            }
            var digest = TableDigest()
            var statements: [SQL] = []
            try Store.each(of: table, in: source) { row in
                digest.add(row)
                let values = row.map { "\($0)" as SQL }.joined(separator: ", ")
                statements.append("insert into \(name: table.name) (\(table.list)) values (\(values))")
                guard statements.count >= 256 else { return }
                try transaction.runAll(statements)
                statements.removeAll(keepingCapacity: true)
            }
            try transaction.runAll(statements)
            digests[table.name.name] = digest
        }
        return digests
    }

    private static func digest(of table: TableLayout, in connection: Connection) throws -> TableDigest {
        var digest = TableDigest()
        try each(of: table, in: connection) { digest.add($0) }
        return digest
    }

    /// Every row of a table, in the order of the journal for the journal's own, whose entries follow each other.
    private static func each(of table: TableLayout, in connection: Connection, _ body: ([Value]) throws -> Void) throws
    {
        let position: Identifier = "position"
        let ordered: SQL = table.name == "journal_entries" ? " order by \(name: position)" : ""
        try connection.each("select \(table.list) from \(name: table.name)\(ordered)") { row in
            var values: [Value] = []
            for _ in table.columns { values.append(try row.value()) }
            try body(values)
        }
    }
}
