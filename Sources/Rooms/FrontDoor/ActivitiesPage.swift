import Cooperation
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /activities`
    @Sendable
    static func activities(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let filter = try ActivityFilter(visitor)
        let order = visitor.query["order"].flatMap(ActivityList.Order.init(rawValue:)) ?? .newest
        let after = visitor.query["after"].flatMap(ActivityList.Cursor.init)
        let list = ActivityList(tags: filter.tags, order: order, after: after)
        let page = try list.page(in: visitor.store, for: visitor.language)
        let other: ActivityList.Order = order == .newest ? .oldest : .newest
        let body: HTML = """
            <h1>\(say("Activities"))</h1>
            \(Deeds.new("activities", isOffered: visitor.member != nil, say))
            <p class="tools">\(try count(list, page.rows.count, isWhole: after == nil && page.next == nil, visitor))
            <a href="\(Places.activities().with(filter.query + [("order", other.rawValue)]))">\(order == .newest ? say("Oldest first") : say("Newest first"))</a>
            <a href="\(Places.calendar())">\(say("By month"))</a>
            <a href="\(Places.calendarFile())">\(say("Calendar file"))</a></p>
            \(filter.form(say, hidden: order == .newest ? [] : [("order", order.rawValue)]))
            \(page.rows.isEmpty ? Parts.empty(nothing(filter, say)) : ActivityRows.fallback(page.rows, say) + ActivityRows.byMonth(page.rows, say))
            \(pager(page.next, isFirst: after == nil, order, filter, say))
            """
        return .page(Page(say("Activities"), in: .frontDoor, alternates: [calendarOfAll(say)], body: body))
    }

    /// How many there are, where that is known without counting them one by one.
    private static func count(
        _ list: ActivityList, _ shown: Int, isWhole: Bool, _ visitor: Visitor
    ) throws -> HTML? {
        let count = isWhole ? shown : try list.count(in: visitor.store)
        return count.map {
            "<span>\(visitor.say(one: "{count} activity", other: "{count} activities", count: $0))</span>"
        }
    }

    private static func nothing(_ filter: ActivityFilter, _ say: Tongue) -> String {
        filter.isEmpty
            ? say("Nothing has been recorded yet.")
            : say("Nothing that was recorded fits this choice. Choose less, or show all.")
    }

    private static func pager(
        _ next: ActivityList.Cursor?, isFirst: Bool, _ order: ActivityList.Order, _ filter: ActivityFilter,
        _ say: Tongue
    ) -> HTML {
        let query = filter.query + [("order", order == .newest ? nil : order.rawValue)]
        let first: HTML = isFirst ? .empty : "<a href=\"\(Places.activities().with(query))\">\(say("First page"))</a>"
        let more = next.map {
            "<a rel=\"next\" href=\"\(Places.activities().with(query + [("after", $0.text)]))\">\(say("Next page"))</a>"
                as HTML
        }
        guard !isFirst || more != nil else { return .empty }
        return "<nav class=\"pager\" aria-label=\"\(say("Pages"))\">\(first) \(more)</nav>"
    }
}
