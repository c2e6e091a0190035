import Basics
public import Languages
public import Markup
import Web

/// Small pieces that pages are put together from.
public enum Parts {
    /// A list of facts: a name and what stands beside it. Empty ones are left out.
    public static func facts(_ facts: [(name: String, value: HTML?)]) -> HTML {
        let rows = facts.compactMap { fact in
            fact.value.flatMap { $0.isEmpty ? nil : "<dt>\(fact.name)</dt><dd>\($0)</dd>" as HTML }
        }
        return rows.isEmpty ? .empty : "<dl class=\"facts\">\(rows)</dl>"
    }

    /// A section with a heading; nothing at all when it has no content.
    public static func section(_ title: String, id: String, _ content: HTML?) -> HTML {
        guard let content, !content.isEmpty else { return .empty }
        return """
            <section aria-labelledby="\(id)">
            <h2 id="\(id)">\(title)</h2>
            \(content)
            </section>

            """
    }

    /// A progress bar with its number beside it; `part` of `whole`.
    public static func bar(_ part: Int, of whole: Int, label: String) -> HTML {
        bar(part, of: whole, label: label, .full)
    }

    /// The same, filled by a mark.
    static func bar(_ part: Int, of whole: Int, label: String, _ mark: Mark) -> HTML {
        let width = Drawing.share(part, of: whole, in: 100)
        return """
            <span class="measure"><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">\
            <rect class="track" fill="#efe9dd" width="100" height="6"/><rect class="fill \(mark.rawValue)" fill="#3f6b4f" width="\(width)" height="6"/></svg>\
            <span class="number">\(label)</span></span>
            """
    }

    /// What stands where there is nothing yet.
    public static func empty(_ sentence: String) -> HTML {
        "<p class=\"empty\">\(sentence)</p>"
    }

    /// Which page of a list an address asks for, counted from 1.
    public static func pageNumber(_ text: String?) -> Int { max(1, min(text.flatMap { Int($0) } ?? 1, 100_000)) }

    /// The links to the pages before and after one; `place` is told a page's number, and nothing for the first.
    public static func pager(_ number: Int, hasMore: Bool, _ say: Tongue, at place: (String?) -> Link) -> HTML {
        guard number > 1 || hasMore else { return .empty }
        func link(_ page: Int) -> Link { place(page > 1 ? String(page) : nil) }
        return """
            <nav class="pager" aria-label="\(say("Pages"))">\(when: number > 1, "<a rel=\"prev\" href=\"\(link(number - 1))\">\(say("Newer"))</a>")\
            \(when: hasMore, "<a rel=\"next\" href=\"\(link(number + 1))\">\(say("Older"))</a>")</nav>
            """
    }

    /// Links to things by their names, one after the other.
    public static func links(_ things: [Named], _ say: Tongue, to place: (String) -> Link) -> HTML? {
        things.isEmpty
            ? nil
            : things.map { "<a href=\"\(place($0.ref))\">\($0.name.plain(say))</a>" as HTML }.joined(separator: ", ")
    }

    /// Names without links.
    public static func names(_ things: [Named], _ say: Tongue) -> HTML? {
        things.isEmpty ? nil : things.map { $0.name.plain(say) }.joined(separator: ", ")
    }

    /// Where the facts of a page come from.
    public static func source(_ source: String?, _ say: Tongue) -> HTML {
        guard let source else { return .empty }
        let pieces = source.split(separator: ";").map(\.trimmed).map { piece -> HTML in
            let ref = String(piece.prefix { $0 != " " })
            return "<a href=\"\(Places.sources().at(ref))\">\(ref)</a>\(String(piece.dropFirst(ref.count)))"
        }
        return "<p class=\"source\">\(say("Source:")) \(pieces.joined(separator: "; "))</p>"
    }
}
