import Basics
import Cooperation
import HTTP
import Languages
import Markup
import Room
import Store
import Web

/// What a visitor wants to see of all activities: the fields of the filter form, each a tag.
struct ActivityFilter {
    /// One field of the form with its choices.
    struct Field {
        let name: String
        let label: String
        let choices: [(value: String, label: String)]
        /// The choices as markup, none of them chosen.
        let plain: HTML
        let chosen: String?

        var options: HTML {
            chosen == nil ? plain : Field.options(choices, chosen)
        }

        static func options(_ choices: [(value: String, label: String)], _ chosen: String?) -> HTML {
            choices.map { choice -> HTML in
                "<option value=\"\(choice.value)\"\(flag: "selected", choice.value == chosen)>\(choice.label)</option>"
            }.joined()
        }
    }

    let fields: [Field]

    /// Reads the query and finds the choices. A value that is no choice is "not found" to whoever made it up.
    init(_ visitor: Visitor) throws {
        let known = try visitor.store.kept("activity choices", for: visitor.language) {
            try Self.fields(visitor.store, visitor.say)
        }
        fields = try known.map { field in
            guard let chosen = visitor.query[field.name] else { return field }
            guard field.choices.contains(where: { $0.value == chosen }) else {
                throw Refused(.notFound, Phrase("There is nothing to choose by that name."))
            }
            return Field(
                name: field.name, label: field.label, choices: field.choices, plain: field.plain, chosen: chosen)
        }
    }

    private static func fields(_ store: Connection, _ say: Tongue) throws -> [Field] {
        let named = { (kind: Named.Kind) in
            try store.all(kind, in: say.language).map { (value: $0.ref, label: $0.name.body) }
        }
        let kinds = ActivityKind.allCases.map { (value: $0.rawValue, label: say($0.phrase)) }
        let states = Progress.allCases.filter { $0 != .open }.map { (value: $0.rawValue, label: say($0.phrase)) }
        let goals = try named(.targets).map { (value: $0.value, label: "\($0.value) \($0.label)") }
        let all: [(String, String, [(value: String, label: String)])] = [
            ("priority", say("Priority"), try named(.priorities)),
            ("project", say("Project"), try named(.projects)),
            ("state", say("State"), say.sorted(try named(.states)) { $0.label }),
            ("kind", say("Kind"), say.sorted(kinds) { $0.label }),
            ("target", say("Goal"), goals),
            ("progress", say("Progress"), states),
        ]
        return all.map { name, label, choices in
            Field(name: name, label: label, choices: choices, plain: Field.options(choices, nil), chosen: nil)
        }
    }

    var isEmpty: Bool { fields.allSatisfy { $0.chosen == nil } }

    var tags: [String] {
        fields.compactMap { field in field.chosen.map { "\(field.name)/\($0)" } }
    }

    /// The query that leads to the same choice again.
    var query: [(name: String, value: String?)] {
        fields.map { ($0.name, $0.chosen) }
    }

    /// The form; open where something was chosen.
    func form(_ say: Tongue, hidden: [(name: String, value: String)]) -> HTML {
        let selects = fields.filter { !$0.choices.isEmpty }.map { field -> HTML in
            """
            <label>\(field.label) <select name="\(field.name)"><option value="">\(say(Phrase("All", context: "choice")))</option>\(field.options)</select></label>

            """
        }
        let kept = hidden.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <details class="filter"\(flag: "open", !isEmpty)><summary>\(say("Filter"))</summary>
            <form method="get" action="\(Places.activities())">
            \(kept)\(selects)<button>\(say("Show"))</button>
            \(when: !isEmpty, "<a href=\"\(Places.activities())\">\(say("Show all"))</a>")
            </form></details>
            """
    }
}
