/// A statement, or a piece of one, whose words come from source code and whose values are bound.
///
///     let soon: SQL = "expected < \(limit)"
///     try connection.all("select \(columns: Visit.self) from visits where \(soon) and state in (\(list: states))")
///
/// A literal is a `StaticString`, so no text that a person typed can become a part of a statement. There is no raw hole.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The statement with its placeholders `$1, $2 …`.
    public let text: String

    /// The values of the placeholders, in order.
    public let values: [Value]

    /// Where in the UTF-8 of the text each placeholder begins.
    let marks: [Int]

    /// The same in PostgreSQL's words, where they differ: one statement or none.
    let other: [SQL]

    /// Nothing at all.
    public static let empty: SQL = ""

    public init(stringLiteral literal: StaticString) {
        text = literal.description
        values = []
        marks = []
        other = []
    }

    public init(stringInterpolation: StringInterpolation) {
        self.init(stringInterpolation.words, stringInterpolation.other)
    }

    private init(_ words: Words, _ other: Words?) {
        text = String(decoding: words.bytes, as: UTF8.self)
        values = words.values
        marks = words.marks
        self.other = other.map { [SQL($0, nil)] } ?? []
    }

    /// The statement in the words of one database.
    func words(for engine: Engine) -> SQL {
        engine == .postgres ? other.first ?? self : self
    }

    public static func + (one: SQL, other: SQL) -> SQL {
        "\(one)\(other)"
    }

    public var isEmpty: Bool { text.isEmpty }
}

extension Sequence<SQL> {
    /// The pieces one after the other, with something between them.
    public func joined(separator: SQL) -> SQL {
        var whole = SQL.StringInterpolation(literalCapacity: 64, interpolationCount: 8)
        var isFirst = true
        for piece in self {
            if !isFirst { whole.appendInterpolation(separator) }
            whole.appendInterpolation(piece)
            isFirst = false
        }
        return SQL(stringInterpolation: whole)
    }
}

/// The name of a table, a column or an alias: lower-case letters, digits and `_`.
public struct Identifier: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name as it stands in a statement.
    public let name: String

    public init(stringLiteral literal: StaticString) {
        name = literal.description
    }

    /// Nil unless the name is `[a-z_][a-z0-9_]*` and at most 63 bytes, PostgreSQL's limit.
    public init?(_ name: String) {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = name.utf8.first, !digits.contains(first), name.utf8.count <= 63,
            name.utf8.allSatisfy({ letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") })
        else { return nil }
        self.name = name
    }
}
