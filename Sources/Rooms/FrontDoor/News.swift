import Basics
import Cooperation
import Journal
import Languages
import Store

/// The news of the house, the latest first: what was written down or changed, and what took place.
///
/// A record is news
/// - on each day on which somebody wrote it down, changed or translated it, once, however often they did, and
/// - if it is an activity or conclusions, on its own day, once that has come.
///
/// What is written at one stroke in more than forty entries is a load or an import: nobody reads hundreds of new records,
/// so it is no news in itself, and its activities and conclusions are news on their own days like all others. Only public
/// records that are still there are told, and never who did it or what stood there before.
struct News {
    /// How many entries at one stroke are still somebody's work.
    static let mostAtOneStroke: Int64 = 40
    /// How many items end a page with its day, and how many end it in any case.
    static let pageSize = 50
    static let longestPage = 200

    struct Item {
        let record: PublicRecord
        let day: Day
        let moment: Moment
        let what: What
    }

    enum What {
        case recorded, changed
        /// On its own day.
        case tookPlace, adopted
        /// Its day has come, and nobody has said yet that it took place.
        case stands(Progress)
    }

    /// Where the next page begins: before an entry of the journal, and before a place in the order of days.
    struct Cursor: Hashable {
        let position: Int64
        let place: Int64

        init(position: Int64, place: Int64) {
            self.position = position
            self.place = place
        }

        /// Reads `123.456`.
        init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
            guard parts.count == 2, let position = parts[0], let place = parts[1], position >= 0, place >= 0 else {
                return nil
            }
            self.init(position: position, place: place)
        }

        var text: String { "\(position).\(place)" }
    }

    private(set) var items: [Item] = []
    private(set) var next: Cursor?

    init(
        before cursor: Cursor? = nil, today: Day, zone: Zone, in store: Connection, for language: Language
    ) throws {
        let place = min(cursor?.place ?? .max, PublicRecord.place(after: today))
        var changes = NewsChanges(before: cursor?.position ?? .max, zone: zone, store: store, language: language)
        var days = NewsDays(before: place, zone: zone, store: store, language: language)
        var seen: Set<Seen> = []
        while true {
            let (change, own) = (try changes.first(), try days.first())
            guard let item = [change, own].compactMap(\.self).max(by: { $0.day < $1.day }) else { break }
            let isFull = items.count >= News.pageSize && items.last?.day != item.day
            if isFull || items.count >= News.longestPage {
                next = Cursor(position: changes.position, place: days.place)
                break
            }
            // Where both are of one day, what somebody did comes first.
            if let change, change.day >= (own?.day ?? change.day) {
                changes.drop()
                if seen.insert(Seen(day: change.day, record: change.record.id)).inserted { items.append(change) }
            } else {
                days.drop()
                if seen.insert(Seen(day: item.day, record: item.record.id)).inserted { items.append(item) }
            }
        }
        if next == nil, !changes.isAtEnd { next = Cursor(position: changes.position, place: days.place) }
    }

    private struct Seen: Hashable {
        let day: Day
        let record: Key<AnyRecord>
    }
}
