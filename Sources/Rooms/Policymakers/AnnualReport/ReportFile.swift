public import Basics
public import Cooperation
import Documents
public import Languages
import Markup
public import Store

/// A report as files that can leave the house: a page for screens, a page for paper, and a text for word processors.
public struct ReportFile: Sendable {
    public let title: String
    public let language: Language
    /// A whole HTML document with its style inside.
    public let page: [UInt8]
    /// Where in the page the report itself stands, without what is around it.
    public let body: Range<Int>
    /// The report as it goes onto paper, with a title page.
    public let print: [UInt8]
    /// The same report as plain paragraphs and tables, to be edited further.
    public let text: [UInt8]
    /// The report's paragraphs without markup, as versions are compared.
    let paragraphs: String

    /// Puts the report of a year together in the language of `say`, as it stands in the store now.
    ///
    /// - Parameters:
    ///   - status: what a reader may rely on; a draft of today unless told otherwise.
    ///   - address: where the house stands, so that links on paper lead to it; without it they are words only.
    public init(
        _ year: ReportYear, in store: Connection, _ say: Tongue, today: Day, style: [UInt8],
        status: ReportDocument.Status? = nil, address: String? = nil
    ) throws {
        let report = { (medium: ReportDocument.Medium) in
            try ReportDocument(year, in: store, say, today: today, for: medium, status: status)
        }
        let code = say.language.code
        let whole = try report(.page)
        title = whole.title
        language = say.language
        let head = ReportDocument.head(title, code, style)
        page = (head + whole.html + ReportDocument.foot).bytes
        body = head.bytes.count..<(head.bytes.count + whole.html.bytes.count)
        print = try report(.print).alone(in: code, style: style, address: address).bytes
        text = try report(.text).alone(in: code, style: style, address: address).bytes
        paragraphs = Paragraph.lines(of: whole.paragraphs)
    }
}
