public import Basics
public import Cooperation
public import Languages
public import Markup
public import Store

/// An annual report as one text: a title, a table of contents, and chapters made from records or written by people.
public struct ReportDocument {
    public let title: String
    public let html: HTML

    /// What the report is read on.
    public enum Medium: Sendable {
        /// A screen or paper: charts are drawn.
        case page
        /// A word processor: charts are tables, so that they can be edited.
        case text
    }

    /// Puts the report of a year together in the language of `say`.
    public init(_ year: ReportYear, in store: Connection, _ say: Tongue, today: Day, for medium: Medium = .page) throws
    {
        let writer = ChapterWriter(year: year, store: store, say: say, today: today, medium: medium)
        let chapters = try writer.chapters().filter { !$0.content.isEmpty }
        let network = try Network.find(in: store, for: say.language)
        title = say(
            "Annual report: {presidency}, {period}",
            [
                "presidency": year.presidency.title.body,
                "period": Dates.period(String(year.presidency.begins.year), String(year.presidency.ends.year), say),
            ])
        let contents = chapters.map { "<li><a href=\"\(Link(anchor: $0.id))\">\($0.title)</a></li>\n" as HTML }
        html = """
            <article class="report">
            <h1>\(title)</h1>
            <p class="when">\(network?.name.plain(say)) · \(Dates.full(year.presidency.begins, year.presidency.ends, say))</p>
            \(when: today <= year.presidency.ends, "<p class=\"notice\">\(say("The year is not over: this report grows with what is recorded. As of {date}.", ["date": say.date(today)]))</p>")
            <nav class="contents" aria-labelledby="contents"><h2 id="contents">\(say("Contents"))</h2><ol>
            \(contents)</ol></nav>
            \(chapters.map { Self.section($0, say) })
            </article>
            """
    }

    private static func section(_ chapter: Chapter, _ say: Tongue) -> HTML {
        """
        <section class="chapter" aria-labelledby="\(chapter.id)">
        <h2 id="\(chapter.id)">\(chapter.title)</h2>
        <p class="origin">\(chapter.isWritten ? say("Written by people") : say("From the records"))</p>
        \(chapter.content)
        </section>

        """
    }
}

/// A chapter of a report.
struct Chapter {
    let id: String
    let title: String
    /// Whether people wrote it; else it was made from records.
    let isWritten: Bool
    let content: HTML
}
