/// What can be made of a document, and by which program: a closed list, so that nobody can ask for another command.
public enum Recipe: String, Sendable, CaseIterable {
    /// A PDF that is accessible (PDF/UA-1), by WeasyPrint.
    case pdf
    /// A text for a word processor, by pandoc.
    case docx

    /// The converter, as people know it.
    public var converter: String {
        switch self {
        case .pdf: "WeasyPrint"
        case .docx: "pandoc"
        }
    }

    /// The media type of the result.
    public var contentType: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
    }

    /// How long it may take, in seconds.
    public var seconds: Int { 60 }

    /// The document in the folder of a conversion.
    static let source = "source.html"
    /// What becomes of it there.
    var result: String { "result.\(rawValue)" }
    /// A document whose styles the result takes over, and a filter, where they are laid into the folder.
    public static let reference = "report-word.docx"
    public static let filter = "report-word.lua"

    /// What the program is told, in a folder that holds the document and those names.
    func arguments(with names: Set<String>) -> [String] {
        switch self {
        case .pdf: [Recipe.source, result, "--pdf-variant", "pdf/ua-1", "--custom-metadata"]
        case .docx:
            [Recipe.source, "-o", result, "-f", "html", "-t", "docx", "--shift-heading-level-by", "-1"]
                + (names.contains(Recipe.reference) ? ["--reference-doc", Recipe.reference] : [])
                + (names.contains(Recipe.filter) ? ["--lua-filter", Recipe.filter] : [])
        }
    }
}

/// Where the converters are: paths, or names to be found on the PATH.
public struct Programs: Sendable, Hashable {
    public var weasyPrint: String
    public var pandoc: String

    public init(weasyPrint: String = "weasyprint", pandoc: String = "pandoc") {
        self.weasyPrint = weasyPrint
        self.pandoc = pandoc
    }

    /// Those that the environment names (`CHILDCENTRE_WEASYPRINT`, `CHILDCENTRE_PANDOC`), else those on the PATH.
    public static var ofEnvironment: Programs {
        Programs(
            weasyPrint: Surroundings.variable("CHILDCENTRE_WEASYPRINT") ?? "weasyprint",
            pandoc: Surroundings.variable("CHILDCENTRE_PANDOC") ?? "pandoc")
    }

    func program(for recipe: Recipe) -> String {
        switch recipe {
        case .pdf: weasyPrint
        case .docx: pandoc
        }
    }
}
