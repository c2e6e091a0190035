import Basics
import Cooperation
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /news`
    @Sendable
    static func news(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let cursor = visitor.query["before"].flatMap(News.Cursor.init)
        let network = try Network.find(in: visitor.store, for: visitor.language)
        let zone = network.flatMap { Zone.named($0.timeZone) } ?? .utc
        let news = try News(before: cursor, today: visitor.today, zone: zone, in: visitor.store, for: visitor.language)
        let body: HTML = """
            <h1>\(say("News"))</h1>
            <p class="tools"><span>\(say("What was recorded or changed, and what took place, the latest first."))</span>
            <a href="\(Places.newsFeed())" type="application/atom+xml">\(say("News feed"))</a></p>
            \(news.items.isEmpty ? Parts.empty(say("Nothing has been recorded yet.")) : days(news.items, say))
            \(pager(news.next, isFirst: cursor == nil, say))
            """
        return .page(Page(say("News"), in: .frontDoor, body: body))
    }

    private static func days(_ items: [News.Item], _ say: Tongue) -> HTML {
        var days: [(day: Day, rows: [HTML])] = []
        for item in items {
            if days.last?.day != item.day { days.append((item.day, [])) }
            days[days.count - 1].rows.append(row(item, say))
        }
        return days.map { day -> HTML in
            """
            <h2 class="month"><time datetime="\(day.day.description)">\(say.date(day.day))</time></h2>
            <ul class="rows wide">
            \(day.rows)</ul>

            """
        }.joined()
    }

    private static func row(_ item: News.Item, _ say: Tongue) -> HTML {
        let record = item.record
        // On its own day a record need not say which day that is.
        let date = record.date.flatMap { $0 == item.day.description ? nil : $0 }.map {
            " · <time datetime=\"\($0)\">\(Dates.text($0, say))</time>" as HTML
        }
        return """
            <li><span>\(say(item.what.phrase))</span><span class="what"><a href="\(record.link)">\(record.title.shown(say))</a> \
            <span class="facts">\(say(record.kind.phrase))\(date)</span></span></li>

            """
    }

    private static func pager(_ next: News.Cursor?, isFirst: Bool, _ say: Tongue) -> HTML {
        let first: HTML = isFirst ? .empty : "<a href=\"\(Places.news())\">\(say("First page"))</a>"
        let more = next.map {
            "<a rel=\"next\" href=\"\(Places.news().with([("before", $0.text)]))\">\(say("Next page"))</a>" as HTML
        }
        guard !isFirst || more != nil else { return .empty }
        return "<nav class=\"pager\" aria-label=\"\(say("Pages"))\">\(first) \(more)</nav>"
    }
}

extension News.What {
    /// What happened, in a word or two.
    var phrase: Phrase {
        switch self {
        case .recorded: Phrase("Recorded")
        case .changed: Phrase("Changed")
        case .tookPlace: Phrase("Took place")
        case .adopted: Phrase("Adopted")
        case .stands(let progress): progress.phrase
        }
    }
}
