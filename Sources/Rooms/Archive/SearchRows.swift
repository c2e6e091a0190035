import Basics
import Cooperation
import Languages
import Markup
import Search

/// The results of a search as a list: the title, what it is and when, and the words around those that were looked for.
enum SearchRows {
    static func list(_ results: [Findings.Result], _ say: Tongue) -> HTML {
        "<ol class=\"rows found\">\n\(results.map { row($0, say) })</ol>"
    }

    private static func row(_ result: Findings.Result, _ say: Tongue) -> HTML {
        let title = Text(body: result.title, language: result.titleLanguage, state: .original)
        let date = result.date.map { " · <time datetime=\"\($0)\">\(Dates.text($0, say))</time>" as HTML }
        return """
            <li><span class="what"><a href="\(result.link)">\(title.shown(say))</a> \
            <span class="facts">\(say(result.kind.phrase))\(date)</span>\(snippet(of: result, say))</span></li>

            """
    }

    private static func snippet(of result: Findings.Result, _ say: Tongue) -> HTML {
        let pieces = result.snippet.pieces.map { piece -> HTML in
            piece.isMarked ? "<mark>\(piece.text)</mark>" : HTML(text: piece.text)
        }
        guard !pieces.isEmpty else { return .empty }
        guard result.snippetLanguage != say.language else { return "<p class=\"said\">\(pieces)</p>" }
        return "<p class=\"said\" lang=\"\(result.snippetLanguage.code)\">\(pieces)</p>"
    }
}
