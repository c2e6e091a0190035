public import Markup

extension ReportDocument {
    /// The report as a page that stands alone, with its style inside. `address` is where the house stands, such as
    /// `https://house.example.org`, so that links lead to the records; without it the links are words only.
    public func alone(in language: String, style: [UInt8], address: String? = nil) -> HTML {
        let body: HTML =
            "\(unescaped: settled(address), because: "only the beginnings of addresses of our own are put in front")"
        return Self.head(title, language, style) + body + Self.foot
    }

    /// What stands around a report that stands alone.
    static func head(_ title: String, _ language: String, _ style: [UInt8]) -> HTML {
        """
        <!doctype html>
        <html lang="\(language)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        <style>\(unescaped: style, because: "a style sheet of our own, embedded in the program")</style></head>
        <body>

        """
    }

    static let foot: HTML = "\n</body></html>\n"

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
