import Basics
import Documents
public import Languages
public import Markup
public import Store

/// What people wrote for a page, in Markdown, each text under its heading.
public enum Narratives {
    public static func html(
        on place: StaticString, of presidency: Presidency? = nil, _ store: Connection, _ say: Tongue
    ) throws -> HTML {
        try Narrative.all(on: place, of: presidency, in: store, for: say.language).map { narrative in
            Parts.section(narrative.title.body, id: "text-\(narrative.ref)", narrative.body.map { body($0, say) })
        }.joined()
    }

    /// A text as markup, with its language where it is not the reader's and a note where it is an older translation; its
    /// headings stand below one of that level.
    public static func body(_ text: Text, _ say: Tongue, below level: Int = 1) -> HTML {
        let html = Markdown.html(text.body, below: level)
        if text.language != say.language {
            return """
                <p class="note">\(say("Not translated yet; shown in {language}.", ["language": say.name(of: text.language)]))</p>
                <div class="prose" lang="\(text.language.code)">\(html)</div>
                """
        }
        let note: HTML =
            text.state == .stale
            ? "<p class=\"note\">\(say("The original has changed since this was translated."))</p>" : .empty
        return "\(note)<div class=\"prose\">\(html)</div>"
    }
}
