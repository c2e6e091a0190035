/// A kind of record of the cooperation: what a network's folder holds in one CSV file and the database in one table.
///
/// One declaration serves the loader, the exporter, the documentation and the checks. The database tables themselves
/// are written out in migrations, which depend on no live type; a test compares the two.
public struct Table: Sendable, Equatable {
    /// The name of the database table and, with `.csv`, of the file.
    public let name: String
    /// What one row is, in a sentence for people who fill in the table.
    public let summary: String
    /// The columns after `ref`, in the order in which files are written. `source` comes
    /// last, and behind it only `visibility`, where there is that.
    public let columns: [Column]

    /// - Parameter isForAll: false where a record may be kept to some of the members.
    init(_ name: String, _ summary: String, _ columns: [Column], isForAll: Bool = true) {
        self.name = name
        self.summary = summary
        self.columns =
            columns + [
                Column(
                    "source", .word,
                    "Where the fact comes from: the `ref` of a row in sources.csv, then the place in it. Two sources are separated by a semicolon."
                )
            ] + (isForAll ? [] : [Column("visibility", .visibility, "Who may see it; empty for everybody.")])
    }

    /// The columns whose values stand in the record's own row of the database.
    public var storedColumns: [Column] {
        columns.filter { if case .links = $0.kind { false } else { true } }
    }

    /// The columns whose text can be translated.
    public var texts: [Column] {
        columns.filter(\.isText)
    }

    /// The column of that name, if the table has one.
    public func column(_ name: String) -> Column? {
        columns.first { $0.name == name }
    }
}

/// One column of a table: what may stand in it and what it means.
public struct Column: Sendable, Equatable {
    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    /// Whether its values are kept sealed, and stand in no journal: they are somebody's, and would help a thief.
    public let isSealed: Bool
    public let note: String

    /// What may stand in a column.
    public enum Kind: Sendable, Equatable {
        /// One line for people to read, in the network's first language; can be translated.
        case text
        /// Several sentences for people to read; can be translated.
        case prose
        /// Markdown, kept in `texts/<language>/<ref>.md` rather than in the table; can be translated.
        case document
        /// One line that is the same in every language: a name, an abbreviation, a place.
        case word
        /// A day, `2018-04-19`.
        case day
        /// A day, a month or a year: `2018-04-19`, `2018-04`, `2018`.
        case date
        /// A whole number.
        case number
        /// An address that begins with https:// or http://.
        case address
        /// A colour, `#8a2b22`.
        case colour
        /// Language codes, separated by spaces.
        case languages
        /// One of a few words.
        case choice([String])
        /// The `ref` of a row in another table.
        case reference(String)
        /// The `ref`s of rows in another table, separated by spaces.
        case links(String)
        /// Who may see the record, as `Visibility` writes it.
        case visibility
    }

    init(_ name: String, _ kind: Kind, required: Bool = false, sealed: Bool = false, _ note: String) {
        self.name = name
        self.kind = kind
        self.isRequired = required
        self.isSealed = sealed
        self.note = note
    }

    /// Whether people read it in their own language.
    public var isText: Bool {
        switch kind {
        case .text, .prose, .document: true
        default: false
        }
    }
}
