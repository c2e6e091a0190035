import Basics
import Documents
public import Languages
public import Markup
public import Store

/// What people wrote for a page, in Markdown, each text under its heading.
public enum Narratives {
    public static func html(on place: StaticString, _ store: Connection, _ say: Tongue) throws -> HTML {
        try Narrative.all(on: place, in: store, for: say.language).map { narrative in
            Parts.section(narrative.title.body, id: "text-\(narrative.ref)", narrative.body.map { body($0, say) })
        }.joined()
    }

    private static func body(_ text: Text, _ say: Tongue) -> HTML {
        let html = Markdown.html(text.body)
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
