import Basics
import Cooperation
import HTTP
import Markup
import Room
import Store
import Web

extension OpenData {
    /// `GET /api/v1`
    static let indexOperation = Operation(
        address: Places.openRoot().address, name: "index",
        summary: "What there is: the tables, and how many records each has.",
        parameters: [.language],
        schema: [
            "type": "object", "additionalProperties": false,
            "required": ["name", "languages", "description", "search", "tables"],
            "properties": [
                "name": [
                    "anyOf": [["$ref": "#/components/schemas/Text"], ["type": "null"]],
                    "description": "The network's name.",
                ],
                "languages": ["type": "array", "items": ["$ref": "#/components/schemas/Language"]],
                "description": ["$ref": "#/components/schemas/Address"],
                "search": ["$ref": "#/components/schemas/Address"],
                "tables": [
                    "type": "array",
                    "items": [
                        "type": "object", "additionalProperties": false,
                        "required": ["table", "summary", "records", "api", "csv"],
                        "properties": [
                            "table": ["type": "string"], "summary": ["type": "string"],
                            "records": ["type": "integer", "minimum": 0],
                            "api": ["$ref": "#/components/schemas/Address"],
                            "csv": ["$ref": "#/components/schemas/Address"],
                        ],
                    ],
                ],
            ],
        ]
    ) { asked in
        let network = try Network.find(in: asked.visitor.store, for: asked.language)
        let counts = try asked.visitor.store.kept("open data counts") { try OpenTable.counts(in: asked.visitor.store) }
        var json = JSONWriter()
        json.object { json in
            json.name("name")
            if let network { RecordForm.write(network.name, into: &json) } else { json.null() }
            json.name("languages")
            json.list { json in for language in asked.visitor.offered { json.text(language.code) } }
            json.member("description", Places.openDescription().address)
            json.member("search", Places.openSearch().address)
            json.name("tables")
            json.list { json in
                for table in OpenTable.all { write(table, counts[table.name] ?? 0, into: &json) }
            }
        }
        return asked.answer(json.bytes)
    }

    private static func write(_ table: OpenTable, _ count: Int, into json: inout JSONWriter) {
        json.object { json in
            json.member("table", table.name)
            json.member("summary", table.table.summary)
            json.member("records", count)
            json.member("api", Places.openTable(table.name).address)
            json.member("csv", Places.openTable(table.name).address + ".csv")
        }
    }
}
