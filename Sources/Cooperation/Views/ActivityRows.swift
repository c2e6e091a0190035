import Basics
public import Languages
public import Markup
import Web

/// Activities as a list that can be scanned: the days, the title, two facts.
public enum ActivityRows {
    /// A list under month headings, of level 2 or 3.
    public static func byMonth(_ items: [ActivityItem], _ say: Tongue, heading level: Int = 2) -> HTML {
        var months: [(title: String, rows: [ActivityItem])] = []
        for item in items {
            let title = say.month(item.begins.year, item.begins.month)
            if months.last?.title == title {
                months[months.count - 1].rows.append(item)
            } else {
                months.append((title, [item]))
            }
        }
        return months.map { month -> HTML in
            let heading: HTML =
                level == 3 ? "<h3 class=\"month\">\(month.title)</h3>" : "<h2 class=\"month\">\(month.title)</h2>"
            return "\(heading)\n\(list(month.rows, say))\n"
        }.joined()
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

    private static func row(_ item: ActivityItem, _ say: Tongue, withYear: Bool) -> HTML {
        """
        <li>\(withYear ? Dates.full(item.begins, item.ends, say) : Dates.short(item.begins, item.ends, say))\
        <span class="what"><a href="\(Places.activity(item.number))">\(item.title.plain(say))</a> \
        <span class="facts">\(say(item.kind.phrase)) · \(item.place)\(state(of: item, say))</span></span></li>

        """
    }

    /// Most activities are done; only the others say how far they have come.
    private static func state(of item: ActivityItem, _ say: Tongue) -> HTML? {
        item.state == .done ? nil : " · \(item.state.label(say))"
    }
}
