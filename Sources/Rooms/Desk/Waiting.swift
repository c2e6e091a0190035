import Basics
import Cooperation
import Languages
import Markup
import Room
import Web

/// What waits for the secretariat: commitments, gaps in what was recorded, and the report.
struct Waiting {
    let visitor: Visitor

    init(_ visitor: Visitor) {
        self.visitor = visitor
    }

    private var say: Tongue { visitor.say }

    var html: HTML {
        get throws {
            let waiting = try Pending.all(on: visitor.today, in: visitor.store, for: visitor.language)
            let parts: [HTML] = [
                try report(), list(say("Commitments past their date"), "late", waiting.late),
                list(say("Open commitments"), "open", waiting.open),
                list(say("Postponed"), "postponed", waiting.postponed),
                list(say("Waiting for funding"), "funding", waiting.waiting),
                list(say("Over, and nobody has written down what came of it"), "outcome", waiting.withoutOutcome),
                list(say("Meetings whose messages are not recorded"), "messages", waiting.withoutMessages),
                list(say("Messages that nobody has taken on"), "taken", waiting.notTaken),
            ]
            let all = parts.joined()
            return Parts.section(
                say("What waits"), id: "waiting",
                all.isEmpty ? Parts.empty(say("Nothing waits. Well done.")) : all)
        }
    }

    private func list(_ title: String, _ id: String, _ items: Pending.List) -> HTML {
        guard !items.first.isEmpty else { return .empty }
        let rows = items.first.map { item -> HTML in
            """
            <li><a href="\(Places.record(item.table, item.ref))">\(item.name.plain(say))</a>\(item.date.map { " <span class=\"facts\">\(Dates.text($0, say))</span>" as HTML })\
            \(when: item.table == "messages", " <a class=\"facts\" href=\"\(Places.newRecord("commitments").with([("message", item.ref)]))\">\(say("Make it a commitment"))</a>")</li>

            """
        }
        let more = items.count - items.first.count
        return """
            <section class="waits" aria-labelledby="\(id)"><h3 id="\(id)">\(title) <span class="facts">\(say.number(items.count))</span></h3><ul class="plain-list">\(rows)</ul>
            \(when: more > 0, "<p class=\"facts\">\(say(one: "and {count} more", other: "and {count} more", count: more))</p>")</section>

            """
    }

    /// The report of the presidency of today, or of the last one.
    private func report() throws -> HTML {
        let terms = try Presidency.all(in: visitor.store, for: visitor.language)
        guard let term = terms.filter({ $0.begins <= visitor.today }).max(by: { $0.begins < $1.begins }) else {
            return .empty
        }
        return """
            <p>\(say("Annual report")): <a href="\(Places.report(term.ref))">\(term.title.plain(say))</a> · <a href="\(Places.reportCheck(term.ref))">\(say("What still keeps it from being published"))</a></p>

            """
    }
}
