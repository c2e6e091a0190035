public import Languages
public import Markup
import Web

/// Papers in a list.
public enum PaperRows {
    public static func list(_ papers: [Paper], _ say: Tongue) -> HTML {
        let rows = papers.map { paper -> HTML in
            """
            <li>\(paper.date.map { "<span class=\"when\">\(Dates.text($0, say))</span>" as HTML } ?? "<span></span>")<span class="what"><a href="\(Places.paper(paper.ref))">\(paper.title.plain(say))</a> \
            <span class="facts">\(say(paper.kind.phrase))\(paper.meeting.map { " · \($0.title.plain(say))" as HTML }) · \(paper.readers(say))</span></span></li>

            """
        }
        return "<ul class=\"rows\">\n\(rows)</ul>"
    }
}
