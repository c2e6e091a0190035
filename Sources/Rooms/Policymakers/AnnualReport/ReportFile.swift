public import Basics
public import Cooperation
import Documents
public import Languages
import Markup
public import Store

/// A report as files that can leave the house: a page for screens and paper, and a text for word processors.
public struct ReportFile: Sendable {
    public let title: String
    public let language: Language
    /// A whole HTML document with its style inside.
    public let page: [UInt8]
    /// Where in the page the report itself stands, without what is around it.
    public let body: Range<Int>
    /// The same report with tables in place of drawings.
    public let text: [UInt8]
    /// The report's paragraphs without markup, as versions are compared.
    let paragraphs: String

    /// Puts the report of a year together in the language of `say`, as it stands in the store now.
    public init(_ year: ReportYear, in store: Connection, _ say: Tongue, today: Day, style: [UInt8]) throws {
        let report = try ReportDocument(year, in: store, say, today: today, for: .page)
        let plain = try ReportDocument(year, in: store, say, today: today, for: .text)
        title = report.title
        language = say.language
        let head = Self.head(report.title, say.language, style)
        page = (head + report.html + Self.foot).bytes
        body = head.bytes.count..<(head.bytes.count + report.html.bytes.count)
        text = (head + plain.html + Self.foot).bytes
        paragraphs = Paragraph.lines(of: Paragraph.paragraphs(of: report.html))
    }

    private static func head(_ title: String, _ language: Language, _ style: [UInt8]) -> HTML {
        """
        <!doctype html>
        <html lang="\(language.code)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        <style>\(unescaped: style, because: "a style sheet of our own, embedded in the program")</style></head>
        <body>

        """
    }

    private static let foot: HTML = "\n</body></html>\n"
}
