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
        let deeds = Policy.rules.map { (name: $0.allows, holders: $0.holders, reason: $0.reason) }
        let sights = Sights.rules.map { (name: $0.name, holders: $0.holders, reason: $0.reason) }
        let body: HTML = """
            <h1>\(say("Who may do what"))</h1>
            <p>\(say("The house asks this table at every request. A function is held from one day to another, and gives its rights on those days only."))</p>
            \(table(say("Who may do what"), deeds, say))
            <section aria-labelledby="sights"><h2 id="sights">\(say("Who sees what"))</h2>
            <p>\(say("A record is found only by those who may see it: for everybody else it is not there, in no list, count, drawing, search or file."))</p>
            \(table(say("Who sees what"), sights, say))
            </section>
            \(two(say))
            <p class="tools"><a href="\(Places.retention())">\(say("How long the house keeps what"))</a></p>
            """
        return .page(Page(say("Who may do what"), in: .frontDoor, body: body))
    }

    private static func table(
        _ title: String, _ rules: [(name: Phrase, holders: Policy.Holders, reason: Phrase)], _ say: Tongue
    ) -> HTML {
        let rows = rules.map { rule -> HTML in
            """
            <tr><th scope="row">\(say(rule.name))</th><td>\(PolicyWords.of(rule.holders, say))</td><td>\(say(rule.reason))</td></tr>

            """
        }
        return """
            <div class="table" role="group" tabindex="0" aria-label="\(title)"><table><thead><tr><th scope="col">\(say("What"))</th><th scope="col">\(say("Who"))</th><th scope="col">\(say("Why"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            """
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
