import Basics
import Converters
import Cooperation
import HTTP
import Languages
import Markup
import Room
import Web

extension AnnualReport {
    /// `GET /reports/{presidency}/download/{format}`: the report as it stands, for those who work on it.
    @Sendable
    static func download(_ visitor: Visitor, _ ref: String, _ format: String) throws -> Outcome {
        _ = try visitor.secretary()
        guard let language = try language(asked: visitor), let kind = FileKind(rawValue: format) else {
            return .missing
        }
        let (say, style) = (Languages.tongue(language), visitor.workshop.materials.style)
        guard let year = try ReportYear.find(ref, in: visitor.store, for: language) else { return .missing }
        let file = try ReportFile(year, in: visitor.store, say, today: visitor.today, style: style)
        let name = "\(FileName.part(ref))-draft-\(visitor.today)-\(language.code).\(kind.rawValue)"
        return Download(kind, named: name, isKept: false, back: Places.report(ref))
            .outcome(page: file.page, print: file.print, text: file.text, visitor)
    }

    /// `GET /reports/{presidency}/versions/{number}/download/{format}`: a published version, for everybody.
    @Sendable
    static func versionDownload(
        _ visitor: Visitor, _ ref: String, _ number: Int, _ format: String
    ) throws -> Outcome {
        guard let version = try PublishedVersion.find(ref, number, in: visitor.store),
            let asked = try language(asked: visitor), let kind = FileKind(rawValue: format)
        else { return .missing }
        let language = try version.language(for: asked, in: visitor.store)
        guard let file = try PublishedFile.find(version, in: language, from: visitor.store) else { return .missing }
        let name = "\(FileName.part(ref))-version-\(number)-\(language.code).\(kind.rawValue)"
        return Download(kind, named: name, isKept: true, back: version.link)
            .outcome(page: file.page, print: file.print, text: file.text, visitor)
    }

    /// The language of `?language=`, else the visitor's; nil for one that the network does not offer.
    private static func language(asked visitor: Visitor) throws -> Language? {
        try visitor.query.only(["language"])
        guard let code = visitor.query["language"] else { return visitor.language }
        return Language(rawValue: code).flatMap { visitor.offered.contains($0) ? $0 : nil }
    }
}

/// What kind of file somebody wants.
enum FileKind: String {
    case html, pdf, docx

    /// How it is made; nil for what is there already.
    var recipe: Recipe? { Recipe(rawValue: rawValue) }
}

/// Names of files as every system takes them.
enum FileName {
    /// A piece of such a name: letters of English, digits and strokes, at most sixty.
    static func part(_ text: String) -> String {
        let piece = text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(60)
        return "annual-report-" + String(piece)
    }
}
