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
            <div class="wide"><table><thead><tr><th scope="col">\(say("What"))</th><th scope="col">\(say("Who"))</th><th scope="col">\(say("Why"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            <p class="tools"><a href="\(Places.retention())">\(say("How long the house keeps what"))</a></p>
            """
        return .page(Page(say("Who may do what"), in: .frontDoor, body: body))
    }
}
