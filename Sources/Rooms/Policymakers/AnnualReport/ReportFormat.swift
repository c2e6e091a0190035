public import Markup

/// The kinds of files that a report comes as, and what a converter is told to make them.
public enum ReportFormat: String, CaseIterable, Sendable {
    case html, pdf, docx

    /// What the report is written for.
    public var medium: ReportDocument.Medium {
        switch self {
        case .html: .page
        case .pdf: .print
        case .docx: .text
        }
    }

    /// The program that makes the file from the report's page: its name, where an operator may say that it is, and what
    /// it is called on the PATH. Nil where none is needed.
    public var converter: (name: String, variable: String, program: String)? {
        switch self {
        case .html: nil
        case .pdf: ("WeasyPrint", "CHILDCENTRE_WEASYPRINT", "weasyprint")
        case .docx: ("pandoc", "CHILDCENTRE_PANDOC", "pandoc")
        }
    }

    /// The embedded files that the converter reads; each must stand under its name in one folder.
    public var assets: [String] {
        self == .docx ? ["report-word.docx", "report-word.lua"] : []
    }

    /// What the converter is told; `folder` is where its assets stand.
    public func arguments(from source: String, to result: String, in folder: String) -> [String] {
        switch self {
        case .html: []
        case .pdf: ["--pdf-variant", "pdf/ua-1", "--custom-metadata", source, result]
        case .docx:
            [
                source, "--output", result, "--from", "html", "--to", "docx", "--shift-heading-level-by", "-1",
                "--reference-doc", "\(folder)/report-word.docx", "--lua-filter", "\(folder)/report-word.lua",
            ]
        }
    }
}

extension ReportDocument {
    /// The report as a page that stands alone, with its style inside. `address` is where the house stands, such as
    /// `https://house.example.org`, so that links lead to the records; without it the links are words only.
    public func alone(in language: String, style: [UInt8], address: String? = nil) -> HTML {
        """
        <!doctype html>
        <html lang="\(language)"><head><meta charset="utf-8"><title>\(title)</title>
        <meta name="viewport" content="width=device-width">
        <style>\(unescaped: style, because: "a style sheet of our own, embedded in the program")</style></head>
        <body>
        \(unescaped: settled(address), because: "only the beginnings of addresses of our own are put in front")
        </body></html>

        """
    }

    /// Addresses of the house with the house in front, or no addresses any more. A quoted text cannot look like one,
    /// because its quotation marks are escaped.
    private func settled(_ address: String?) -> [UInt8] {
        let new = address.map { Array("href=\"".utf8) + HTML(text: $0).bytes + Array("/".utf8) }
        return html.bytes.replacing(Array("href=\"/".utf8), with: new ?? Array("data-at=\"/".utf8))
    }
}

extension HTML {
    /// The markup with one piece of our own in place of another. Texts cannot look like markup, so they stay.
    func replacing(_ old: StaticString, _ new: StaticString) -> HTML {
        let settled = bytes.replacing(Array(old.description.utf8), with: Array(new.description.utf8))
        return "\(unescaped: settled, because: "one piece of markup from source code stands in place of another")"
    }
}

extension [UInt8] {
    fileprivate func replacing(_ old: [UInt8], with new: [UInt8]) -> [UInt8] {
        guard let first = old.first else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8192)
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            bytes += rest[..<start]
            rest = rest[start...]
            if rest.starts(with: old) {
                bytes += new
                rest = rest.dropFirst(old.count)
            } else {
                bytes.append(first)
                rest = rest.dropFirst()
            }
        }
        return bytes + rest
    }
}
