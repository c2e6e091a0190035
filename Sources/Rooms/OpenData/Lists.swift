import Basics
import Cooperation
import HTTP
import Languages
import Markup
import Room
import Web

/// The records of a table: a list, one of them, and the table as a file.
extension OpenData {
    /// After so many bytes a page of a list ends, even when more records were asked for.
    static let longestPage = 1 << 20

    static func listOperation(_ table: OpenTable) -> Operation {
        let name = schemaName(table)
        return Operation(
            address: Places.openTable(table.name).address, name: "list_\(table.name)",
            summary: "A page of `\(table.name)`. \(table.table.summary)",
            parameters: filters(of: table)
                + [order(of: table), .limit(100, usual: 50), .language, after(of: table)].compactMap(\.self),
            schema: [
                "type": "object", "additionalProperties": false, "required": ["table", "records", "next"],
                "properties": [
                    "table": ["const": .text(table.name)],
                    "records": [
                        "type": "array", "maxItems": 100, "items": ["$ref": .text("#/components/schemas/\(name)")],
                    ],
                    "next": ["$ref": "#/components/schemas/Next"],
                ],
            ],
            isPaged: true,
            links: [
                "first": [
                    "operationId": .text("one_\(table.name)"),
                    "parameters": ["record": "$response.body#/records/0/ref"],
                    "description": "The first record of the page by itself.",
                ]
            ]
        ) { asked in
            let list = try list(of: table, asked, limit: 50)
            var json = JSONWriter()
            var next: Link?
            try json.object { json in
                json.member("table", table.name)
                json.name("records")
                next = try write(list, asked, into: &json)
                json.member("next", next?.address)
            }
            return asked.answer(json.bytes, next: next)
        }
    }

    /// Writes as many records as there is room for; gives back where the next page begins.
    private static func write(_ list: OpenList, _ asked: Asked, into json: inout JSONWriter) throws -> Link? {
        var list = list
        let limit = list.limit
        list.limit += 1
        let records = try list.records(in: asked.visitor.store, for: asked.language)
        var written = 0
        json.list { json in
            for record in records.prefix(limit) where written == 0 || json.bytes.count < longestPage {
                RecordForm.write(record, into: &json)
                written += 1
            }
        }
        guard written < records.count, written > 0 else { return nil }
        return asked.next(list.cursor(behind: records[written - 1]).text)
    }

    static func recordOperation(_ table: OpenTable) -> Operation {
        Operation(
            address: Places.openTable(table.name).address + "/{record}", name: "one_\(table.name)",
            summary: "One record of `\(table.name)`, by its ref or its number.", parameters: [.language],
            schema: ["$ref": .text("#/components/schemas/\(schemaName(table))")], isOne: true
        ) { asked in
            guard let word = asked.record, Parameter.isRef(word),
                let record = try OpenRecord.find(word, of: table, in: asked.visitor.store, for: asked.language)
            else {
                throw Problem(.notFound, "There is no such record of \(table.name).", parameter: "record")
            }
            var json = JSONWriter()
            RecordForm.write(record, into: &json)
            return asked.answer(json.bytes)
        }
    }

    static func sheetOperation(_ table: OpenTable) -> Operation {
        Operation(
            address: Places.openTable(table.name).address + ".csv", name: "sheet_\(table.name)",
            summary:
                "`\(table.name)` as a table (RFC 4180) in the columns of a network's own files, texts in the language in which they were written.",
            parameters: filters(of: table)
                + [order(of: table), .limit(10_000, usual: 10_000), after(of: table)].compactMap(\.self),
            type: "text/csv", schema: ["type": "string"], isPaged: true, lane: .slow
        ) { asked in
            let list = try list(of: table, asked, limit: 10_000)
            let (bytes, cursor) = try OpenCSV.bytes(of: list, in: asked.visitor.store)
            return asked.answer(
                bytes, type: "text/csv; charset=utf-8; header=present", next: cursor.flatMap { asked.next($0.text) },
                [.contentDisposition: "attachment; filename=\"\(table.name).csv\""])
        }
    }

    private static func filters(of table: OpenTable) -> [Parameter] {
        table.filters.map(\.parameter)
    }

    private static func order(of table: OpenTable) -> Parameter? {
        guard table.isInDays else { return nil }
        return Parameter(
            name: "order", note: "Which days come first.", kind: .choice(["newest", "oldest"], usual: "newest"))
    }

    private static func after(of table: OpenTable) -> Parameter {
        .after(OpenList.Cursor.pattern(of: table)) { OpenList.Cursor($0, of: table) != nil }
    }

    private static func list(of table: OpenTable, _ asked: Asked, limit: Int) throws -> OpenList {
        var list = OpenList(table)
        list.order = asked["order"].flatMap(ActivityList.Order.init(rawValue:)) ?? .newest
        list.after = asked["after"].flatMap { OpenList.Cursor($0, of: table) }
        list.limit = asked["limit"].flatMap { Int($0) } ?? limit
        for filter in table.filters {
            guard let value = asked[filter.name] else { continue }
            guard try list.choose(filter, value, in: asked.visitor.store) else {
                throw Problem(.notFound, "There is no record by that name.", parameter: filter.name)
            }
        }
        return list
    }

    /// `law_facts` is `LawFacts`.
    static func schemaName(_ table: OpenTable) -> String {
        table.name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Record"
    }
}
