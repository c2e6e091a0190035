import Basics
public import Languages
public import Markup
import Web

/// Activities as a list that can be scanned: the days, the title, two facts.
public enum ActivityRows {
    /// A list under month headings.
    public static func byMonth(_ items: [ActivityItem], _ say: Tongue) -> HTML {
        var months: [(title: String, rows: [ActivityItem])] = []
        for item in items {
            let title = say.month(item.begins.year, item.begins.month)
            if months.last?.title == title {
                months[months.count - 1].rows.append(item)
            } else {
                months.append((title, [item]))
            }
        }
        return months.map { "<h2 class=\"month\">\($0.title)</h2>\n\(list($0.rows, say))" as HTML }.joined(
            separator: "\n")
    }

    /// A plain list.
    public static func list(_ items: [ActivityItem], _ say: Tongue, withYear: Bool = false) -> HTML {
        "<ul class=\"rows\">\n\(items.map { row($0, say, withYear: withYear) })</ul>"
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
