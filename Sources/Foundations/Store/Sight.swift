/// What whoever asks may see beside what everybody may: the words that stand on rows which are not for everybody.
public struct Sight: Hashable, Sendable {
    /// In their order, each once.
    public let words: [String]

    /// Nothing but what everybody may see.
    public static let everybody = Sight([])

    /// A word is made of letters and digits of ASCII, `/`, `.` and `-`; what is none is left out.
    public init(_ words: some Sequence<String>) {
        self.words = Set(words.filter(Sight.isWord)).sorted()
    }

    /// Whether every word that stands on a row is among these; words are parted by blanks.
    public func covers(_ row: String) -> Bool {
        row.split(separator: " ").allSatisfy { words.contains(String($0)) }
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

/// A table of which readers are shown only the rows that they may see.
///
/// On the connections of readers a view of the table's own name stands in its place, so no question can forget it. Those
/// who copy, check or take out everything ask `Store.readWhole`; whoever writes sees every row.
public struct Veil: Sendable {
    let table: Identifier
    let columns: SQL
    let condition: SQL

    /// Rows of `r` for which the condition holds; a veiled table that it names shows its visible rows only.
    ///
    /// - Parameter columns: what stands in the place of the table's columns; nil for themselves. Nothing in either is bound.
    public init(_ table: Identifier, columns: SQL? = nil, where condition: SQL) {
        self.table = table
        self.columns = columns ?? "r.*"
        self.condition = condition
    }

    /// Whether it stands in the place of a table.
    public func hides(_ name: String) -> Bool { table.name == name }

    /// Whether the words of a column, parted by blanks, are all in the reader's sight; of those who see everything, always.
    public static func sees(_ column: SQL) -> SQL {
        """
        \(sqlite: "sees(\(column))", postgres: """
            array_remove(string_to_array(\(column), ' '), '') <@ string_to_array(coalesce(current_setting('\(setting)', true), ''), ' ')
            """)
        """
    }

    /// What PostgreSQL keeps the sight of a transaction in.
    static let setting: SQL = "childcentre.sight"

    /// The words that put the view in the table's place. A server's tables are those of its first schema.
    func words(for engine: Engine, schema: String) -> String {
        let whole: SQL = "select \(columns) from "
        let text = { (sql: SQL) in sql.words(for: engine).text }
        return "create temp view \(table.name) as \(text(whole))\(schema).\(table.name) as r where \(text(condition))"
    }
}

extension Connection {
    /// Whether a row on which these words stand is shown to whoever asks.
    public final func shows(_ words: String?) -> Bool {
        !isVeiled || words.map(sight.covers) ?? true
    }

    /// Everything asked inside is answered as for somebody of this sight, as it stood at the first question.
    ///
    /// Outside, a reader sees what everybody may. A connection that sees every row is none of a reader's, and stays as it is.
    public final func seeing<Result>(_ wanted: Sight, _ body: () throws -> Result) throws -> Result {
        guard isVeiled, wanted != sight else { return try body() }
        return try snapshot {
            let before = sight
            try look(with: wanted)
            sight = wanted
            defer {
                sight = before
                try? look(with: before)
            }
            return try body()
        }
    }
}
