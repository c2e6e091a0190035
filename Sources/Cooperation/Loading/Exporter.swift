import Basics
import CSV
import Files
public import Store

/// Writes a house's records as a network's folder that loads into the same records again.
public enum Exporter {
    /// Writes every table that has rows, the translations, the texts and the map. Returns the files written.
    @discardableResult
    public static func export(to folder: String, from store: Store) throws -> [String] {
        var files = try store.readWhole { connection in try Exporting(connection).files() }
        try Files.makeFolder(folder)
        for (name, bytes) in files {
            if let slash = name.lastIndex(of: "/") { try Files.makeFolder("\(folder)/\(name[..<slash])") }
            try Files.write(bytes, to: "\(folder)/\(name)")
        }
        files.sort { $0.name < $1.name }
        return files.map(\.name)
    }
}

private struct Exporting {
    let connection: Connection
    var index = RecordIndex()
    var records: [(table: Table, rows: [StoredRecord])] = []
    var firstLanguage: Language = .english
    private var links: [Key<AnyRecord>: [(field: String, target: Key<AnyRecord>, origin: String?)]] = [:]

    init(_ connection: Connection) throws {
        self.connection = connection
        for table in Tables.all {
            records.append((table, try table.records(in: connection, index: &index)))
        }
        for (id, field, target, origin) in try connection.all(
            "select record, field, target, origin from links order by record, field, position",
            { row in
                (
                    try row.next() as Key<AnyRecord>, try row.text(), try row.next() as Key<AnyRecord>,
                    try row.next() as String?
                )
            })
        {
            links[id, default: []].append((field, target, origin))
        }
        let offered = records.first { $0.table.name == "network" }?.rows.first?.values["languages"] ?? ""
        firstLanguage = Column.words(offered).first.flatMap(Language.init(rawValue:)) ?? .english
    }

    func files() throws -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = []
        var apart: [[String]] = []
        for (table, rows) in records where !rows.isEmpty {
            files.append((table.name + ".csv", csv(table, rows, apart: &apart)))
            for row in rows {
                for column in table.columns where column.kind == .document {
                    guard let text = row.values[column.name] else { continue }
                    files.append(("texts/\(row.language.code)/\(row.ref).md", Array((text + "\n").utf8)))
                }
            }
        }
        if !apart.isEmpty {
            files.append(
                ("links.csv", CSVWriter.bytes(header: ["table", "ref", "field", "target", "source"], rows: apart)))
        }
        if let map: [UInt8] = try connection.value("select content from network_files where name = 'map.geojson'") {
            files.append(("map.geojson", map))
        }
        return try files + translations()
    }

    private func csv(_ table: Table, _ rows: [StoredRecord], apart: inout [[String]]) -> [UInt8] {
        let columns = table.columns.filter { $0.kind != .document }
        let hasOther = rows.contains { $0.language != firstLanguage }
        let cells = rows.map { row in
            [row.ref] + (hasOther ? [row.language == firstLanguage ? "" : row.language.code] : [])
                + columns.map { column in
                    if case .links = column.kind { return inline(column.name, of: row) }
                    return row.values[column.name] ?? ""
                }
        }
        for row in rows {
            for link in links[row.id] ?? [] where link.origin != row.values["source"] {
                apart.append([table.name, row.ref, link.field, index.refs[link.target] ?? "", link.origin ?? ""])
            }
        }
        return CSVWriter.bytes(header: ["ref"] + (hasOther ? ["language"] : []) + columns.map(\.name), rows: cells)
    }

    private func inline(_ field: String, of row: StoredRecord) -> String {
        (links[row.id] ?? []).filter { $0.field == field && $0.origin == row.values["source"] }
            .compactMap { index.refs[$0.target] }.joined(separator: " ")
    }

    /// Translations in the order of the records that they belong to, so that two exports can be compared.
    private func translations() throws -> [(name: String, bytes: [UInt8])] {
        var tables: [String: [[String]]] = [:]
        var texts: [(name: String, bytes: [UInt8])] = []
        let stored = Dictionary(
            grouping: try connection.all(
                "select record, field, language, state, source_digest, body from translations order by language, field"
            ) { row in
                (
                    record: try row.next() as Key<AnyRecord>, field: try row.text(), language: try row.text(),
                    state: try row.text(), digest: try row.text(), body: try row.text()
                )
            }, by: \.record)
        for (table, rows) in records {
            for (row, one) in rows.flatMap({ row in (stored[row.id] ?? []).map { (row, $0) } }) {
                if table.column(one.field)?.kind == .document {
                    let text = "<!-- \(one.state) \(one.digest) -->\n\(one.body)\n"
                    texts.append(("texts/\(one.language)/\(row.ref).md", Array(text.utf8)))
                } else {
                    tables[one.language, default: []].append([
                        table.name, row.ref, one.field, one.state, one.digest, one.body,
                    ])
                }
            }
        }
        let header = ["table", "ref", "field", "state", "of", "text"]
        return texts + tables.map { ("translations/\($0.key).csv", CSVWriter.bytes(header: header, rows: $0.value)) }
    }
}
