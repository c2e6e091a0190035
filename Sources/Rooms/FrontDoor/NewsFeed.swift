import Basics
import Cooperation
import HTTP
import Languages
import Markup
import Room
import Store
import Web

extension FrontDoor {
    /// `GET /news.atom`: the news as a feed (RFC 4287), in the language of its address.
    static func newsFeed(_ visitor: Visitor, at place: Link) throws -> Outcome {
        guard let network = try Network.find(in: visitor.store, for: visitor.language),
            let id: Key<AnyRecord> = try visitor.store.value("select id from network")
        else { return .missing }
        let zone = Zone.named(network.timeZone) ?? .utc
        let news = try News(today: visitor.today, zone: zone, in: visitor.store, for: visitor.language)
        let feed = NewsFeed(
            network: id, name: network.shortName.body, items: Array(news.items.prefix(NewsFeed.longest)),
            since: Moment(startOf: visitor.today), origin: NewsFeed.origin(of: visitor.request), place: place,
            say: visitor.say)
        return .file(
            HTTPFile(
                bytes: feed.document.bytes, contentType: "application/atom+xml; charset=utf-8",
                cacheControl: visitor.keeping
            ))
    }
}

/// Atom (RFC 4287) of the news in one language.
struct NewsFeed {
    static let longest = 50

    let network: Key<AnyRecord>
    let name: String
    let items: [News.Item]
    /// What stands for the last change where there is nothing yet.
    let since: Moment
    /// Where the house stands in the world: `https://house.example`.
    let origin: String
    /// The address at which it was asked for.
    let place: Link
    let say: Tongue

    /// The address as the visitor knows it. Only a house on this machine does without encryption.
    static func origin(of request: HTTPRequest) -> String {
        let isLocal = ["localhost", "127.0.0.1", "[::1]"].contains { name in
            request.authority == name || request.authority.hasPrefix(name + ":")
        }
        return "\(isLocal ? "http" : "https")://\(request.authority)"
    }

    var document: HTML {
        let updated = items.map(\.moment).max() ?? since
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(say.language.code)">
            <id>\(identity("feed"))</id>
            <title>\(XMLText.of("\(name) – \(say("News"))"))</title>
            <updated>\(updated.description)</updated>
            <author><name>\(XMLText.of(name))</name></author>
            <link rel="self" type="application/atom+xml" href="\(link(place))"/>
            <link rel="alternate" type="text/html" href="\(link(Places.news()))"/>
            \(items.map(entry))</feed>

            """
    }

    private func entry(_ item: News.Item) -> HTML {
        let record = item.record
        let date = record.date.flatMap { $0 == item.day.description ? nil : Dates.text($0, say) }
        let facts = [say(item.what.phrase), say(record.kind.phrase), date].compactMap(\.self).joined(separator: " · ")
        let summary = [facts, record.brief].compactMap(\.self).joined(separator: "\n")
        return """
            <entry>
            <id>\(identity("\(record.id) \(item.day)"))</id>
            <title xml:lang="\(record.title.language.code)">\(XMLText.of(record.title.body))</title>
            <updated>\(item.moment.description)</updated>
            <link rel="alternate" type="text/html" href="\(link(record.link))"/>
            <category term="\(record.kind.rawValue)" label="\(say(record.kind.phrase))"/>
            <summary>\(XMLText.of(summary))</summary>
            </entry>

            """
    }

    /// An address of the house in the feed's language, whole, as readers of feeds need it.
    private func link(_ link: Link) -> Link {
        Link(outside: "\(origin)/\(say.language.code)\(link.address)") ?? link
    }

    /// The same for the same thing in the same language for ever (UUID version 8, RFC 9562), and tells nothing of the keys.
    private func identity(_ thing: String) -> String {
        var bytes = Array(Digest(of: Array("\(network) \(say.language.code) \(thing)".utf8)).bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Array(Hexadecimal.text(of: bytes))
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return "urn:uuid:\(parts.joined(separator: "-"))"
    }
}

/// Text without the characters that XML cannot hold at all, not even escaped (XML 1.0, 2.2).
enum XMLText {
    static func of(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy(isAllowed)
        return isPlain ? text : String(String.UnicodeScalarView(text.unicodeScalars.filter(isAllowed)))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xa, 0xd, 0x20...0xfffd, 0x10000...0x10ffff: true
        default: false
        }
    }
}
