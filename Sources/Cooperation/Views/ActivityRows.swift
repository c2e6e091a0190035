import Basics
public import Languages
public import Markup
import Web

/// Activities as a list that can be scanned: the days, the title, two facts.
public enum ActivityRows {
    /// A list under month headings, of level 2 or 3.
    public static func byMonth(_ items: [ActivityItem], _ say: Tongue, heading level: Int = 2) -> HTML {
        var pieces: [HTML] = []
        pieces.reserveCapacity(items.count + 24)
        var shown: (year: Int, month: Int)?
        for item in items {
            let month = (year: item.begins.year, month: item.begins.month)
            if shown.map({ $0 != month }) ?? true {
                let title = say.month(month.year, month.month)
                if shown != nil { pieces.append("</ul>\n") }
                pieces.append(
                    level == 3 ? "<h3 class=\"month\">\(title)</h3>\n" : "<h2 class=\"month\">\(title)</h2>\n")
                pieces.append("<ul class=\"rows\">\n")
                shown = month
            }
            pieces.append(row(item, say, withYear: false))
        }
        if shown != nil { pieces.append("</ul>\n") }
        return pieces.joined()
    }

    /// A plain list.
    public static func list(_ items: [ActivityItem], _ say: Tongue, withYear: Bool = false) -> HTML {
        "<ul class=\"rows\">\n\(items.map { row($0, say, withYear: withYear) })</ul>"
    }

    /// One line for the head of a list, where titles are not in the reader's language.
    public static func fallback(_ items: [ActivityItem], _ say: Tongue) -> HTML {
        guard let other = items.first(where: { $0.title.language != say.language })?.title.language else {
            return .empty
        }
        return
            "<p class=\"note\">\(say("Not translated yet; shown in {language}.", ["language": say.name(of: other)]))</p>"
    }

    // Fifty on a page: one piece of markup each, without smaller ones inside where that is as easy to read.
    private static func row(_ item: ActivityItem, _ say: Tongue, withYear: Bool) -> HTML {
        """
        <li><time datetime="\(item.begins.description)">\(Dates.words(item.begins, item.ends, say, withYear: withYear))</time>\
        <span class="what"><a href="\(Places.activity(item.number))">\(item.title, say)</a> \
        <span class="facts">\(say(item.kind.phrase)) · \(item.place)\(state(of: item, say))</span></span></li>

        """
    }

    /// Most activities are done; only the others say how far they have come.
    private static func state(of item: ActivityItem, _ say: Tongue) -> HTML? {
        item.state == .done ? nil : " · \(item.state.label(say))"
    }
}
