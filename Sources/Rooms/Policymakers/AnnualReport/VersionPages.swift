import Basics
import Cooperation
import Documents
import Languages
import Markup
import Room
import Store
import Web

extension AnnualReport {
    /// `GET /reports/{presidency}/versions/{number}`: the report as it was published.
    @Sendable
    static func version(_ visitor: Visitor, _ ref: String, _ number: Int) throws -> Outcome {
        let (say, store) = (visitor.say, visitor.store)
        guard let version = try PublishedVersion.find(ref, number, in: store) else { return .missing }
        let language = try version.language(for: say.language, in: store)
        guard let file = try PublishedFile.find(version, in: language, from: store) else { return .missing }
        let latest = try PublishedVersion.all(of: ref, in: store).first
        let newer = latest.flatMap { $0.number > number ? $0 : nil }
        let tongue: HTML = language == say.language ? .empty : " lang=\"\(language.code)\""
        let body: HTML = """
            \(crumbs(ref, say))
            <div class="notice published"><p><strong>\(say("Published version {number} of {date}", ["number": say.number(number), "date": say.date(version.day)]))</strong>. \
            \(newer.map { VersionLines.newer($0, say) })</p>
            \(VersionLines.tools(version, say))
            \(visitor.member == nil ? .empty : try reasons(of: version, visitor))</div>
            <div\(tongue)>
            \(file.body)
            </div>
            <p class="source">\(say("The fingerprint (SHA-256) of the HTML file:")) <code>\(file.digest.description)</code></p>
            """
        return .page(Page(file.title, in: .policymakers, body: body))
    }

    /// Why warnings were left standing: for those who work on the report, not for its readers.
    private static func reasons(of version: PublishedVersion, _ visitor: Visitor) throws -> HTML {
        let reasons = try visitor.store.all(
            "select rule, count, reason from report_version_reasons where version = \(version.id) order by rule"
        ) { row in (try row.text(), try row.next(Int.self), try row.text()) }
        guard !reasons.isEmpty else { return .empty }
        let rows = reasons.map { rule, count, reason -> HTML in
            let title = Finding.Rule(rawValue: rule).map { visitor.say($0.title) } ?? rule
            return "<dt>\(title) (\(visitor.say.number(count)))</dt><dd>\(reason)</dd>"
        }
        return """
            <details><summary>\(visitor.say("What was still open, and why"))</summary><dl class="facts">\(rows)</dl></details>
            """
    }

    /// `GET /reports/{presidency}/versions/{number}/changes`
    @Sendable
    static func changes(_ visitor: Visitor, _ ref: String, _ number: Int) throws -> Outcome {
        let (say, store) = (visitor.say, visitor.store)
        guard number > 1, let version = try PublishedVersion.find(ref, number, in: store),
            let before = try PublishedVersion.find(ref, number - 1, in: store)
        else { return .missing }
        let (its, others) = (try version.languages(in: store), try before.languages(in: store))
        let both = its.filter(others.contains)
        let title = say(
            "What changed from version {old} to version {new}",
            ["old": say.number(number - 1), "new": say.number(number)])
        let head: HTML = """
            \(crumbs(ref, say))
            <h1>\(title)</h1>
            """
        guard let language = both.contains(say.language) ? say.language : both.first,
            let old = try PublishedFile.paragraphs(of: before, in: language, from: store),
            let new = try PublishedFile.paragraphs(of: version, in: language, from: store)
        else {
            let sentence = Parts.empty(say("The two versions have no language in common."))
            return .page(Page(title, in: .policymakers, body: head + sentence))
        }
        let changes = Changes(from: old, to: new)
        let counts = changes.isEmpty ? say("Nothing has changed.") : ChangesView.counts(changes, say)
        let body: HTML = """
            \(head)
            <p class="when"><a href="\(before.link)">\(say.date(before.day))</a> – <a href="\(version.link)">\(say.date(version.day))</a></p>
            <p>\(counts)</p>
            \(ChangesView.all(changes, in: language, say))
            """
        return .page(Page(title, in: .policymakers, body: body))
    }

    static func crumbs(_ ref: String, _ say: Tongue) -> HTML {
        """
        <p class="crumbs"><a href="\(Places.reports())">\(say("Annual reports"))</a> · <a href="\(Places.report(ref))">\(say("The report as it stands today"))</a></p>
        """
    }
}

/// Lines about versions, wherever they are named.
enum VersionLines {
    /// “Version 2, 19 April 2018”, as a link.
    static func link(_ version: PublishedVersion, _ say: Tongue) -> HTML {
        """
        <a href="\(version.link)">\(say("Version {number}", ["number": say.number(version.number)]))</a>, \
        <time datetime="\(version.day.description)">\(say.date(version.day))</time>
        """
    }

    static func newer(_ version: PublishedVersion, _ say: Tongue) -> HTML {
        "\(say("A newer one has been published:")) \(link(version, say))."
    }

    /// What can be done with a version: take it along, compare it.
    static func tools(_ version: PublishedVersion, _ say: Tongue) -> HTML {
        let (ref, number) = (version.presidency, version.number)
        let changes: HTML =
            "<a href=\"\(Places.reportChanges(ref, number))\">\(say("What changed since the version before"))</a>"
        return """
            <p class="tools">\(Formats.links(say) { Places.versionDownload(ref, number, $0) })\(when: number > 1, changes)</p>
            """
    }
}

/// The files in which a report can leave the house.
enum Formats {
    static func links(_ say: Tongue, _ place: (String) -> Link) -> HTML {
        let names = [("pdf", say("PDF")), ("docx", say("Word")), ("html", say("Web page"))]
        let links = names.map { format, name -> HTML in
            "<a href=\"\(place(format).with([("language", say.language.code)]))\">\(name)</a>"
        }
        return "<span>\(say("Save as:"))</span> \(links.joined(separator: " "))"
    }
}
