import Cooperation
import Languages
import Markup
public import Room
import Web

/// The annual report of a presidency, made from the records as they stand: nobody writes down twice what is recorded.
public enum AnnualReport {
    public static let room = Room(
        "annual-report", window: .policymakers, doors: [Room.Door(Phrase("Reports"), Places.reports())]
    ) { routes in
        routes.get(Places.reports, reports)
        routes.get(Places.report, report)
        routes.get(Places.reportCheck, check)
    }

    /// `GET /reports`
    @Sendable
    static func reports(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let begun = try Presidency.all(in: visitor.store, for: visitor.language).filter { $0.begins <= visitor.today }
        let rows = begun.map { term -> HTML in
            """
            <li>\(Dates.full(term.begins, term.ends, say))<span class="what"><a href="\(Places.report(term.ref))">\(term.title.plain(say))</a> \
            \(when: term.ends >= visitor.today, "<span class=\"label underway\">\(say("still being written"))</span>")</span></li>

            """
        }
        let body: HTML = """
            <h1>\(say("Annual reports"))</h1>
            <p>\(say("Each report is made from what was recorded, and grows with it."))</p>
            \(rows.isEmpty ? Parts.empty(say("No presidency has been recorded yet.")) : "<ul class=\"rows\">\n\(rows)</ul>")
            """
        return .page(Page(say("Annual reports"), in: .policymakers, body: body))
    }

    /// `GET /reports/{presidency}`
    @Sendable
    static func report(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        guard let year = try ReportYear.find(ref, in: visitor.store, for: visitor.language) else { return .missing }
        let document = try ReportDocument(year, in: visitor.store, visitor.say, today: visitor.today)
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.reports())">\(visitor.say("Annual reports"))</a></p>
            \(document.html)
            <p class="tools"><a href="\(Places.reportCheck(ref))">\(visitor.say("What is still open"))</a></p>
            """
        return .page(Page(document.title, in: .policymakers, body: body))
    }
}
