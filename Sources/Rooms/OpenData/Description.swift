import Basics
import Cooperation
import HTTP
import Markup
import Room
import Web

/// The description for programs (OpenAPI 3.1), made from the list of operations and the declared tables.
extension OpenData {
    /// `GET /api/v1/openapi.json`
    static let descriptionOperation = Operation(
        address: Places.openDescription().address, name: "description", summary: "This description.",
        schema: ["type": "object", "required": ["openapi", "info", "paths"]]
    ) { asked in asked.answer(description) }

    /// Made once: it depends on the program alone.
    static let description: [UInt8] = document.bytes

    static var document: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "The public records of a Child Centre", "version": "1",
                "summary": "What everybody may read on the pages of this house, for programs.",
                "description": .text(introduction),
            ],
            "servers": [["url": "/"]],
            "paths": .object(operations.map { JSON.Member($0.address, ["get": $0.description]) }),
            // Nobody needs a key; whoever shows one has to show one that is good.
            "security": [[:], ["key": []]],
            "components": [
                "schemas": schemas, "headers": headers, "responses": problems, "securitySchemes": ["key": keyScheme],
            ],
        ]
    }

    private static let introduction = """
        All of it can be read without a key, from every site; nothing can be written. A member's own program may show a \
        key that the member made at `/account/tokens`, and then reads what the key was made for. Lists come in pages: `next` leads \
        on, as does the field `Link`. Texts are objects that name their language and how far they were translated: \
        `original`, `confirmed` by a person, `draft`, or `stale`, which translates an earlier wording. Dates are written \
        as ISO 8601 writes them, as precisely as they are known. Addresses are relative to the house. Parameters that \
        are not described are refused. Each answer has an `ETag`; ask again with `If-None-Match`. HEAD works wherever \
        GET does.
        """

    private static var schemas: JSON {
        let records = OpenTable.all.map { JSON.Member(schemaName($0), RecordForm.schema(of: $0)) }
        return Schemas.shared.adding(["Found": foundSchema]).adding(.object(records))
    }

    private static let headers: JSON = [
        "ETag": ["schema": ["type": "string"], "description": "Changes when the answer does."],
        "Link": [
            "schema": ["type": "string"], "description": "The next page, with `rel=\"next\"`, where there is one.",
        ],
        "Allow": ["schema": ["type": "string"], "description": "The methods that work here."],
    ]

    private static let keyScheme: JSON = [
        "type": "http", "scheme": "bearer",
        "description":
            "A key that a member made for a program, for `public` or for `member`, with a last day. Unknown, ended and taken back look alike.",
    ]

    private static let problems: JSON = [
        "BadRequest": problem("A parameter is unknown, stands twice or does not fit."),
        "Unauthorized": problem(
            "A key was shown that opens nothing.",
            headers: [
                "WWW-Authenticate": ["schema": ["type": "string"], "description": "How keys are shown (RFC 6750)."]
            ]),
        "TooManyKeys": problem(
            "Too many keys that open nothing were shown from this place.",
            headers: ["Retry-After": ["schema": ["type": "integer"], "description": "Seconds to wait."]]),
        "NotFound": problem("There is no such record."),
        "NotAllowed": problem(
            "These records can only be read.", headers: ["Allow": ["$ref": "#/components/headers/Allow"]]),
        "NotAcceptable": problem("The client does not take what this address answers with."),
        "TooLarge": problem("A body was sent; these addresses take none."),
        "Unavailable": problem("The records cannot be reached just now, or too much was to be looked through."),
    ]

    private static func problem(_ description: String, headers: JSON? = nil) -> JSON {
        (["description": .text(description)] as JSON).adding(headers.map { ["headers": $0] } ?? [:]).adding([
            "content": .object([.init(Problem.contentType, ["schema": ["$ref": "#/components/schemas/Problem"]])])
        ])
    }
}

extension Operation {
    /// The operation as OpenAPI describes it.
    var description: JSON {
        var parameters = self.parameters.map(\.description)
        if isOne {
            parameters.insert(
                [
                    "name": "record", "in": "path", "required": true, "description": "The record's ref, or its number.",
                    "schema": ["type": "string", "pattern": .text(Parameter.refPattern)],
                ], at: 0)
        }
        return [
            "operationId": .text(name), "summary": .text(summary), "parameters": .list(parameters),
            "responses": .object(answers),
        ]
    }

    private var answers: [JSON.Member] {
        let tag: JSON = ["ETag": ["$ref": "#/components/headers/ETag"]]
        let fields = isPaged ? tag.adding(["Link": ["$ref": "#/components/headers/Link"]]) : tag
        let content: JSON = .object([.init(type, ["schema": schema])])
        let success: JSON = ["description": "What was asked for.", "headers": fields, "content": content]
        var answers: [JSON.Member] = [
            .init("200", links.map { success.adding(["links": $0]) } ?? success),
            .init("304", ["description": "Nothing has changed since.", "headers": tag]),
        ]
        for (code, name) in [
            ("400", "BadRequest"), ("401", "Unauthorized"), ("429", "TooManyKeys"), ("404", "NotFound"),
            ("405", "NotAllowed"), ("406", "NotAcceptable"),
            ("413", "TooLarge"), ("503", "Unavailable"),
        ] {
            answers.append(.init(code, ["$ref": "#/components/responses/\(name)"]))
        }
        return answers
    }
}
