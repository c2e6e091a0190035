import Cooperation
import Languages
import Markup

/// A chapter of a report: what the records say and what people wrote, side by side and marked.
struct Chapter {
    let id: String
    let title: String
    private var parts: [(isWritten: Bool, html: HTML)] = []
    /// The headings inside that the table of contents names.
    private(set) var sections: [(id: String, title: Text)] = []

    init(_ id: String, _ title: String) {
        self.id = id
        self.title = title
    }

    var isEmpty: Bool { parts.isEmpty }

    /// Its parts, each below a line that says where it comes from.
    func content(_ say: Tongue) -> HTML {
        parts.map { part -> HTML in
            let origin = part.isWritten ? say("Written by people") : say("From the records")
            let kind: StaticString = part.isWritten ? "written" : "recorded"
            return """
                <div class="\(kind.description)">
                <div class="origin"><p>\(origin)</p></div>
                \(part.html)
                </div>

                """
        }.joined()
    }

    /// Adds what was made from records.
    mutating func record(_ html: HTML) {
        add(html, isWritten: false)
    }

    /// Adds a text that people wrote, under its own heading.
    mutating func write(_ narrative: Narrative, _ say: Tongue) {
        guard let body = narrative.body else { return }
        let heading = heading("text-\(narrative.ref)", narrative.title, say)
        add("\(heading)\n\(Narratives.body(body, say, below: 3))\n", isWritten: true)
    }

    /// What follows of the same origin needs no line of its own.
    private mutating func add(_ html: HTML, isWritten: Bool) {
        guard !html.bytes.allSatisfy({ $0 <= 0x20 }) else { return }
        if let last = parts.indices.last, parts[last].isWritten == isWritten {
            parts[last].html += html
        } else {
            parts.append((isWritten, html))
        }
    }

    /// A heading that the table of contents names; it may lead to its record.
    mutating func heading(_ id: String, _ title: Text, to link: Link? = nil, _ say: Tongue) -> HTML {
        sections.append((id, title))
        let words: HTML = link.map { "<a href=\"\($0)\">\(title.shown(say))</a>" } ?? title.shown(say)
        return "<h3 id=\"\(id)\" data-title=\"\(title.body)\">\(words)</h3>"
    }

    /// The same for a title of the report's own.
    mutating func heading(_ id: String, _ title: String, _ say: Tongue) -> HTML {
        heading(id, Text(body: title, language: say.language, state: .original), say)
    }
}
