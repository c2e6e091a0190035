import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Passkeys
import Room
import Web

/// The addresses of a member's own calendar and news.
extension Doors {
    /// `GET /account/feeds`
    @Sendable
    static func feedsPage(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only([])
        let say = visitor.say
        let member = try visitor.asker()
        let own = try FeedAddress.of(member.id, in: visitor.store)
        let used =
            own?.used.map { say("last asked for on {date}", ["date": say.date(visitor.zone.day(of: $0))]) }
            ?? say("never asked for yet")
        let there: HTML? = own.map { own in
            """
            <p>\(say("You have one since {date}; it cannot be shown again.", ["date": say.date(visitor.zone.day(of: own.made))])) <span class="facts">\(used)</span></p>
            <form method="post" action="\(Places.accountFeedsRemoval())">\(visitor.formToken)<p><button class="quiet">\(say("End it"))</button></p></form>

            """
        }
        let title = say("Calendar and news at an address of your own")
        var page = Page(
            title, in: .frontDoor,
            body: """
                <p class="crumbs"><a href="\(Places.account())">\(say("Your account"))</a></p>
                <h1>\(title)</h1>
                <p>\(say("Calendars and readers of news cannot sign in. An address with a secret in it stands for you: whoever has the address reads what you may read. Give it to your own programs and to nobody else."))</p>
                \(there)<form method="post" action="\(Places.accountFeeds())">\(visitor.formToken)<p><button>\(own == nil ? say("Make the address") : say("Make a new one; the old one ends"))</button></p></form>
                """)
        page.isListed = false
        return .page(page)
    }

    /// `POST /account/feeds`: makes the secret anew and shows the addresses this once.
    @Sendable
    static func renewFeeds(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.fresh()
        let say = visitor.say
        let origin = visitor.passkeyPlace?.origin ?? "https://\(visitor.request.authority)"
        return .commit { transaction in
            let secret = try FeedAddress.renew(of: member, in: transaction)
            let title = say("Your own addresses")
            let rows = [
                (say("Calendar file"), Places.ownCalendar(secret)), (say("News"), Places.ownNews(secret)),
            ].map { name, link -> HTML in
                "<dt>\(name)</dt><dd class=\"code\"><code>\(origin)/\(say.language.code)\(link.address)</code></dd>\n"
            }
            var page = Page(
                title, in: .frontDoor,
                body: """
                    <h1>\(title)</h1>
                    <p>\(say("They are shown this once. Give them to your own programs, and to nobody else."))</p>
                    <dl>\(rows)</dl>
                    <p><a class="button" href="\(Places.accountFeeds())">\(say("I have kept them"))</a></p>
                    """)
            page.isListed = false
            return .page(page)
        }
    }

    /// `POST /account/feeds/remove`
    @Sendable
    static func endFeeds(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.asker()
        return .commit { transaction in
            _ = try FeedAddress.end(of: member, in: transaction)
            return .elsewhere(Places.accountFeeds())
        }
    }
}
