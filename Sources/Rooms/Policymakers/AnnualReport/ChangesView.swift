import Basics
import Documents
import Languages
import Markup

/// A difference as markup: what went and what came is also said in words, for those who do not see the lines.
enum ChangesView {
    /// How many unchanged paragraphs in a row are shown; more are folded.
    private static let shown = 2

    /// Every passage, with what did not change folded; `language` is that of the texts.
    static func all(_ changes: Changes, in language: Language, _ say: Tongue) -> HTML {
        var pieces: [HTML] = []
        var same: [Paragraph] = []
        for passage in changes.passages {
            if case .same(let paragraph) = passage {
                same.append(paragraph)
                continue
            }
            pieces.append(unchanged(same, say))
            same = []
            pieces.append(markup(of: passage, say))
        }
        pieces.append(unchanged(same, say, isLast: true))
        return "<div class=\"changes\"\(of(language, say))>\n\(pieces)</div>"
    }

    /// How much has changed in a sentence, and the passages behind it.
    static func folded(_ changes: Changes, in language: Language, _ say: Tongue) -> HTML {
        guard !changes.isEmpty else { return "<p>\(say("Nothing has changed."))</p>" }
        return """
            <details><summary>\(counts(changes, say))</summary>
            \(all(changes, in: language, say))
            </details>
            """
    }

    static func counts(_ changes: Changes, _ say: Tongue) -> String {
        let counts = changes.counts
        return say.list(
            [
                counts.added > 0
                    ? say(one: "{count} paragraph added", other: "{count} paragraphs added", count: counts.added) : nil,
                counts.removed > 0
                    ? say(one: "{count} paragraph removed", other: "{count} paragraphs removed", count: counts.removed)
                    : nil,
                counts.changed > 0
                    ? say(one: "{count} paragraph changed", other: "{count} paragraphs changed", count: counts.changed)
                    : nil,
            ].compactMap(\.self))
    }

    private static func of(_ language: Language, _ say: Tongue) -> HTML {
        language == say.language ? .empty : " lang=\"\(language.code)\""
    }

    /// A run without changes: its last heading stays visible, to say where we are.
    private static func unchanged(_ paragraphs: [Paragraph], _ say: Tongue, isLast: Bool = false) -> HTML {
        guard paragraphs.count > shown else { return paragraphs.map { plain($0, HTML(text: $0.text)) }.joined() }
        let heading = isLast ? nil : paragraphs.last { $0.kind == .heading }.map { plain($0, HTML(text: $0.text)) }
        let count = say(
            one: "{count} paragraph unchanged", other: "{count} paragraphs unchanged", count: paragraphs.count)
        return """
            <details lang="\(say.language.code)"><summary>\(count)</summary>
            \(paragraphs.map { plain($0, HTML(text: $0.text)) })</details>
            \(heading)
            """
    }

    private static func markup(of passage: Changes.Passage, _ say: Tongue) -> HTML {
        switch passage {
        case .same(let paragraph): plain(paragraph, HTML(text: paragraph.text))
        case .removed(let paragraph): plain(paragraph, removed(paragraph.text, say))
        case .added(let paragraph): plain(paragraph, added(paragraph.text, say))
        case .changed(let kind, let pieces):
            plain(
                Paragraph(kind, ""),
                pieces.map { piece -> HTML in
                    switch piece {
                    case .same(let text): HTML(text: text)
                    case .removed(let text): removed(text, say)
                    case .added(let text): added(text, say)
                    }
                }.joined(separator: " "))
        }
    }

    private static func removed(_ text: String, _ say: Tongue) -> HTML {
        "<del><span class=\"hidden\">\(say("removed:")) </span>\(text)<span class=\"hidden\"> \(say("(end)"))</span></del>"
    }

    private static func added(_ text: String, _ say: Tongue) -> HTML {
        "<ins><span class=\"hidden\">\(say("added:")) </span>\(text)<span class=\"hidden\"> \(say("(end)"))</span></ins>"
    }

    /// A paragraph by its kind: headings of the texts are no headings of this page.
    private static func plain(_ paragraph: Paragraph, _ content: HTML) -> HTML {
        switch paragraph.kind {
        case .heading: "<p class=\"heading\">\(content)</p>\n"
        case .item: "<p class=\"item\">\(content)</p>\n"
        case .text: "<p>\(content)</p>\n"
        }
    }
}
