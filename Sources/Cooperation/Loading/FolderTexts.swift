import Basics
import CSV
import Files

extension Folder {
    mutating func readTranslations(_ folder: String, _ file: String) {
        guard let language = Language(rawValue: String(file.dropFirst(13).dropLast(4))), file.hasSuffix(".csv") else {
            mistakes.append(
                Mistake(file: file, expected: "a file named by a language code, such as translations/sv.csv"))
            return
        }
        guard let csv = readCSV(folder, file) else { return }
        guard csv.header == ["table", "ref", "field", "state", "of", "text"] else {
            mistakes.append(Mistake(file: file, line: 1, expected: "the columns table,ref,field,state,of,text"))
            return
        }
        for row in csv.rows {
            let cells = row.cells.map { CSVWriter.rearmed($0.trimmed) }
            let place = { (column: String, value: String, expected: String) in
                Mistake(file: file, line: row.line, column: column, value: value, expected: expected)
            }
            guard let table = Tables.named(cells[0]) else {
                mistakes.append(place("table", cells[0], "the name of a table"))
                continue
            }
            guard let column = table.column(cells[2]), column.isText, column.kind != .document else {
                mistakes.append(
                    place("field", cells[2], "one of the columns \(table.texts.map(\.name).joined(separator: ", "))"))
                continue
            }
            if !["draft", "confirmed"].contains(cells[3]) {
                mistakes.append(place("state", cells[3], "draft or confirmed"))
            }
            if cells[4].wholeMatch(of: /([0-9a-f]{16})?/) == nil {
                mistakes.append(place("of", cells[4], "16 hexadecimal digits or nothing"))
            }
            if cells[5].isEmpty || column.canonical(cells[5]) == nil {
                mistakes.append(place("text", cells[5], column.expectation))
            }
            if let sign = ChildSign.first(in: cells[5], on: today) {
                mistakes.append(Mistake(file: file, line: row.line, column: "text", expected: sign.expectation))
            }
            translations.append(
                Translation(
                    file: file, line: row.line, table: cells[0], ref: cells[1], field: cells[2], language: language,
                    state: cells[3], of: cells[4].isEmpty ? nil : cells[4], text: cells[5]))
        }
    }

    /// Reads the Markdown texts of one language. A translated text may begin with a line such as
    /// `<!-- confirmed 0123456789abcdef -->`: its state and the digest of the text that it translates.
    mutating func readTexts(_ folder: String, _ code: String) {
        guard let language = Language(rawValue: code) else {
            mistakes.append(Mistake(file: "texts/" + code, expected: "a folder named by a language code"))
            return
        }
        for name in Files.names(in: "\(folder)/texts/\(code)") {
            let file = "texts/\(code)/\(name)"
            guard let bytes = read(folder, file, limit: 256 << 10) else { continue }
            guard name.hasSuffix(".md"), let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                mistakes.append(Mistake(file: file, expected: "Markdown in UTF-8, in a file that ends in .md"))
                continue
            }
            if let sign = ChildSign.first(in: text, on: today) {
                mistakes.append(Mistake(file: file, expected: sign.expectation))
            }
            let mark = text.prefixMatch(of: /<!-- (draft|confirmed)( [0-9a-f]{16})? -->\n/)
            translations.append(
                Translation(
                    file: file, line: nil, table: "narratives", ref: String(name.dropLast(3)), field: "body",
                    language: language, state: mark.map { String($0.output.1) } ?? "draft",
                    of: mark?.output.2.map { String($0.dropFirst()) },
                    text: (mark.map { String(text[$0.range.upperBound...]) } ?? text).trimmed))
        }
    }
}
