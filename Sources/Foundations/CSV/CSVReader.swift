extension CSVTable {
    /// Reads a whole file. A byte-order mark and empty lines are passed over.
    public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(CSVProblem) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
        var reader = CSVReader(bytes: bytes, limits: limits)
        try reader.readAll()
        guard let first = reader.rows.first else { throw .empty }
        header = first.cells
        rows = Array(reader.rows.dropFirst())
        problems = reader.problems
    }
}

/// Walks over the bytes once; holds one row at a time beside those it has finished.
private struct CSVReader {
    let bytes: [UInt8]
    let limits: CSVTable.Limits
    let separator: UInt8
    var position: Int
    var line = 1
    var rows: [CSVTable.Row] = []
    var problems: [CSVProblem] = []

    init(bytes: [UInt8], limits: CSVTable.Limits) {
        self.bytes = bytes
        self.limits = limits
        position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        let header = bytes.prefix { $0 != newline && $0 != carriageReturn }
        separator =
            header.contains(UInt8(ascii: ";")) && !header.contains(UInt8(ascii: ","))
            ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    mutating func readAll() throws(CSVProblem) {
        while position < bytes.count {
            let start = line
            let cells = try readRow()
            if cells == [""] { continue }
            let expected = rows.first?.cells.count ?? cells.count
            guard cells.count == expected else {
                problems.append(.ragged(line: start, expected: expected, found: cells.count))
                guard problems.count < 100 else { throw problems[0] }
                continue
            }
            guard rows.count <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
            rows.append(CSVTable.Row(line: start, cells: cells))
        }
    }

    private mutating func readRow() throws(CSVProblem) -> [String] {
        var cells: [String] = []
        while true {
            guard cells.count < limits.columns else { throw .tooManyColumns(limit: limits.columns) }
            cells.append(try readCell())
            guard position < bytes.count, bytes[position] == separator else { break }
            position += 1
            if position == bytes.count {
                cells.append("")
                return cells
            }
        }
        endLine()
        return cells
    }

    private mutating func endLine() {
        if position < bytes.count, bytes[position] == carriageReturn { position += 1 }
        if position < bytes.count, bytes[position] == newline { position += 1 }
        line += 1
    }

    private mutating func readCell() throws(CSVProblem) -> String {
        let start = line
        var cell: [UInt8] = []
        if position < bytes.count, bytes[position] == quote {
            try readQuoted(into: &cell)
        } else {
            while position < bytes.count, !isEnd(bytes[position]) {
                guard bytes[position] != quote else { throw .strayQuote(line: line) }
                cell.append(bytes[position])
                position += 1
            }
        }
        guard cell.count <= limits.cellBytes else { throw .cellTooLong(line: start, limit: limits.cellBytes) }
        guard let text = String(validating: cell, as: UTF8.self) else { throw .notUTF8(line: start) }
        guard !cell.contains(where: { $0 < 0x20 && $0 != newline && $0 != 9 }) else {
            throw .controlCharacter(line: start)
        }
        return text
    }

    private mutating func readQuoted(into cell: inout [UInt8]) throws(CSVProblem) {
        let start = line
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case quote where position < bytes.count && bytes[position] == quote:
                cell.append(quote)
                position += 1
            case quote:
                guard position == bytes.count || isEnd(bytes[position]) else { throw .strayQuote(line: line) }
                return
            case carriageReturn where position < bytes.count && bytes[position] == newline:
                continue
            case newline:
                line += 1
                cell.append(byte)
            default:
                cell.append(byte)
            }
        }
        throw .unclosedQuote(line: start)
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == newline || byte == carriageReturn
    }
}

private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
