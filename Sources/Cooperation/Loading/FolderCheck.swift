import Basics
import Store

extension Folder {
    /// Notes every reference, link and translation that leads nowhere, given what the house already holds.
    mutating func check(against known: [String: Set<String>]) {
        let own = rows.mapValues { Set($0.map(\.ref)) }
        let refs = known.merging(own) { $0.union($1) }
        for table in Tables.all {
            for row in rows[table.name] ?? [] { check(row, of: table, refs: refs) }
        }
        for link in links {
            guard case .links(let target) = Tables.named(link.table)?.column(link.field)?.kind else { continue }
            if own[link.table]?.contains(link.ref) != true {
                mistakes.append(
                    Mistake(
                        file: "links.csv", line: link.line, column: "ref", value: link.ref,
                        expected: "the ref of a row in this folder's \(link.table).csv"))
            }
            if refs[target]?.contains(link.target) != true {
                mistakes.append(
                    Mistake(
                        file: "links.csv", line: link.line, column: "target", value: link.target,
                        expected: "the ref of a row in \(target).csv"))
            }
        }
        for text in translations where refs[text.table]?.contains(text.ref) != true {
            mistakes.append(
                Mistake(
                    file: text.file, line: text.line, column: "ref", value: text.ref,
                    expected: "the ref of a row in \(text.table).csv"))
        }
        mistakes.sort { ($0.file, $0.line ?? 0, $0.column ?? "") < ($1.file, $1.line ?? 0, $1.column ?? "") }
    }

    private mutating func check(_ row: Row, of table: Table, refs: [String: Set<String>]) {
        for column in table.columns {
            guard let value = row.values[column.name] else { continue }
            let target: String
            var named = Column.words(value)
            switch column.kind {
            case .reference(let name), .links(let name): target = name
            case .visibility:
                guard case .group(let ref)? = Visibility(word: value) else { continue }
                (target, named) = ("groups", [ref])
            default: continue
            }
            for ref in named where refs[target]?.contains(ref) != true {
                mistakes.append(
                    Mistake(
                        file: row.file, line: row.line, column: column.name, value: ref,
                        expected: "the ref of a row in \(target).csv"))
            }
        }
        for piece in (row.values["source"] ?? "").split(separator: ";") {
            let source = piece.trimmed.split(separator: " ").first.map(String.init) ?? ""
            guard refs["sources"]?.contains(source) != true else { continue }
            mistakes.append(
                Mistake(
                    file: row.file, line: row.line, column: "source", value: source,
                    expected: "first the ref of a row in sources.csv, then the place in it"))
        }
        if let from = row.values["from"], let to = row.values["to"], to < from {
            mistakes.append(
                Mistake(
                    file: row.file, line: row.line, column: "to", value: to,
                    expected: "a day that is not before \(from)"))
        }
    }
}
