import Basics
import Cooperation
import HTTP
import Markup
import Room
import Search
import Store
import Web

extension OpenData {
    /// `GET /api/v1/search`
    static let searchOperation = Operation(
        address: Places.openSearch().address, name: "search",
        summary:
            "The records in which words stand, the best first; without words, what the filters leave, the newest first.",
        parameters: [
            Parameter(
                name: "q",
                note: "The words. All must stand in the record; “words between quotation marks” stand together.",
                kind: .text(longest: SearchQuery.longest)),
            Parameter(
                name: "kind", note: "Only this kind of thing.", kind: .choice(SearchKind.allCases.map(\.rawValue))),
            Parameter(name: "year", note: "Only what falls into this year.", kind: .whole(1...9999)),
            Parameter(name: "state", note: "Only what concerns the state with this ref.", kind: .ref(of: "states")),
            Parameter(
                name: "project", note: "Only what belongs to the project with this ref.", kind: .ref(of: "projects")),
            .limit(100, usual: 20), .language,
            .after("^(r[0-4]?[0-9]{1,3}|d[0-9]{1,18})$") { isPlace($0) },
        ],
        schema: [
            "type": "object", "additionalProperties": false, "required": ["count", "results", "next"],
            "properties": [
                "count": [
                    "type": ["integer", "null"], "minimum": 0,
                    "description": "How many match; null where there are more than \(Findings.mostRanked).",
                ],
                "results": ["type": "array", "maxItems": 100, "items": ["$ref": "#/components/schemas/Found"]],
                "next": ["$ref": "#/components/schemas/Next"],
            ],
        ], isPaged: true, answer: search)

    private static func isPlace(_ text: String) -> Bool {
        let digits = text.dropFirst()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        switch text.first {
        case "r": return (1...4).contains(digits.utf8.count) && (digits.utf8.count < 4 || digits < "5000")
        case "d": return (1...18).contains(digits.utf8.count)
        default: return false
        }
    }

    @Sendable
    private static func search(_ asked: Asked) throws -> Outcome {
        let filters = Findings.Filters(
            kind: asked["kind"].flatMap(SearchKind.init(rawValue:)), year: asked["year"].flatMap { Int($0) },
            state: asked["state"], project: asked["project"])
        let findings = try Findings.find(
            asked["q"] ?? "", filters: filters, after: asked["after"].flatMap(Findings.Cursor.init),
            limit: asked["limit"].flatMap { Int($0) } ?? 20, in: asked.visitor.store, for: asked.language)
        let targets = try targets(of: findings.results, in: asked.visitor.store)
        let next = findings.next.flatMap { asked.next($0.text) }
        var json = JSONWriter()
        json.object { json in
            json.member("count", findings.count)
            json.name("results")
            json.list { json in
                for result in findings.results { write(result, targets[result.record], into: &json) }
            }
            json.member("next", next?.address)
        }
        return asked.answer(json.bytes, next: next)
    }

    /// The records that were found, as other answers name them.
    private static func targets(
        of results: [Findings.Result], in store: Connection
    ) throws -> [Key<AnyRecord>: OpenTarget] {
        var targets: [Key<AnyRecord>: OpenTarget] = [:]
        for (name, its) in Dictionary(grouping: results, by: \.table) {
            guard let table = OpenTable.named(name) else { continue }
            targets.merge(try OpenTarget.all(Set(its.map(\.record)), of: table, in: store)) { one, _ in one }
        }
        return targets
    }

    private static func write(_ result: Findings.Result, _ target: OpenTarget?, into json: inout JSONWriter) {
        json.object { json in
            json.member("kind", result.kind.rawValue)
            json.member("table", target?.table)
            json.name("record")
            if let target { RecordForm.write(target, into: &json) } else { json.null() }
            json.member("page", result.link.address)
            json.member("date", result.date)
            json.name("title")
            write(result.title, result.titleLanguage, into: &json)
            json.name("snippet")
            write(result.snippet.pieces.map(\.text).joined(), result.snippetLanguage, into: &json)
        }
    }

    private static func write(_ words: String, _ language: Language, into json: inout JSONWriter) {
        json.object { json in
            json.member("text", words)
            json.member("language", language.code)
        }
    }

    /// The schema of one result.
    static let foundSchema: JSON = [
        "type": "object", "additionalProperties": false,
        "required": ["kind", "table", "record", "page", "date", "title", "snippet"],
        "properties": [
            "kind": ["enum": .list(SearchKind.allCases.map { .text($0.rawValue) })],
            "table": ["type": ["string", "null"], "description": "The table of the record."],
            "record": ["anyOf": [["$ref": "#/components/schemas/Record"], ["type": "null"]]],
            "page": ["$ref": "#/components/schemas/Address"],
            "date": ["type": ["string", "null"], "description": "A day, a month or a year."],
            "title": ["$ref": "#/components/schemas/Words"],
            "snippet": ["$ref": "#/components/schemas/Words"],
        ],
    ]
}
