import Cooperation
import Languages
import Markup

/// A chapter of a report: what the records say and what people wrote, side by side and marked.
struct Chapter {
    let id: String
    let title: String
    private(set) var content: HTML = .empty
    /// The headings inside that the table of contents names.
    private(set) var sections: [(id: String, title: Text)] = []

    init(_ id: String, _ title: String) {
        self.id = id
        self.title = title
    }

    /// Adds what was made from records.
    mutating func record(_ html: HTML, _ say: Tongue) {
        guard !html.isEmpty else { return }
        content += """
            <div class="recorded">
            <p class="origin">\(say("From the records"))</p>
            \(html)
            </div>

            """
    }

    /// Adds a text that people wrote, under its own heading.
    mutating func write(_ narrative: Narrative, _ say: Tongue) {
        guard let body = narrative.body else { return }
        let id = "text-\(narrative.ref)"
        content += """
            <div class="written">
            <p class="origin">\(say("Written by people"))</p>
            \(heading(id, narrative.title, say))
            \(Narratives.body(body, say, below: 3))
            </div>

            """
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
