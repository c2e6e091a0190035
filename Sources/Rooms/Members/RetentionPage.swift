import Cooperation
import Languages
import Markup
import Room
import Web

extension Members {
    /// `GET /retention`: how long the house keeps what about people, as the job does it, not a text beside it.
    @Sendable
    static func retention(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let rows = RetentionClass.allCases.map { kind -> HTML in
            """
            <tr><th scope="row">\(say(kind.what))</th><td>\(kind.blocked.map { say($0) } ?? "–")</td><td>\(say(kind.deleted))</td><td>\(say(kind.why))</td></tr>

            """
        }
        let body: HTML = """
            <h1>\(say("How long the house keeps what"))</h1>
            <p>\(say("Once a day the house deletes what this table says. That something was done, by whom and when, stays in its journal; what a network publishes about itself stays too."))</p>
            <p>\(say("Backups hold what was there when they were made, until they are themselves deleted; the operator decides how many there are."))</p>
            <div class="table wide" role="group" tabindex="0" aria-label="\(say("How long the house keeps what"))"><table><thead><tr><th scope="col">\(say("What"))</th><th scope="col">\(say("Hidden"))</th><th scope="col">\(say("Deleted"))</th><th scope="col">\(say("Why"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            <p class="tools"><a href="\(Places.policy())">\(say("Who may do what"))</a></p>
            """
        return .page(Page(say("How long the house keeps what"), in: .frontDoor, body: body))
    }
}
