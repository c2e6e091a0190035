import Cooperation
import Languages
import Markup
import Room
import Web

extension AnnualReport {
    /// `GET /reports/{presidency}/check`: what still keeps the report from going out, and what to do about it.
    @Sendable
    static func check(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        guard let year = try ReportYear.find(ref, in: visitor.store, for: visitor.language) else { return .missing }
        let findings = try Lint.findings(for: year.presidency, on: visitor.today, in: visitor.store, say)
        let errors = findings.filter { $0.severity == .error }
        let warnings = findings.filter { $0.severity == .warning }
        let mends = visitor.member != nil
        let title = say("What is still open")
        let publish: HTML =
            "<p><a class=\"button\" href=\"\(Places.reportPublish(ref))\">\(say("To publishing"))</a></p>"
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.report(ref))">\(year.presidency.title.plain(say))</a></p>
            <h1>\(title)</h1>
            \(when: findings.isEmpty, Parts.empty(say("Nothing stands in the way of this report.")))
            \(Parts.section(say("Mend before it goes out"), id: "errors", FindingRows.groups(errors, say, mends: mends)))
            \(Parts.section(say("Mend, or say why not"), id: "warnings", FindingRows.groups(warnings, say, mends: mends)))
            \(when: mends && errors.isEmpty, publish)
            """
        return .page(Page(title, in: .policymakers, body: body))
    }
}
