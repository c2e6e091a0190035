import Basics
import CSV
public import Store

/// Records as a table for spreadsheets, in the columns of the network's own format: what loads into a house can be taken
/// out of it. Texts are in the language in which they were written, which each row names.
public enum OpenCSV {
    /// At most so many bytes; a table that is cut short goes on where its last row ends.
    public static let longest = 8 << 20

    /// The rows of a list, and the place from which the next part goes on, where there is one.
    public static func bytes(of list: OpenList, in store: some Querying) throws -> (
        bytes: [UInt8], next: OpenList.Cursor?
    ) {
        let columns = list.table.columns.filter { $0.kind != .document }
        var part = list
        var left = list.limit
        var bytes = CSVWriter.bytes(header: ["ref", "language"] + columns.map(\.name), rows: [])
        while left > 0 {
            let wanted = min(left, 250)
            part.limit = wanted + 1
            let records = try part.records(in: store, for: nil)
            for record in records.prefix(wanted) {
                let cells = zip(list.table.columns, record.fields).filter { $0.0.kind != .document }.map { cell($0.1) }
                bytes += CSVWriter.bytes(header: [record.ref, record.language.code] + cells, rows: [])
                part.after = list.cursor(behind: record)
                if bytes.count > longest { return (bytes, part.after) }
            }
            if records.count <= wanted { return (bytes, nil) }
            left -= wanted
        }
        return (bytes, part.after)
    }

    private static func cell(_ field: OpenRecord.Field) -> String {
        switch field {
        case .empty: ""
        case .text(let text): text.body
        case .word(let word): word
        case .number(let number): String(number)
        case .words(let words): words.joined(separator: " ")
        case .record(let target): target.ref
        case .records(let targets): targets.map(\.ref).joined(separator: " ")
        case .sources(let citations): citations.map(\.words).joined(separator: "; ")
        }
    }
}
