import Basics
import Cooperation
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Members {
    /// `GET /members`: who one is today, what one may do, and what lies ahead.
    @Sendable
    static func home(_ visitor: Visitor) throws -> Outcome {
        let member = try visitor.asker()
        let say = visitor.say
        let held = FunctionKind.inOrder(try Standing.of(member.id, on: visitor.today, in: visitor.store))
        let acting = held.first { $0.id == visitor.session?.acting } ?? held.first
        let functions = try held.map { standing -> HTML in
            """
            <li><span class="what"><b>\(say(standing.kind.phrase))</b>\(try standing.place(in: visitor.store, for: visitor.language).map { " · \($0)" as HTML })\(ending(standing, say))</span>\
            \(when: held.count > 1, standing.id == acting?.id ? "<span class=\"label done\">\(say("you act in it now"))</span>" : choice(of: standing, visitor))</li>

            """
        }
        let allowed = Policy.rules.filter { $0.right != .everyone && visitor.may($0.right) }.map { rule -> HTML in
            "<li>\(say(rule.allows))</li>\n"
        }
        let none = Parts.empty(say("You hold no function today. The secretariat gives functions."))
        let body: HTML = """
            <h1>\(say("Welcome, {name}", ["name": member.name]))</h1>
            \(Parts.section(say("Who you are here today"), id: "functions", functions.isEmpty ? none : "<ul class=\"rows sessions\">\n\(functions)</ul>\(when: held.count > 1, "<p class=\"note\">\(say("You may do what the function gives in which you act."))</p>")"))
            \(try ahead(visitor))
            \(Parts.section(say("What you may do"), id: "rights", "<ul class=\"plain-list\">\n\(allowed)</ul>\n\(ways(visitor))"))
            """
        return .page(page(say("Your own page"), body))
    }

    static func page(_ title: String, _ body: HTML) -> Page {
        var page = Page(title, in: .frontDoor, body: body)
        page.isListed = false
        return page
    }

    private static func ending(_ standing: Standing, _ say: Tongue) -> HTML {
        guard let ends = standing.ends else { return .empty }
        return " <span class=\"facts\">\(say("until the end of {date}", ["date": say.date(ends)]))</span>"
    }

    /// The meetings that have not ended yet, the next one first.
    private static func ahead(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let meetings = try Meeting.ahead(of: visitor.today, limit: 3, in: visitor.store, for: visitor.language)
        let rows = meetings.map { meeting -> HTML in
            "<li>\(Dates.full(meeting.begins, meeting.ends, say))<span class=\"what\"><a href=\"\(Places.meeting(meeting.ref))\">\(meeting.title.plain(say))</a> \(meeting.place)</span></li>\n"
        }
        return Parts.section(
            say("What lies ahead"), id: "ahead",
            rows.isEmpty ? Parts.empty(say("No meeting is planned.")) : "<ul class=\"rows\">\n\(rows)</ul>")
    }

    private static func ways(_ visitor: Visitor) -> HTML {
        let say = visitor.say
        var ways: [(String, Link)] = []
        if visitor.may(.recording) { ways.append((say("Desk"), Places.desk())) }
        if visitor.may(.people) { ways.append((say("People at a glance"), Places.peopleAtAGlance())) }
        if visitor.may(.consenting) { ways.append((say("What waits for a second person"), Places.consents())) }
        if visitor.may(.members) {
            ways += [(say("Directory"), Places.directory()), (say("Your entry"), Places.directoryEntry())]
        }
        if visitor.may(.people) { ways.append((say("Mail that does not arrive"), Places.mailTroubles())) }
        ways += [
            (say("Papers"), Places.papers()), (say("Your account"), Places.account()),
            (say("Who may do what"), Places.policy()),
        ]
        return "<p class=\"tools\">\(ways.map { "<a href=\"\($0.1)\">\($0.0)</a>" as HTML }.joined(separator: " "))</p>"
    }
}
