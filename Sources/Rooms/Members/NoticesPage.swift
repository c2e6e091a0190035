import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Members {
    private static let pageSize = 30

    /// `GET /members/notices`: what one was told, the latest first; what one has not seen is marked.
    @Sendable
    static func notices(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only(["before", "seen"])
        let member = try visitor.asker()
        let say = visitor.say
        let before = visitor.query["before"].flatMap { Hexadecimal.bytes(of: $0) }.flatMap { Key<Notice>(bytes: $0) }
        let found = try Notice.all(of: member.id, before: before, limit: pageSize + 1, in: visitor.store)
        let unread = try Notice.unread(of: member.id, in: visitor.store)
        let shown = found.prefix(pageSize)
        let items = try shown.map { try item($0, visitor) }
        let older = found.count > pageSize ? shown.last?.id : nil
        let none =
            before == nil
            ? say("Nothing has happened yet of which you would be told here.") : say("There is nothing older.")
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.members())">\(say("Your own page"))</a></p>
            <h1>\(say("Notices"))</h1>
            \(when: visitor.query["seen"] != nil, "<p class=\"notice saved\" role=\"status\">\(say("All is marked as seen."))</p>")
            \(unread > 0 ? try marking(unread, visitor) : .empty)
            \(items.isEmpty ? Parts.empty(none) : "<ul class=\"rows told\">\n\(items)</ul>")
            \(pager(older, isFirst: before == nil, say))
            <p class="source">\(say("A notice is kept for a year."))</p>
            """
        return .page(page(say("Notices"), body))
    }

    /// `POST /members/notices/seen`: what came after the page was made stays unseen.
    @Sendable
    static func seeNotices(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["through"])
        let member = try visitor.asker().id
        guard let bytes = visitor.form["through"].flatMap({ Hexadecimal.bytes(of: $0) }),
            let last = Key<Notice>(bytes: bytes)
        else { throw Refused(.badRequest, Phrase("It is not said what was seen. Open the page anew and try again.")) }
        return .commit { transaction in
            try Notice.markSeen(of: member, through: last, in: transaction)
            return .elsewhere(Places.notices().with([("seen", "all")]))
        }
    }

    /// `GET /members/notices/stream`: how many there are that one has not seen, whenever it changes.
    @Sendable
    static func noticeStream(_ visitor: Visitor) throws -> Outcome {
        _ = try visitor.asker()
        return .events(
            Events(unreadNotices) { [say = visitor.say] count in
                var json = JSONWriter()
                json.object { json in
                    json.name("unread")
                    json.number(count)
                    json.member("shown", say.number(count))
                    json.member("words", NoticeWords.unread(count, say))
                }
                return json.bytes
            })
    }

    private static let unreadNotices = Events.Topic("unread notices") { try Notice.unread(of: $0, in: $1) }

    private static func item(_ notice: Notice, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let day = visitor.zone.day(of: notice.moment)
        let isNew = notice.seen == nil
        let subject = try NoticeWords.subject(of: notice, in: visitor.store, say)
        return """
            <li\(when: isNew, " class=\"unseen\"")><time datetime="\(notice.moment.description)">\(say.date(day))</time>\
            <span class="what">\(when: isNew, "<b class=\"new\">\(say(Phrase("New", context: "notice")))</b> ")<a href="\(notice.place)">\(say(notice.kind.phrase))</a>\
            \(subject.map { "<span class=\"facts\">\($0)</span>" as HTML })</span></li>

            """
    }

    private static func marking(_ unread: Int, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        guard let last = try Notice.all(of: visitor.asker().id, limit: 1, in: visitor.store).first?.id else {
            return .empty
        }
        return """
            <form class="marking" method="post" action="\(Places.noticesSeen())">\(visitor.formToken)<input type="hidden" name="through" value="\(last.description)">\
            <p>\(NoticeWords.unread(unread, say)) <button class="quiet">\(say("Mark all as seen"))</button></p></form>
            """
    }

    private static func pager(_ older: Key<Notice>?, isFirst: Bool, _ say: Tongue) -> HTML {
        guard older != nil || !isFirst else { return .empty }
        let next = older.map {
            "<a rel=\"next\" href=\"\(Places.notices().with([("before", $0.description)]))\">\(say("Older"))</a>"
                as HTML
        }
        return """
            <nav class="pager" aria-label="\(say("Pages"))">\(when: !isFirst, "<a href=\"\(Places.notices())\">\(say("The latest"))</a> ")\(next)</nav>
            """
    }
}
