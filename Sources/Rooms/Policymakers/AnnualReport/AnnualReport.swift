import Cooperation
import HTTP
import Languages
import Markup
public import Room
import Store
import Web

/// The annual report of a presidency, made from the records as they stand: nobody writes down twice what is recorded.
/// What is published is frozen, and stands beside the report that goes on growing.
public enum AnnualReport {
    public static let room = Room(
        "annual-report", window: .policymakers, doors: [Room.Door(Phrase("Reports"), Places.reports())],
        migrations: migrations
    ) { routes in
        routes.get(Places.reports, for: .everyone, alike(reports))
        routes.get(Places.report, for: .everyone, alike(report))
        routes.get(Places.reportCheck, for: .everyone, alike(check))
        routes.get(Places.reportPublish, for: .publishing, alike(publishing))
        routes.post(Places.reportPublish, for: .publishing, limit: 256 << 10, lane: .slow, alike(publish))
        routes.get(Places.reportDownload, for: .recording, alike(download))
        routes.get(Places.reportVersion, for: .everyone, alike(version))
        routes.get(Places.reportChanges, for: .everyone, alike(changes))
        routes.get(Places.versionDownload, for: .everyone, alike(versionDownload))
    }

    /// A report goes out to everybody: whoever asks, it is made from what everybody may see.
    private static func alike<each Part>(
        _ handler: @escaping @Sendable (Visitor, repeat each Part) throws -> Outcome
    ) -> @Sendable (Visitor, repeat each Part) throws -> Outcome {
        { (visitor: Visitor, part: repeat each Part) in
            try visitor.store.seeing(.everybody) { try handler(visitor, repeat each part) }
        }
    }

    /// `GET /reports`
    @Sendable
    static func reports(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let begun = try Presidency.all(in: visitor.store, for: visitor.language).filter { $0.begins <= visitor.today }
        let versions = Dictionary(grouping: try PublishedVersion.all(in: visitor.store), by: \.presidency)
        let rows = begun.map { term -> HTML in
            let published = (versions[term.ref] ?? []).map { "<li>\(VersionLines.link($0, say))</li>\n" as HTML }
            return """
                <li>\(Dates.full(term.begins, term.ends, say))<span class="what"><a href="\(Places.report(term.ref))">\(term.title.plain(say))</a> \
                <span class="label">\(say("live draft"))</span> \
                \(when: term.ends >= visitor.today, "<span class=\"label underway\">\(say("still being written"))</span>")\
                \(when: !published.isEmpty, "<span class=\"hidden\">\(say("Published:"))</span><ul class=\"versions\">\n\(published)</ul>")</span></li>

                """
        }
        let body: HTML = """
            <h1>\(say("Annual reports"))</h1>
            <p>\(say("Each report is made from what was recorded, and grows with it. What has been published stays as it was."))</p>
            \(rows.isEmpty ? Parts.empty(say("No presidency has been recorded yet.")) : "<ul class=\"rows\">\n\(rows)</ul>")
            """
        return .page(Page(say("Annual reports"), in: .policymakers, body: body))
    }

    /// `GET /reports/{presidency}`: the report as the records stand.
    @Sendable
    static func report(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        guard let year = try ReportYear.find(ref, in: visitor.store, for: visitor.language) else { return .missing }
        let say = visitor.say
        let document = try ReportDocument(year, in: visitor.store, say, today: visitor.today)
        let versions = try PublishedVersion.all(of: ref, in: visitor.store)
        let tools: HTML = """
            <p class="tools">\(Formats.links(say) { Places.reportDownload(ref, $0) })\
            <a href="\(Places.reportPublish(ref))">\(say("Publish …"))</a></p>
            """
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.reports())">\(say("Annual reports"))</a></p>
            <div class="notice"><p><strong>\(say("Live draft as of {date}.", ["date": say.date(visitor.today)]))</strong> \
            \(versions.first.map { "\(say("Published:")) \(VersionLines.link($0, say))." as HTML } ?? HTML(text: say("Nothing has been published yet.")))</p>
            \(when: visitor.may(.publishing), tools)</div>
            \(document.html)
            <p class="tools"><a href="\(Places.reportCheck(ref))">\(say("What is still open"))</a></p>
            """
        return .page(Page(document.title, in: .policymakers, body: body))
    }
}
