/// A table read from comma-separated values (RFC 4180), with `;` in place of `,` where the header has it.
public struct CSVTable: Sendable {
    /// The names in the first line.
    public let header: [String]
    /// The rows below it, each with as many cells as the header.
    public let rows: [Row]
    /// Rows that have more or fewer cells than the header, and were left out: all `ragged`.
    public let problems: [CSVProblem]

    /// One row and the line of the file on which it begins, counted from 1.
    public struct Row: Sendable {
        public let line: Int
        public let cells: [String]
    }

    /// What a table may hold at the most, so that a hostile file costs little.
    public struct Limits: Sendable {
        public var bytes = 16 << 20
        public var columns = 200
        public var rows = 200_000
        public var cellBytes = 64 << 10

        public init() {}
    }
}

/// Why a file could not be read as a table. Lines are counted from 1.
public enum CSVProblem: Error, Hashable, Sendable {
    case tooLarge(bytes: Int, limit: Int)
    case notUTF8(line: Int)
    case controlCharacter(line: Int)
    case empty
    case tooManyColumns(limit: Int)
    case tooManyRows(limit: Int)
    case cellTooLong(line: Int, limit: Int)
    case unclosedQuote(line: Int)
    case strayQuote(line: Int)
    case ragged(line: Int, expected: Int, found: Int)

    /// The line on which the fault stands, where there is one.
    public var line: Int? {
        switch self {
        case .notUTF8(let line), .controlCharacter(let line), .cellTooLong(let line, _), .unclosedQuote(let line),
            .strayQuote(let line), .ragged(let line, _, _):
            line
        case .tooLarge, .empty, .tooManyColumns, .tooManyRows: nil
        }
    }

    /// What is wrong and what to do, in plain English.
    public var explanation: String {
        switch self {
        case .tooLarge(let bytes, let limit):
            "the file has \(bytes) bytes; at most \(limit) are read. Split it or remove what does not belong there."
        case .notUTF8: "the text is not UTF-8. Save the table as “CSV UTF-8”."
        case .controlCharacter: "there is a control character, such as NUL. Save the table again as plain text."
        case .empty: "the file is empty; its first line should name the columns."
        case .tooManyColumns(let limit): "there are more than \(limit) columns."
        case .tooManyRows(let limit): "there are more than \(limit) rows."
        case .cellTooLong(_, let limit): "a cell is longer than \(limit) bytes."
        case .unclosedQuote: "a quotation mark that opens here is never closed."
        case .strayQuote:
            "a quotation mark stands inside a cell that does not begin with one. Double it and quote the cell."
        case .ragged(_, let expected, let found):
            "the row has \(found) cells; the first line names \(expected) columns."
        }
    }
}
