import Cooperation
import HTTP
import Languages
import Markup
import Room
import Search
import Web

extension Archive {
    /// `GET /search`
    @Sendable
    static func search(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let asked = try Asked(visitor)
        if let fault = asked.fault(say) {
            let body = "<h1>\(say("Search the house"))</h1>\n\(box(asked, say, fault: fault))" as HTML
            return page(say("Search the house"), body, status: .badRequest)
        }
        guard !asked.isEmpty else {
            let body: HTML = """
                <h1>\(say("Search the house"))</h1>
                \(box(asked, say))
                \(advice(asked, say))
                """
            return page(say("Search the house"), body)
        }
        let finding = try Findings.find(
            asked.text, filters: asked.filters, after: asked.after, in: visitor.store, for: visitor.language)
        let title = asked.text.isEmpty ? say("Search the house") : say("Search: {words}", ["words": asked.text])
        let body: HTML = """
            <h1>\(say("Search the house"))</h1>
            \(box(asked, say))
            <p class="tools" role="status">\(HTML(text: sum(of: finding, say)))</p>
            \(try SearchChoices(asked, finding, visitor).html)
            \(finding.results.isEmpty ? nothing(asked, say) : SearchRows.list(finding.results, say))
            \(pager(finding, asked, say))
            """
        return page(title, body)
    }

    private static func page(_ title: String, _ body: HTML, status: HTTPStatus = .ok) -> Outcome {
        var page = Page(title, in: .archive, status: status, body: body)
        page.isListed = false
        return .page(page)
    }

    private static func box(_ asked: Asked, _ say: Tongue, fault: String? = nil) -> HTML {
        let kept = asked.query(without: "q").compactMap { pair in
            pair.value.map { "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\($0)\">" as HTML }
        }
        return """
            <form class="search" role="search" method="get" action="\(Places.search())">
            <label class="hidden" for="words">\(say("Search for"))</label>
            <input id="words" type="search" name="q" value="\(asked.text)" maxlength="\(SearchQuery.longest)" enterkeyhint="search" autocomplete="off"\(flag: "autofocus", asked.text.isEmpty)\(when: fault != nil, " aria-invalid=\"true\" aria-describedby=\"fault\"")>
            <button>\(say(Phrase("Search", context: "button")))</button>\(kept)
            </form>
            \(fault.map { "<p class=\"notice\" id=\"fault\">\($0)</p>" as HTML })
            """
    }

    private static func sum(of finding: Findings, _ say: Tongue) -> String {
        switch finding.count {
        case nil:
            say("More than {number} results; the newest come first.", ["number": say.number(Findings.mostRanked)])
        case 0?: say("Nothing was found.")
        case let count?: say(one: "{count} result", other: "{count} results", count: count)
        }
    }

    private static func nothing(_ asked: Asked, _ say: Tongue) -> HTML {
        let words = asked.text.split(whereSeparator: \.isWhitespace).map(String.init)
        let single =
            words.count < 2
            ? []
            : words.prefix(8).map { word in
                "<li><a href=\"\(Places.search().with([("q", word)]))\">\(word)</a></li>" as HTML
            }
        return """
            <div class="help">
            \(when: asked.hasFilters && !asked.text.isEmpty, "<p><a href=\"\(Places.search().with([("q", asked.text)]))\">\(say("Look everywhere for these words"))</a></p>")
            \(when: !single.isEmpty, "<p>\(say("Look for one of the words alone:"))</p><ul>\(Array(single))</ul>")
            \(advice(asked, say))
            </div>
            """
    }

    private static func advice(_ asked: Asked, _ say: Tongue) -> HTML {
        """
        <ul class="advice">
        <li>\(say("Every word has to be there, in any form; fewer words find more."))</li>
        <li>\(say("Quotation marks keep words together: “rights of the child”."))</li>
        <li>\(say("The beginning of a word is enough for the last one."))</li>
        <li>\(say("Texts are found in every language that they were written in or translated into."))</li>
        </ul>
        <p><a href="\(Places.activities())">\(say("Activities"))</a> · <a href="\(Places.projects())">\(say("Projects"))</a> · <a href="\(Places.conclusions())">\(say("Conclusions"))</a></p>
        """
    }

    private static func pager(_ finding: Findings, _ asked: Asked, _ say: Tongue) -> HTML {
        let first = asked.after.map { _ in
            "<a href=\"\(Places.search().with(asked.query()))\">\(say("To the first results"))</a>" as HTML
        }
        let next = finding.next.map { cursor in
            "<a rel=\"next\" href=\"\(Places.search().with(asked.query() + [("after", cursor.text)]))\">\(say("More results"))</a>"
                as HTML
        }
        guard first != nil || next != nil else { return .empty }
        return "<nav class=\"pager\" aria-label=\"\(say("Pages"))\">\(first) \(next)</nav>"
    }
}
