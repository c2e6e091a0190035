import Cooperation
import Languages
import Markup
import Room
import Store
import Web

extension Archive {
    /// `GET /history`
    @Sendable
    static func history(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let entries = try TimelineEntry.all(in: visitor.store, for: visitor.language)
        let body: HTML = """
            <h1>\(say("How it came about"))</h1>
            \(Deeds.new("timeline", isOffered: visitor.member != nil, say))
            \(try Narratives.html(on: "history", visitor.store, say))
            \(entries.isEmpty ? Parts.empty(say("No history has been recorded yet.")) : try chapters(entries, visitor))
            """
        return .page(Page(say("How it came about"), in: .archive, body: body))
    }

    private static func chapters(_ entries: [TimelineEntry], _ visitor: Visitor) throws -> HTML {
        var chapters: [(title: Text?, entries: [TimelineEntry])] = []
        for entry in entries {
            if !chapters.isEmpty, chapters[chapters.count - 1].title?.body == entry.chapter?.body {
                chapters[chapters.count - 1].entries.append(entry)
            } else {
                chapters.append((entry.chapter, [entry]))
            }
        }
        return try chapters.enumerated().map { index, chapter -> HTML in
            let rows = try chapter.entries.map { try row(of: $0, visitor) }
            return """
                <section aria-labelledby="chapter-\(index)">
                <h2 id="chapter-\(index)">\(chapter.title?.shown(visitor.say) ?? HTML(text: visitor.say("Further events")))</h2>
                <ol class="timeline">
                \(rows)</ol>
                </section>

                """
        }.joined()
    }

    private static func row(of entry: TimelineEntry, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let adopted = try visitor.store.linked(.conclusions, from: entry.id, "conclusions", in: visitor.language)
        return """
            <li><time datetime="\(entry.date)">\(Dates.period(entry.date, entry.until ?? entry.date, say))</time>\
            <div><h3>\(entry.title.shown(say))</h3>\(when: entry.place != nil, "<p class=\"facts\">\(entry.place)</p>")
            \(entry.summary?.paragraphs(say))\(Parts.links(adopted, say, to: { Places.conclusion($0) }).map { "<p>\($0)</p>" as HTML })</div></li>

            """
    }

    /// `GET /sources`
    @Sendable
    static func sources(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let rows = try Source.all(in: visitor.store, for: visitor.language).map { source -> HTML in
            let address = source.address.flatMap(Link.init(outside:)).map {
                "<a href=\"\($0)\">\($0.address)</a>" as HTML
            }
            let facts = [
                source.publisher.map { HTML(text: $0) }, source.published.map { HTML(text: Dates.text($0, say)) },
                address,
            ]
            return
                "<dt id=\"\(source.ref)\"><code>\(source.ref)</code> \(source.title.shown(say))</dt><dd>\(facts.compactMap(\.self).joined(separator: " · "))</dd>\n"
        }
        let body: HTML = """
            <h1>\(say("Sources"))</h1>
            <p>\(say("Every fact says where it comes from. These are the publications that were used."))</p>
            \(rows.isEmpty ? Parts.empty(say("No source has been recorded yet.")) : "<dl class=\"sources\">\n\(rows)</dl>")
            """
        return .page(Page(say("Sources"), in: .archive, body: body))
    }
}
