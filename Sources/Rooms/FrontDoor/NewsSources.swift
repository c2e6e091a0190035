import Basics
import Cooperation
import Journal
import Languages
import Store

/// What somebody wrote down or changed, the latest first, each record once a day.
struct NewsChanges {
    /// Everything from here on has been told.
    private(set) var position: Int64
    /// False where there may be more, which was too much to look through at once.
    private(set) var isAtEnd = false
    private let zone: Zone
    private let store: Connection
    private let language: Language
    private var read: ArraySlice<Journal.Notice> = []
    private var waiting: News.Item?
    /// The entries from here on belong to a stroke that was looked at.
    private var strokeBegins = Int64.max
    /// How often one page may go on reading.
    private var readings = 40

    init(before position: Int64, zone: Zone, store: Connection, language: Language) {
        self.position = position
        self.zone = zone
        self.store = store
        self.language = language
    }

    /// The next item, which waits until it is dropped; nil where there is none, or where the page has read enough.
    mutating func first() throws -> News.Item? {
        while waiting == nil, let notice = try nextNotice() {
            if notice.position < strokeBegins {
                strokeBegins = try Journal.stroke(endingWith: notice, in: store)
                if notice.position - strokeBegins >= News.mostAtOneStroke {
                    position = strokeBegins
                    read = []
                    continue
                }
            }
            waiting = try item(of: notice)
            if waiting == nil { drop() }
        }
        return waiting
    }

    mutating func drop() {
        waiting = nil
        if let notice = read.popFirst() { position = notice.position }
    }

    private mutating func nextNotice() throws -> Journal.Notice? {
        if read.isEmpty, !isAtEnd, readings > 0 {
            readings -= 1
            read = try Journal.notices(before: position, limit: 100, in: store)[...]
            isAtEnd = read.isEmpty
        }
        return read.first
    }

    /// Nil for what is not public, and for all but the last entry of a day.
    private func item(of notice: Journal.Notice) throws -> News.Item? {
        let day = zone.day(of: notice.moment)
        if let next = notice.next, zone.day(of: next) == day { return nil }
        let found = try PublicRecord.find(notice.record, of: notice.table, in: store, for: language)
        let isNew = zone.day(of: notice.first) == day
        return found.map { News.Item(record: $0, day: day, moment: notice.moment, what: isNew ? .recorded : .changed) }
    }
}

/// What took place or was adopted on its own day, the latest first.
struct NewsDays {
    /// Everything from here on has been told.
    private(set) var place: Int64
    private let zone: Zone
    private let store: Connection
    private let language: Language
    private var read: ArraySlice<PublicRecord> = []
    private var isAtEnd = false

    init(before place: Int64, zone: Zone, store: Connection, language: Language) {
        self.place = place
        self.zone = zone
        self.store = store
        self.language = language
    }

    /// The next item, which waits until it is dropped.
    mutating func first() throws -> News.Item? {
        if read.isEmpty, !isAtEnd {
            read = try PublicRecord.dated(before: place, limit: News.pageSize + 1, in: store, for: language)[...]
            isAtEnd = read.isEmpty
        }
        guard let record = read.first, let day = record.date.flatMap({ Day($0) }) else { return nil }
        return News.Item(
            record: record, day: day, moment: zone.moment(of: day, hour: 0, minute: 0), what: Self.what(record))
    }

    mutating func drop() {
        if let record = read.popFirst() { place = record.place }
    }

    private static func what(_ record: PublicRecord) -> News.What {
        switch record.progress {
        case nil: .adopted
        case .done?: .tookPlace
        case let progress?: .stands(progress)
        }
    }
}
