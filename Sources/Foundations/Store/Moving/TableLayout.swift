import Basics

/// A table as the database itself describes it, for code that takes whole tables from one place to another.
struct TableLayout {
    let name: Identifier
    /// The columns that are written; those that the database works out by itself are left out.
    let columns: [Identifier]
    /// The tables whose rows this one's refer to.
    let references: Set<Identifier>

    /// What each database keeps for itself, and builds anew elsewhere.
    private static let own: Set<Identifier> = ["migrations", "store_version"]

    /// The tables that hold what the house keeps, each after those it refers to.
    static func all(in connection: Connection) throws -> [TableLayout] {
        var waiting = try connection.tableNames().compactMap(Identifier.init).filter { !own.contains($0) }
            .map { name in
                TableLayout(
                    name: name, columns: try connection.columnNames(of: name).compactMap(Identifier.init),
                    references: Set(try connection.referredNames(of: name).compactMap(Identifier.init)))
            }
        var ordered: [TableLayout] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { table in
                table.references.allSatisfy { name in name == table.name || ordered.contains { $0.name == name } }
            }
            guard !ready.isEmpty else { throw StoreFailure.mismatch(detail: "tables refer to each other in a circle") }
            ordered += ready
            waiting.removeAll { table in ready.contains { $0.name == table.name } }
        }
        return ordered
    }

    /// All columns, with commas between them.
    var list: SQL { columns.map { "\(name: $0)" as SQL }.joined(separator: ", ") }
}

/// How many rows a table has, and a digest of all of them together, whatever their order.
struct TableDigest: Hashable, Sendable {
    private(set) var rows = 0
    private var sums: [UInt64] = [0, 0, 0, 0]

    /// Takes a row: its digest is added to those of the others, so that two databases need not agree on an order.
    mutating func add(_ row: [Value]) {
        var bytes: [UInt8] = []
        for value in row { TableDigest.append(value, to: &bytes) }
        let digest = Digest(of: bytes).bytes
        for place in sums.indices {
            let word = digest.dropFirst(place * 8).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            sums[place] &+= word
        }
        rows += 1
    }

    private static func append(_ value: Value, to bytes: inout [UInt8]) {
        let (kind, content): (UInt8, [UInt8]) =
            switch value {
            case .null: (0, [])
            case .integer(let number): (1, bigEndian(UInt64(bitPattern: number)))
            case .real(let number): (2, bigEndian(number.bitPattern))
            case .text(let text): (3, Array(text.utf8))
            case .bytes(let content): (4, content)
            }
        bytes.append(kind)
        bytes += bigEndian(UInt64(content.count))
        bytes += content
    }

    private static func bigEndian(_ number: UInt64) -> [UInt8] {
        stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
