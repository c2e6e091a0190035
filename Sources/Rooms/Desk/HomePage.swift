import Basics
import Cooperation
import Identity
import Languages
import Markup
import Room
import Web

extension Desk {
    /// `GET /desk`: what waits, and what can be written down.
    @Sendable
    static func home(_ visitor: Visitor) throws -> Outcome {
        let member = try visitor.secretary()
        let say = visitor.say
        let frequent = FormOutline.all.filter(\.isFrequent).map { outline -> HTML in
            "<li><a class=\"button\" href=\"\(Places.newRecord(outline.table.name))\">\(say(outline.new))</a></li>"
        }
        let kinds = FormOutline.all.map { outline -> HTML in
            "<li><a href=\"\(Places.records(outline.table.name))\">\(say(outline.plural))</a></li>"
        }
        let drafts = try Draft.all(of: member.actor, in: visitor.store).prefix(10).map { draft -> HTML in
            """
            <li><span>\(draftLink(draft, visitor))</span><form method="post" action="\(forgotten(draft.id.description))">\(visitor.formToken)<button class="quiet">\(say("Throw away"))</button></form></li>

            """
        }
        let body: HTML = """
            <h1>\(say("Desk"))</h1>
            <ul class="ways-in">\(frequent)</ul>
            \(Parts.section(say("Not finished"), id: "drafts", drafts.isEmpty ? nil : "<ul class=\"plain-list\">\(drafts)</ul>"))
            \(try Waiting(visitor).html)
            \(Parts.section(say("Everything that is recorded"), id: "kinds", "<ul class=\"columns\">\(kinds)<li><a href=\"\(withdrawnPlace())\">\(say("Withdrawn"))</a></li></ul>"))
            """
        return .page(page(say("Desk"), body))
    }
}
