import Cooperation
import Languages
import Markup
import Room
import Store
import Web

/// The links that narrow results down, each with how many it leaves where that was counted, and those that widen them.
struct SearchChoices {
    private let asked: Asked
    private let finding: Findings
    private let say: Tongue
    private let names: [String: [String: String]]

    /// How many links a filter has at most.
    private static let most = 12

    init(_ asked: Asked, _ finding: Findings, _ visitor: Visitor) throws {
        self.asked = asked
        self.finding = finding
        say = visitor.say
        let named = { (kind: Named.Kind) in
            Dictionary(
                try visitor.store.all(kind, in: visitor.language).map { ($0.ref, $0.name.body) },
                uniquingKeysWith: { first, _ in first })
        }
        let kinds = SearchKind.allCases.map { ($0.rawValue, visitor.say($0.phrase)) }
        names = [
            "kind": Dictionary(kinds, uniquingKeysWith: { first, _ in first }), "state": try named(.states),
            "project": try named(.projects),
        ]
    }

    var html: HTML {
        let filters: [(name: String, label: String, chosen: String?)] = [
            ("kind", say("Kind"), asked.filters.kind?.rawValue),
            ("year", say("Year"), asked.filters.year.map(String.init)),
            ("state", say("State"), asked.filters.state), ("project", say("Project"), asked.filters.project),
        ]
        let facts = Parts.facts(filters.map { ($0.label, row($0.name, $0.chosen)) })
        guard !facts.isEmpty else { return .empty }
        return """
            <details class="filter narrow"\(flag: "open", asked.hasFilters)><summary>\(say("Filter"))</summary>
            \(facts)</details>
            """
    }

    private func row(_ name: String, _ chosen: String?) -> HTML? {
        if let chosen {
            let all = Places.search().with(asked.query(without: name))
            return """
                <strong>\(names[name]?[chosen] ?? chosen)</strong> <a href="\(all)">\(say(Phrase("All", context: "choice")))</a>
                """
        }
        let choices = (finding.choices[name] ?? []).filter { name == "year" || names[name]?[$0.value] != nil }
        let ordered = name == "year" ? choices.sorted { $0.value > $1.value } : choices
        guard ordered.count > 1 else { return nil }
        let links = ordered.prefix(Self.most).map { choice -> HTML in
            let link = Places.search().with(asked.query(without: name) + [(name, choice.value)])
            let count = choice.count.map { " <span class=\"number\">\(say.number($0))</span>" as HTML }
            return "<li><a href=\"\(link)\">\(names[name]?[choice.value] ?? choice.value)</a>\(count)</li>\n"
        }
        return "<ul>\(Array(links))</ul>"
    }
}
