import Basics
import Cooperation
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /calendar`: the month of today, or of the last activity where that is long past.
    @Sendable
    static func thisMonth(_ visitor: Visitor) throws -> Outcome {
        .page(try monthPage(of: visitor.today, visitor))
    }

    /// `GET /calendar/{month}`
    @Sendable
    static func month(_ visitor: Visitor, _ month: String) throws -> Outcome {
        guard month.utf8.count == 7, let first = Day(month + "-01") else { return .missing }
        return .page(try monthPage(of: first, visitor))
    }

    private static func monthPage(of day: Day, _ visitor: Visitor) throws -> Page {
        let say = visitor.say
        let first = day.startOfMonth
        let end = day.startOfNextMonth
        let items = try ActivityList.between(first, end, in: visitor.store, for: visitor.language)
        let title = say.month(first.year, first.month)
        let body: HTML = """
            <h1>\(title)</h1>
            <nav class="pager" aria-label="\(say("Months"))">\(link(to: first.adding(days: -1), "prev", say)) \
            <a href="\(Places.activities())">\(say("As a list"))</a> <a href="\(Places.calendarFile())">\(say("Calendar file"))</a> \
            \(link(to: end, "next", say))</nav>
            \(grid(from: first, to: end, items, visitor))
            \(items.isEmpty ? Parts.empty(say("Nothing took place in this month.")) : ActivityRows.list(items, say))
            """
        return Page(title, in: .frontDoor, alternates: [calendarOfAll(say)], body: body)
    }

    private static func link(to day: Day, _ relation: String, _ say: Tongue) -> HTML {
        guard (1900...2200).contains(day.year) else { return .empty }
        return """
            <a rel="\(relation)" href="\(Places.month(String(day.description.prefix(7))))">\(say.month(day.year, day.month))</a>
            """
    }

    /// The month as a table; each activity is named on its first day and marked on the others. The list below says it all.
    private static func grid(from first: Day, to end: Day, _ items: [ActivityItem], _ visitor: Visitor) -> HTML {
        let names = visitor.say.weekdayNames().map { "<th scope=\"col\">\($0)</th>" as HTML }
        var weeks: [HTML] = []
        var monday = first.adding(days: 1 - first.weekday)
        while monday < end {
            let days = (0..<7).map { cell(monday.adding(days: $0), within: first..<end, items, visitor) }
            weeks.append("<tr>\(days)</tr>\n")
            monday = monday.adding(days: 7)
        }
        return "<table class=\"month-grid\"><thead><tr>\(names)</tr></thead><tbody>\n\(weeks)</tbody></table>"
    }

    private static func cell(_ day: Day, within month: Range<Day>, _ items: [ActivityItem], _ visitor: Visitor) -> HTML
    {
        guard month.contains(day) else { return "<td class=\"outside\"></td>" }
        let those = items.filter { $0.begins <= day && day <= $0.ends }
        let names = those.map { item -> HTML in
            item.begins == day || day == month.lowerBound
                ? "<a href=\"\(Places.activity(item.number))\">\(item.title.plain(visitor.say))</a>"
                : "<span class=\"goes-on\(when: item.ends == day, " last")\" aria-hidden=\"true\"></span>"
        }
        let today: HTML = day == visitor.today ? " aria-current=\"date\"" : .empty
        return "<td\(today)><span class=\"day\">\(day.day)</span>\(names)</td>"
    }
}
