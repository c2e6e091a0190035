import Basics

/// The shapes that all records share.
enum Schemas {
    static let shared: JSON = [
        "Language": [
            "type": "string", "enum": .list(Language.allCases.map { .text($0.code) }),
            "description": "The code of a language (BCP 47).",
        ],
        "Address": [
            "type": "string", "format": "uri-reference", "pattern": "^/", "description": "An address of this house.",
        ],
        "Next": [
            "type": ["string", "null"], "format": "uri-reference",
            "description": "The address of the next page; null on the last one.",
        ],
        "Text": object(
            "What people wrote, in the language asked for where it was translated, else in its own.",
            [
                "text": ["type": "string"], "language": ["$ref": "#/components/schemas/Language"],
                "state": [
                    "enum": ["original", "confirmed", "draft", "stale"],
                    "description":
                        "The original; a translation that a person has confirmed, or nobody yet; or one of an earlier wording.",
                ],
            ]),
        "Words": object(
            "Words with their language.",
            ["text": ["type": "string"], "language": ["$ref": "#/components/schemas/Language"]]),
        "Record": object(
            "Another record: its names, where a program and where a person reads it.",
            [
                "ref": ["type": "string"], "number": ["type": "integer", "minimum": 1],
                "api": ["$ref": "#/components/schemas/Address"], "page": ["$ref": "#/components/schemas/Address"],
            ]),
        "Citation": object(
            "A place in a source from which the fact was taken.",
            [
                "words": ["type": "string", "description": "The ref of the source, then the place in it."],
                "source": ["anyOf": [["$ref": "#/components/schemas/Record"], ["type": "null"]]],
            ]),
        "Problem": [
            "type": "object", "description": "Why there is no answer (RFC 9457).",
            "required": ["type", "title", "status", "detail"],
            "properties": [
                "type": ["type": "string", "format": "uri-reference"], "title": ["type": "string"],
                "status": ["type": "integer", "minimum": 400, "maximum": 599], "detail": ["type": "string"],
                "parameter": ["type": "string", "description": "The parameter that is at fault."],
                "incident": [
                    "type": "string", "description": "The number to name when you ask whoever runs the house.",
                ],
            ],
        ],
    ]

    /// An object that always has these members and no other.
    private static func object(_ note: String, _ members: JSON) -> JSON {
        guard case .object(let its) = members else { return members }
        return [
            "type": "object", "description": .text(note), "additionalProperties": false,
            "required": .list(its.map { .text($0.name) }), "properties": members,
        ]
    }
}
