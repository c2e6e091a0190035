import Cooperation
import Languages
import Markup

/// Findings as lists: those of one kind together, a long row of them folded.
enum FindingRows {
    /// Every kind of finding; `mends` adds the way to the form, for those who may open it. Nil where there is nothing.
    static func groups(_ findings: [Finding], _ say: Tongue, mends: Bool) -> HTML? {
        let kinds = Dictionary(grouping: findings, by: \.rule)
        let groups = Finding.Rule.allCases.compactMap { kinds[$0] }.map { group($0, say, mends: mends) }
        return groups.isEmpty ? nil : groups.joined()
    }

    /// Findings of one kind under their name: more than five are folded.
    static func group(_ findings: [Finding], _ say: Tongue, mends: Bool) -> HTML {
        guard let rule = findings.first?.rule else { return .empty }
        let rows: HTML = "<ul class=\"objectives\">\n\(findings.map { row($0, say, mends: mends) })</ul>"
        guard findings.count > 5 else { return "<h3>\(say(rule.title))</h3>\n\(rows)" }
        return """
            <h3>\(say(rule.title))</h3>
            <details><summary>\(say(one: "{count} place", other: "{count} places", count: findings.count))</summary>
            \(rows)</details>

            """
    }

    private static func row(_ finding: Finding, _ say: Tongue, mends: Bool) -> HTML {
        let place: HTML =
            finding.link.map { "<a href=\"\($0)\">\(finding.place.plain(say))</a>" } ?? finding.place.plain(say)
        // The name of the place makes the links of a list tell apart, for those who hear them alone.
        let mend: HTML =
            " <a href=\"\(finding.mend)\">\(say("Mend it"))<span class=\"hidden\">: \(finding.place.plain(say))</span></a>"
        return """
            <li><p>\(place): \(finding.reason)</p><p class="facts">\(finding.remedy)\(when: mends, mend)</p></li>

            """
    }
}
