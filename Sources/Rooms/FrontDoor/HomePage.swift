import Basics
import Cooperation
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /`
    @Sendable
    static func home(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        guard let network = try Network.find(in: visitor.store, for: visitor.language) else {
            return .page(emptyHouse(say))
        }
        let windows = try visitor.windows(visitor.store, visitor.today)
        let body: HTML = """
            <div class="hero">
            <div class="welcome">
            <h1>\(network.claim.plain(say))</h1>
            <div class="lede">\(network.lede.paragraphs(say))</div>
            <p class="ways"><a class="button" href="\(Places.activities())">\(say("See this year's work"))</a>
            <a href="\(Places.about())">\(say("Who we are"))</a></p>
            </div>
            \(HouseDrawing.large(windows, say))
            </div>
            \(HouseDrawing.list(windows, say))
            <div class="strip">
            <div>\(try comingUp(visitor))\(try promised(visitor))</div>
            \(try priorities(visitor))
            \(try latest(visitor))
            </div>
            """
        return .page(Page(network.shortName.body, in: .frontDoor, alternates: [calendarOfAll(say)], body: body))
    }

    private static func comingUp(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let today = visitor.today
        let coming = try ActivityList.between(
            today, today.adding(days: 366), most: 5, in: visitor.store, for: visitor.language)
        return card(
            say("Coming up"), id: "coming",
            coming.isEmpty ? Parts.empty(say("No activity is planned yet.")) : ActivityRows.list(coming, say),
            more: "<a href=\"\(Places.calendar())\">\(say("The calendar"))</a>")
    }

    /// What was promised and is not done yet.
    private static func promised(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let open = try Commitment.all(in: visitor.store, for: visitor.language).filter { $0.state != .done }.prefix(4)
        guard !open.isEmpty else { return .empty }
        let rows = open.map { one -> HTML in
            let due = one.due.map {
                "<span class=\"facts\">\(say("due {date}", ["date": Dates.text($0, say)]))</span>" as HTML
            }
            return "<li>\(one.title.plain(say)) \(one.state.label(say)) \(due)</li>\n"
        }
        return card(
            say("Promised"), id: "promised", "<ul class=\"measures\">\n\(rows)</ul>",
            more: "<a href=\"\(Places.meetings())\">\(say("Meetings"))</a>")
    }

    private static func latest(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        var list = ActivityList(after: .init(begins: visitor.today, number: 0))
        list.limit = 12
        let items = try list.page(in: visitor.store, for: visitor.language).rows.filter { $0.state != .postponed }
            .prefix(5)
        return card(
            say("Latest"), id: "latest",
            items.isEmpty ? Parts.empty(say("Nothing has been recorded yet.")) : ActivityRows.list(Array(items), say),
            more: "<a href=\"\(Places.activities())\">\(say("All activities"))</a>")
    }

    private static func priorities(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        guard let strategy = try Strategy.current(on: visitor.today, in: visitor.store, for: visitor.language) else {
            return .empty
        }
        let rows = try Priority.all(of: strategy, in: visitor.store, for: visitor.language).map { priority -> HTML in
            """
            <li><a href="\(Places.priority(priority.ref))">\(priority.title.plain(say))</a>
            \(Parts.bar(priority.moving, of: priority.objectives, label: moving(priority, say)))</li>

            """
        }
        return card(
            say("Priorities"), id: "priorities", "<ul class=\"measures\">\n\(rows)</ul>",
            more: "<a href=\"\(Places.strategy())\">\(say("The strategy"))</a>")
    }

    private static func moving(_ priority: Priority, _ say: Tongue) -> String {
        say(
            one: "{moving} of {count} objective under way or done",
            other: "{moving} of {count} objectives under way or done",
            count: priority.objectives, ["moving": say.number(priority.moving)])
    }

    /// What a house shows that holds no network yet.
    private static func emptyHouse(_ say: Tongue) -> Page {
        Page(
            say("The Child Centre"), in: .frontDoor,
            body: """
                <h1>\(say("The Child Centre"))</h1>
                <p>\(say("This house is still empty. Whoever runs it can fill it with the data of a network:"))</p>
                <pre>childcentre load FOLDER --data DIR</pre>
                """)
    }

    private static func card(_ title: String, id: String, _ content: HTML, more: HTML) -> HTML {
        """
        <section class="card" aria-labelledby="\(id)">
        <h2 id="\(id)">\(title)</h2>
        \(content)
        <p class="more">\(more)</p>
        </section>
        """
    }
}
