/// Rows written as comma-separated values (RFC 4180) that a spreadsheet opens as text, never as formulas.
public enum CSVWriter {
    /// The header and the rows, with a line feed after each.
    public static func bytes(header: [String], rows: [[String]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in [header] + rows {
            bytes += row.map { cell(disarmed($0)) }.joined(separator: ",").utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// A value that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
    public static func disarmed(_ value: String) -> String {
        looksLikeFormula(value.drop { $0 == "'" }) ? "'" + value : value
    }

    /// What stood in the cell before it was disarmed.
    public static func rearmed(_ cell: String) -> String {
        cell.hasPrefix("'") && looksLikeFormula(cell.drop { $0 == "'" }) ? String(cell.dropFirst()) : cell
    }

    private static func looksLikeFormula(_ value: Substring) -> Bool {
        guard let first = value.unicodeScalars.first else { return false }
        return ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"].contains(first)
    }

    private static func cell(_ value: String) -> String {
        let plain = !value.utf8.contains {
            [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), 10, 13].contains($0)
        }
        guard !plain else { return value }
        return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
