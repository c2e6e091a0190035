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
        let date = result.date.map { " · <time datetime=\"\($0)\">\(Dates.text($0, say))</time>" as HTML }
        return """
            <li><span class="what"><a href="\(result.link)">\(title(of: result, say))</a> \
            <span class="facts">\(say(result.kind.phrase))\(date)</span>\(snippet(of: result, say))</span></li>

            """
    }

    /// With its language and a mark where it is not the reader's.
    private static func title(of result: Findings.Result, _ say: Tongue) -> HTML {
        let code = result.titleLanguage.code
        guard result.titleLanguage != say.language else { return marked(result.titlePieces) }
        let note = say("Not translated yet; shown in {language}.", ["language": say.name(of: result.titleLanguage)])
        return
            "<span lang=\"\(code)\">\(marked(result.titlePieces))</span> <abbr class=\"tongue\" title=\"\(note)\">\(code)</abbr>"
    }

    private static func marked(_ pieces: [Snippet.Piece]) -> HTML {
        pieces.map { $0.isMarked ? "<mark>\($0.text)</mark>" : HTML(text: $0.text) }.joined()
    }

    private static func snippet(of result: Findings.Result, _ say: Tongue) -> HTML {
        let pieces = marked(result.snippet.pieces)
        guard !pieces.isEmpty else { return .empty }
        guard result.snippetLanguage != say.language else { return "<p class=\"said\">\(pieces)</p>" }
        return "<p class=\"said\" lang=\"\(result.snippetLanguage.code)\">\(pieces)</p>"
    }
}
