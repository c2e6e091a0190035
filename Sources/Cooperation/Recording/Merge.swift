/// Two people's changes to one record, side by side: what stood there when a form was opened, what stands there now,
/// and what the form says.
public struct Merge: Sendable {
    public let table: Table
    /// What the record says now.
    public let theirs: Sheet
    /// What the form says.
    public let mine: Sheet
    private let was: Fingerprints

    public init(of table: Table, theirs: Sheet, mine: Sheet, was: Fingerprints) {
        self.table = table
        self.theirs = theirs
        self.mine = mine
        self.was = was
    }

    /// Whether somebody has changed the record since the form was opened.
    public var isNeeded: Bool { !changedByOthers.isEmpty }

    /// The fields that others have changed since, where the form does not say the same already.
    public var changedByOthers: [Column] {
        table.columns.filter { was.differs(theirs, $0) && theirs[$0.name] != mine[$0.name] }
    }

    /// The fields that both have changed, each in their way.
    public var contested: [Column] {
        changedByOthers.filter { was.differs(mine, $0) }
    }

    /// What the form says, with what others have changed where the form left it alone.
    public var merged: Sheet {
        var sheet = mine
        for column in changedByOthers where !was.differs(mine, column) { sheet[column.name] = theirs[column.name] }
        return sheet
    }
}

/// What every field of a record held at one moment, short enough to travel with a form.
public struct Fingerprints: Sendable, Equatable {
    private let digests: [String: String]

    public init(of sheet: Sheet, in table: Table) {
        digests = Dictionary(
            uniqueKeysWithValues: table.columns.map { ($0.name, TextDigest.of(sheet[$0.name] ?? "")) })
    }

    /// Reads what `text` wrote. What cannot be read counts as changed.
    public init(_ text: String) {
        digests = Dictionary(
            text.split(separator: " ").compactMap { piece -> (String, String)? in
                let halves = piece.split(separator: ":", maxSplits: 1)
                return halves.count == 2 ? (String(halves[0]), String(halves[1])) : nil
            }, uniquingKeysWith: { first, _ in first })
    }

    /// `title:0123456789abcdef summary:…`
    public var text: String {
        digests.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
    }

    /// The short digest by which a text is known to have changed.
    public static func digest(of text: String) -> String { TextDigest.of(text) }

    func differs(_ sheet: Sheet, _ column: Column) -> Bool {
        digests[column.name] != TextDigest.of(sheet[column.name] ?? "")
    }
}
