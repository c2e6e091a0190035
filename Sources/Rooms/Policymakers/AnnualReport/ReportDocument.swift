public import Basics
public import Cooperation
import Documents
public import Languages
public import Markup
public import Store

/// An annual report as one text: a title, a table of contents, and chapters made from records or written by people.
public struct ReportDocument {
    public let title: String
    public let html: HTML
    /// The chapters alone, without what stands at the head: that differs with every version.
    private let chapters: HTML

    /// The report's paragraphs without markup, as versions are compared.
    var paragraphs: [Paragraph] { [Paragraph(.heading, title)] + Paragraph.paragraphs(of: chapters) }

    /// What the report is read on.
    public enum Medium: Sendable {
        /// A page of the house: drawings take its colours, and tables fold away.
        case page
        /// Paper: a title page, pictures with their tables below.
        case print
        /// A word processor: the same in plain paragraphs, so that everything can be edited.
        case text
    }

    /// What a reader may rely on.
    public enum Status: Sendable {
        /// It may still change; made from the records of that day.
        case draft(Day)
        /// It does not change any more.
        case published(version: Int, Day)
    }

    /// Puts the report of a year together in the language of `say`; it is a draft of today unless told otherwise.
    public init(
        _ year: ReportYear, in store: Connection, _ say: Tongue, today: Day, for medium: Medium = .page,
        status: Status? = nil
    ) throws {
        let chapters = try ChapterWriter(year, in: store, say, for: medium).chapters()
        let network = try Network.find(in: store, for: say.language)
        let period = Dates.period(String(year.presidency.begins.year), String(year.presidency.ends.year), say)
        let name = year.presidency.title.body
        title =
            name.contains(period)
            ? say("Annual report: {presidency}", ["presidency": name])
            : say("Annual report: {presidency}, {period}", ["presidency": name, "period": period])
        let cover = Cover(title: title, network: network, year: year, status: status ?? .draft(today), today: today)
        let sections = chapters.map { Self.section($0, say) }.joined()
        self.chapters = sections
        let whole: HTML = """
            <article class="report">
            \(medium == .page ? cover.head(say) : cover.page(say))
            \(Self.contents(chapters, medium, say))
            \(sections)
            </article>
            """
        html =
            medium == .text
            ? whole.replacing("<abbr class=\"tongue\"", "<span class=\"tongue\"").replacing("</abbr>", "</span>")
            : whole
    }

    /// A word processor's own contents are made from a part that is no landmark.
    private static func contents(_ chapters: [Chapter], _ medium: Medium, _ say: Tongue) -> HTML {
        let list: HTML = """
            <h2 id="contents">\(say("Contents"))</h2><ol>
            \(chapters.map { entry($0, deep: medium != .page, say) })</ol>
            """
        return medium == .page
            ? "<nav class=\"contents\" aria-labelledby=\"contents\">\(list)</nav>"
            : "<div class=\"contents\">\(list)</div>"
    }

    private static func entry(_ chapter: Chapter, deep: Bool, _ say: Tongue) -> HTML {
        let inner = chapter.sections.map {
            "<li><a href=\"\(Link(anchor: $0.id))\">\($0.title.plain(say))</a></li>\n" as HTML
        }
        return """
            <li><a href="\(Link(anchor: chapter.id))">\(chapter.title)</a>\(when: deep && !inner.isEmpty, "<ol>\(inner)</ol>")</li>

            """
    }

    private static func section(_ chapter: Chapter, _ say: Tongue) -> HTML {
        """
        <section class="chapter" aria-labelledby="\(chapter.id)">
        <h2 id="\(chapter.id)">\(chapter.title)</h2>
        \(chapter.content(say))
        </section>

        """
    }
}
