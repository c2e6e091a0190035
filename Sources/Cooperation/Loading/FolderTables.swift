import Basics
import CSV
import Files

extension Folder {
    mutating func readTable(_ folder: String, _ file: String) {
        guard let table = Tables.named(String(file.dropLast(4))) else {
            mistakes.append(
                Mistake(file: file, expected: "the name of a table: \(Tables.all.map(\.name).joined(separator: ", "))"))
            return
        }
        guard let csv = readCSV(folder, file) else { return }
        check(csv.header, of: table, in: file)
        guard csv.header.contains("ref") else { return }
        var seen: Set<String> = []
        for row in csv.rows {
            let cells = Dictionary(
                zip(csv.header, row.cells.map { CSVWriter.rearmed($0.trimmed) }),
                uniquingKeysWith: { first, _ in first })
            let ref = cells["ref"] ?? ""
            if !Column.isRef(ref) {
                mistakes.append(
                    Mistake(
                        file: file, line: row.line, column: "ref", value: ref,
                        expected: "a code of letters, digits, full stops and hyphens"))
            } else if !seen.insert(ref).inserted {
                mistakes.append(
                    Mistake(
                        file: file, line: row.line, column: "ref", value: ref, expected: "a ref that no other row has"))
            }
            let values = read(cells, of: table, in: file, line: row.line)
            rows[table.name, default: []].append(Row(file: file, line: row.line, ref: ref, values: values))
        }
    }

    private mutating func check(_ header: [String], of table: Table, in file: String) {
        let known = ["ref", "language"] + table.columns.filter { $0.kind != .document }.map(\.name)
        for (index, name) in header.enumerated() {
            if !known.contains(name) {
                mistakes.append(
                    Mistake(
                        file: file, line: 1, column: name,
                        expected: "one of the columns \(known.joined(separator: ", "))"))
            } else if header.firstIndex(of: name) != index {
                mistakes.append(Mistake(file: file, line: 1, column: name, expected: "each column once"))
            }
        }
        for name in ["ref"] + table.columns.filter({ $0.isRequired && $0.kind != .document }).map(\.name)
        where !header.contains(name) {
            mistakes.append(Mistake(file: file, line: 1, column: name, expected: "this column, which every row needs"))
        }
    }

    private mutating func read(_ cells: [String: String], of table: Table, in file: String, line: Int) -> [String:
        String]
    {
        var values: [String: String] = [:]
        let language = cells["language"] ?? ""
        if Language(rawValue: language) != nil {
            values["language"] = language
        } else if !language.isEmpty {
            mistakes.append(
                Mistake(file: file, line: line, column: "language", value: language, expected: "a language code"))
        }
        for column in table.columns where column.kind != .document {
            let value = cells[column.name] ?? ""
            if value.isEmpty {
                guard column.isRequired, cells[column.name] != nil else { continue }
                mistakes.append(
                    Mistake(file: file, line: line, column: column.name, value: "", expected: column.expectation))
            } else if column.holdsFreeText, let sign = ChildSign.first(in: value, on: today) {
                // Not even the mistake repeats what should stand nowhere.
                mistakes.append(
                    Mistake(file: file, line: line, column: column.name, expected: sign.expectation))
            } else if let canonical = column.canonical(value) {
                values[column.name] = canonical
            } else {
                mistakes.append(
                    Mistake(file: file, line: line, column: column.name, value: value, expected: column.expectation))
            }
        }
        return values
    }

    mutating func readLinks(_ folder: String, _ file: String) {
        guard let csv = readCSV(folder, file) else { return }
        guard csv.header == ["table", "ref", "field", "target", "source"] else {
            mistakes.append(Mistake(file: file, line: 1, expected: "the columns table,ref,field,target,source"))
            return
        }
        for row in csv.rows {
            let cells = row.cells.map { CSVWriter.rearmed($0.trimmed) }
            guard case .links = Tables.named(cells[0])?.column(cells[2])?.kind else {
                mistakes.append(
                    Mistake(
                        file: file, line: row.line, column: "field", value: cells[2],
                        expected: "a column that holds links"))
                continue
            }
            links.append(
                LinkRow(
                    line: row.line, table: cells[0], ref: cells[1], field: cells[2], target: cells[3], source: cells[4])
            )
        }
    }
}
