import Basics
import Cooperation
import Markup
import Web

/// How a record is written, and how the same is described: the two stand side by side, column by column.
enum RecordForm {
    static func write(_ record: OpenRecord, into json: inout JSONWriter) {
        json.object { json in
            json.member("ref", record.ref)
            json.member("number", record.number)
            json.member("language", record.language.code)
            json.member("api", Places.openRecord(record.table.name, record.ref).address)
            json.member("page", record.page.address)
            json.name("fields")
            json.object { json in
                for (column, field) in zip(record.table.columns, record.fields) {
                    json.name(column.name)
                    write(field, into: &json)
                }
            }
        }
    }

    static func schema(of table: OpenTable) -> JSON {
        let columns = table.columns.map { JSON.Member($0.name, schema(of: $0)) }
        let fields: JSON = [
            "type": "object", "additionalProperties": false, "required": .list(columns.map { .text($0.name) }),
            "properties": .object(columns),
        ]
        return [
            "type": "object", "description": .text(table.table.summary), "additionalProperties": false,
            "required": ["ref", "number", "language", "api", "page", "fields"],
            "properties": [
                "ref": ["type": "string", "description": "The record's permanent name."],
                "number": ["type": "integer", "minimum": 1, "description": "Its permanent short number."],
                "language": ["$ref": "#/components/schemas/Language"],
                "api": ["$ref": "#/components/schemas/Address"], "page": ["$ref": "#/components/schemas/Address"],
                "fields": fields,
            ],
        ]
    }

    private static func write(_ field: OpenRecord.Field, into json: inout JSONWriter) {
        switch field {
        case .empty: json.null()
        case .text(let text): write(text, into: &json)
        case .word(let word): json.text(word)
        case .number(let number): json.number(number)
        case .words(let words): json.list { json in for word in words { json.text(word) } }
        case .record(let target): write(target, into: &json)
        case .records(let targets): json.list { json in for target in targets { write(target, into: &json) } }
        case .sources(let citations):
            json.list { json in
                for citation in citations {
                    json.object { json in
                        json.member("words", citation.words)
                        json.name("source")
                        if let source = citation.source { write(source, into: &json) } else { json.null() }
                    }
                }
            }
        }
    }

    static func write(_ text: Text, into json: inout JSONWriter) {
        json.object { json in
            json.member("text", text.body)
            json.member("language", text.language.code)
            json.member("state", text.state.rawValue)
        }
    }

    static func write(_ target: OpenTarget, into json: inout JSONWriter) {
        json.object { json in
            json.member("ref", target.ref)
            json.member("number", target.number)
            json.member("api", target.api.address)
            json.member("page", target.page.address)
        }
    }

    private static func schema(of column: Column) -> JSON {
        let note: JSON = ["description": .text(note(on: column))]
        if column.name == "source" { return list(of: "Citation").adding(note) }
        switch column.kind {
        case .links: return list(of: "Record").adding(note)
        case .languages: return list(of: "Language").adding(note)
        case .text, .prose, .document: return named("Text", column).adding(note)
        case .reference: return named("Record", column).adding(note)
        case .number: return plain("integer", column, [:]).adding(note)
        case .word, .visibility: return plain("string", column, [:]).adding(note)
        case .day: return plain("string", column, ["format": "date"]).adding(note)
        case .date: return plain("string", column, ["pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"]).adding(note)
        case .address: return plain("string", column, ["format": "uri"]).adding(note)
        case .colour: return plain("string", column, ["pattern": "^#[0-9a-f]{6}$"]).adding(note)
        case .choice(let words):
            let words = words.map { JSON.text($0) } + (column.isRequired ? [] : [.null])
            return plain("string", column, ["enum": .list(words)]).adding(note)
        }
    }

    private static func note(on column: Column) -> String {
        switch column.kind {
        case .document: "\(column.note) In Markdown."
        case .reference(let table), .links(let table): "\(column.note) From `\(table)`."
        default: column.note
        }
    }

    private static func plain(_ type: JSON, _ column: Column, _ more: JSON) -> JSON {
        (["type": column.isRequired ? type : [type, "null"]] as JSON).adding(more)
    }

    private static func named(_ name: String, _ column: Column) -> JSON {
        let one: JSON = ["$ref": .text("#/components/schemas/\(name)")]
        return column.isRequired ? one : ["anyOf": [one, ["type": "null"]]]
    }

    private static func list(of name: String) -> JSON {
        ["type": "array", "items": ["$ref": .text("#/components/schemas/\(name)")]]
    }
}
