import Cooperation
import Languages
import Markup
import Room
import Web

extension Members {
    /// `GET /who-may-do-what`: the policy as it is enforced, not a text beside it.
    @Sendable
    static func policy(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let rows = Policy.rules.map { rule -> HTML in
            """
            <tr><th scope="row">\(say(rule.allows))</th><td>\(PolicyWords.holders(of: rule, say))</td><td>\(say(rule.reason))</td></tr>

            """
        }
        let body: HTML = """
            <h1>\(say("Who may do what"))</h1>
            <p>\(say("The house asks this table at every request. A function is held from one day to another, and gives its rights on those days only."))</p>
            <div class="table wide" role="group" tabindex="0" aria-label="\(say("Who may do what"))"><table><thead><tr><th scope="col">\(say("What"))</th><th scope="col">\(say("Who"))</th><th scope="col">\(say("Why"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            \(two(say))
            """
        return .page(Page(say("Who may do what"), in: .frontDoor, body: body))
    }

    /// What nobody may do alone.
    private static func two(_ say: Tongue) -> HTML {
        let rows = TwoPersonAct.rules.map { rule -> HTML in
            """
            <tr><th scope="row">\(say(rule.allows))</th><td>\(PolicyWords.list(rule.askers, say))</td>\
            <td>\(PolicyWords.list(rule.consenters, say))</td><td>\(say(rule.reason))</td></tr>

            """
        }
        return Parts.section(
            say("What takes two"), id: "two",
            """
            <p>\(say("One asks, another consents within three days. Nobody consents to what they asked themselves."))</p>
            <div class="table wide" role="group" tabindex="0" aria-labelledby="two"><table><thead><tr><th scope="col">\(say("What"))</th><th scope="col">\(say("Who asks"))</th>\
            <th scope="col">\(say("Who consents"))</th><th scope="col">\(say("Why"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            """)
    }
}
