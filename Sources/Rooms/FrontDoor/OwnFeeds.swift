import Cooperation
import HTTP
import Identity
import Room
import Web

/// A member's own calendar and news. They hold what the member may see: the house has decided that before the room is
/// asked (`House/Reader.swift`), by the same rights and through the same connection as for a page.
extension FrontDoor {
    /// `GET /feeds/{secret}/calendar.ics`
    @Sendable
    static func ownCalendar(_ visitor: Visitor, _ secret: String) throws -> Outcome {
        guard try FeedAddress.find(secret, in: visitor.store) != nil else { return .missing }
        return keptByNobody(try calendarFile(visitor))
    }

    /// `GET /feeds/{secret}/news.atom`
    @Sendable
    static func ownNews(_ visitor: Visitor, _ secret: String) throws -> Outcome {
        guard try FeedAddress.find(secret, in: visitor.store) != nil else { return .missing }
        return keptByNobody(try newsFeed(visitor, at: Places.ownNews(secret)))
    }

    /// No cache between keeps it, and no search engine lists an address that somebody gave away.
    private static func keptByNobody(_ outcome: Outcome) -> Outcome {
        guard case .file(let file) = outcome else { return outcome }
        let own = HTTPFile(
            bytes: file.bytes, contentType: file.contentType, etag: file.etag, cacheControl: "private, no-store")
        return .with([robots: "noindex"], .file(own))
    }

    private static let robots = HTTPFieldName("X-Robots-Tag") ?? .link
}
