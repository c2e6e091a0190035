import Assets
import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Web

extension Frame {
    /// The whole document of a page.
    func document(_ page: Page) -> HTML {
        """
        <!doctype html>
        <html lang="\(say.language.code)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        \(when: !page.isListed, "<meta name=\"robots\" content=\"noindex\">\n")\
        <title>\(page.title)\(when: page.title != view.name, " – \(view.name)")</title>
        \(Self.sheets)\(page.sheets.map(Self.sheet))\(when: hasColours, "<link rel=\"stylesheet\" href=\"/network.css\">")
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        \(feed.map { "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"\(say("News"))\" href=\"\($0)\">\n" as HTML })\
        \(page.scripts.map(Self.script))\(when: member != nil, "\(Self.notices)")\(page.alternates.map { "<link rel=\"alternate\" type=\"\($0.type)\" title=\"\($0.title)\" href=\"\($0.link)\">\n" as HTML })\
        </head>
        <body>
        <a class="skip" href="#main">\(say("To the content"))</a>
        \(header(page))
        <main id="main" class="wrap" tabindex="-1">
        \(page.body)
        </main>
        \(footer)
        </body>
        </html>

        """
    }

    /// The news as a feed in the reader's language: whoever subscribes to it goes on reading in that.
    private var feed: Link? {
        Link(path: "/\(say.language.code)\(Places.newsFeed().address)")
    }

    /// The ways into what is a member's own.
    private var ownDoors: [Room.Door] {
        guard member != nil else { return [] }
        let home = Room.Door(Phrase("Your own page"), Places.members())
        return rights.contains(.recording) ? [Room.Door(Phrase("Desk"), Places.desk())] : [home]
    }

    private var hasColours: Bool { view.houseColour != nil || view.accentColour != nil }

    /// The style sheets by their permanent addresses, made once.
    private static let sheets = [
        "tokens.css", "page.css", "parts.css", "house.css", "door.css", "versions.css", "print.css",
    ].map(sheet).joined()

    /// The script that keeps the count of notices true.
    private static let notices = script("notices.js")

    private static func sheet(_ name: String) -> HTML {
        Asset.named(name).flatMap { Link(path: $0.address) }.map { "<link rel=\"stylesheet\" href=\"\($0)\">\n" }
            ?? .empty
    }

    private static func script(_ name: String) -> HTML {
        guard let asset = Asset.named(name), let link = Link(path: asset.address) else { return .empty }
        return "<script type=\"module\" src=\"\(link)\" integrity=\"\(asset.integrity)\"></script>\n"
    }

    private func header(_ page: Page) -> HTML {
        let own = ownDoors
        let links = (own + doors).map { door -> HTML in
            let isHere =
                path.hasPrefix(door.link.address)
                && (path.utf8.dropFirst(door.link.address.utf8.count).first ?? 0x2f) == 0x2f
            return "<li><a href=\"\(door.link)\"\(when: isHere, " aria-current=\"page\"")>\(say(door.name))</a></li>"
        }
        return """
            <header class="top"><div class="wrap">
            <a class="brand" href="\(Places.home())">\(HouseDrawing.small(lit: page.window))<span>\(view.name)</span></a>
            <nav aria-label="\(say("Main"))"><ul>\(links)</ul></nav>
            \(searchBox)\(languageSwitch)\(accountMenu)\(actingLine)
            </div>\(banner)</header>
            """
    }

    /// A box on every page but the search's own, which has a larger one.
    private var searchBox: HTML {
        guard path != Places.search().address else { return .empty }
        return """
            <form class="seek" role="search" method="get" action="\(Places.search())"><label class="hidden" for="seek">\(say("Search for"))</label>\
            <input id="seek" type="search" name="q" maxlength="200" enterkeyhint="search" autocomplete="off"><button>\(say(Phrase("Search", context: "button")))</button></form>

            """
    }

    private var languageSwitch: HTML {
        guard view.languages.count > 1 else { return .empty }
        let here = Link(path: path + (query.map { "?" + $0 } ?? "")) ?? Places.home()
        let rest: HTML = path == "/" ? HTML(text: String(here.address.dropFirst())) : "\(here)"
        let links = view.menu.map { language -> HTML in
            """
            <li><a href="/\(language.code)\(rest)" hreflang="\(language.code)" lang="\(language.code)"\(when: language == say.language, " aria-current=\"true\"")>\(language.ownName)</a></li>
            """
        }
        return """
            <details class="languages"><summary><span class="hidden">\(say("Language:")) </span>\(say.language.ownName)</summary><ul>\(links)</ul></details>
            """
    }

    /// A member's name, and behind it what is theirs; signing out is a form, as it changes something.
    private var accountMenu: HTML {
        guard let member else { return .empty }
        return """

            <a class="bell" href="\(Places.notices())" data-stream="\(Places.noticeStream())" data-unread="\(unread)">\(say("Notices")) <span class="count"\(when: unread == 0, " hidden")>\(say.number(unread))</span></a>\
            <span class="hidden" aria-live="polite" id="notices-said"></span>
            <details class="account"><summary><span class="hidden">\(say("Signed in:")) </span><span class="name">\(member.name)</span></summary>\
            <ul>\(ownDoors.map { "<li><a href=\"\($0.link)\">\(say($0.name))</a></li>" as HTML })<li><a href="\(Places.account())">\(say("Your account"))</a></li>\
            <li><form method="post" action="\(Places.signOut())"><input type="hidden" name="token" value="\(member.formToken)"><button>\(say("Sign out"))</button></form></li></ul></details>
            """
    }

    /// In which function somebody acts, and the way to another.
    private var actingLine: HTML? {
        acting.map {
            "<p class=\"acting\"><a href=\"\(Places.members().at("functions"))\">\(say("Acting as {function}", ["function": $0]))</a></p>"
        }
    }

    private var banner: HTML {
        guard let day = view.sampleDay else { return .empty }
        return """
            <p class="banner"><span class="wrap">\(say("This is a sample. Every page takes {date} for today.", ["date": say.date(day)]))</span></p>
            """
    }

    private var footer: HTML {
        """
        <footer class="bottom"><div class="wrap">
        <p>\(view.name) · <a href="\(Places.about())">\(say("Who we are"))</a> · <a href="\(Places.finances())">\(say("How it is paid for"))</a> · \
        <a href="\(Places.goals())">\(say("Goals"))</a> · <a href="\(Places.sources())">\(say("Sources"))</a> · <a href="\(Places.news())">\(say("News"))</a> · \
        <a href="\(Places.calendarFile())">\(say("Calendar file"))</a> · <a href="\(Places.openData())">\(say("Open data"))</a>\(when: member == nil, " · <a href=\"\(Places.signIn())\">\(say("Sign in"))</a>")</p>
        \(when: say.isDraft, "<p class=\"draft\">\(say("These words were translated from English as a draft; no native speaker has checked them yet."))</p>")
        </div></footer>
        """
    }

    /// The network's own colours, as a style sheet.
    var colours: HTTPFile {
        let rules = [view.houseColour.map { "--falu: \($0);" }, view.accentColour.map { "--accent: \($0);" }]
            .compactMap(\.self)
        return HTTPFile(
            bytes: Array(":root { \(rules.joined(separator: " ")) }\n".utf8), contentType: "text/css; charset=utf-8",
            cacheControl: "no-cache")
    }
}
