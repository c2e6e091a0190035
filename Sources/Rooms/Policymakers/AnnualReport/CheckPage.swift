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
        let title = say("What is still open")
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.report(ref))">\(year.presidency.title.plain(say))</a></p>
            <h1>\(title)</h1>
            \(when: findings.isEmpty, Parts.empty(say("Nothing stands in the way of this report.")))
            \(Parts.section(say("Mend before it goes out"), id: "errors", groups(errors, say)))
            \(Parts.section(say("Mend, or say why not"), id: "warnings", groups(warnings, say)))
            """
        return .page(Page(title, in: .policymakers, body: body))
    }

    /// Findings of one kind together: the first few open, a long row of them folded.
    private static func groups(_ findings: [Finding], _ say: Tongue) -> HTML? {
        let kinds = Dictionary(grouping: findings, by: \.rule)
        let groups = Finding.Rule.allCases.compactMap { rule -> HTML? in
            guard let those = kinds[rule], let first = those.first else { return nil }
            let rows: HTML = "<ul class=\"objectives\">\n\(those.map { row($0, say) })</ul>"
            guard those.count > 5 else { return rows }
            return """
                <details><summary>\(first.reason) (\(say.number(those.count)))</summary>
                \(rows)</details>

                """
        }
        return groups.isEmpty ? nil : groups.joined()
    }

    private static func row(_ finding: Finding, _ say: Tongue) -> HTML {
        let place: HTML =
            finding.link.map { "<a href=\"\($0)\">\(finding.place.plain(say))</a>" } ?? finding.place.plain(say)
        return "<li><p>\(place): \(finding.reason)</p><p class=\"facts\">\(finding.remedy)</p></li>\n"
    }
}
