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
        let chosen: String?
    }

    let fields: [Field]

    /// Reads the query and finds the choices. A value that is no choice is "not found" to whoever made it up.
    init(_ visitor: Visitor) throws {
        let choices = try visitor.store.kept("activity choices", for: visitor.language) { try Self.choices(visitor.store, visitor.say) }
        fields = try choices.map { name, label, choices in
            let chosen = visitor.query[name]
            guard chosen == nil || choices.contains(where: { $0.value == chosen }) else {
                throw Refused(.notFound, Phrase("There is nothing to choose by that name."))
            }
            return Field(name: name, label: label, choices: choices, chosen: chosen)
        }
    }

    private typealias Choices = [(name: String, label: String, choices: [(value: String, label: String)])]

    private static func choices(_ store: Connection, _ say: Tongue) throws -> Choices {
        let named = { (kind: Named.Kind) in
            try store.all(kind, in: say.language).map { (value: $0.ref, label: $0.name.body) }
        }
        let kinds = ActivityKind.allCases.map { (value: $0.rawValue, label: say($0.phrase)) }
        let states = Progress.allCases.filter { $0 != .open }.map { (value: $0.rawValue, label: say($0.phrase)) }
        let goals = try named(.targets).map { (value: $0.value, label: "\($0.value) \($0.label)") }
        return [
            ("priority", say("Priority"), try named(.priorities)),
            ("project", say("Project"), try named(.projects)),
            ("state", say("State"), say.sorted(try named(.states)) { $0.label }),
            ("kind", say("Kind"), say.sorted(kinds) { $0.label }),
            ("target", say("Goal"), goals),
            ("progress", say("Progress"), states),
        ]
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
            let options = field.choices.map { choice -> HTML in
                "<option value=\"\(choice.value)\"\(flag: "selected", choice.value == field.chosen)>\(choice.label)</option>"
            }
            return """
                <label>\(field.label) <select name="\(field.name)"><option value="">\(say(Phrase("All", context: "choice")))</option>\(options)</select></label>

                """
        }
        let kept = hidden.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <details class="filter"\(flag: "open", !isEmpty)><summary>\(say("Choose"))</summary>
            <form method="get" action="\(Places.activities())">
            \(kept)\(selects)<button>\(say("Show"))</button>
            \(when: !isEmpty, "<a href=\"\(Places.activities())\">\(say("Show all"))</a>")
            </form></details>
            """
    }
}
