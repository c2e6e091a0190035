import Basics
import Synchronization

/// The dates and numbers of one language. What was worded once is kept for a while, since a page asks for the same days
/// a hundred times, and ICU's formatters serve one thread at a time.
final class Formats: Sendable {
    /// What can be worded.
    enum Kind: UInt8 {
        case date, shortDate, dateWithWeekday, month, monthName, shortMonthName, weekdayName, time, range, shortRange
        case integer, decimal, percent
    }

    /// One date, range or number to be worded.
    struct Request: Hashable {
        let kind: Kind
        var digits: UInt8 = 0
        let first: Int64
        var second: Int64 = 0

        init(_ kind: Kind, _ first: Int64) {
            self.kind = kind
            self.first = first
        }

        init(_ kind: Kind, _ from: Day, _ to: Day = Day(number: 0)) {
            self.kind = kind
            first = Int64(from.number)
            second = Int64(to.number)
        }

        init(_ kind: Kind, _ number: Double, _ digits: Int) {
            self.kind = kind
            self.digits = UInt8(clamping: min(max(digits, 0), 9))
            first = Int64(bitPattern: number.bitPattern)
        }
    }

    let locale: String
    let separators: ListSeparators
    let languageNames: [Language: String]
    private let formatters: Mutex<ICU.Formatters>
    private let order: ICU.Order
    private let cache = Cache()

    init(_ language: Language) {
        // British dates, as in the rest of the house.
        let locale = language == .english ? "en_GB" : language.code
        self.locale = locale
        separators = ICU.listSeparators(locale)
        let names = Language.allCases.map { ($0, ICU.languageName($0.code, locale) ?? $0.ownName) }
        languageNames = Dictionary(names, uniquingKeysWith: { first, _ in first })
        formatters = Mutex(ICU.Formatters(locale))
        order = ICU.Order(locale)
    }

    /// Nil only where ICU fails, as without memory.
    func text(_ request: Request) -> String? {
        if let known = cache[request] { return known }
        guard let text = formatters.withLock({ $0.text(request) }) else { return nil }
        cache[request] = text
        return text
    }

    func sortKey(of text: String) -> [UInt8] {
        order.key(of: text) ?? Array(text.utf8)
    }

    /// How many texts are kept, of at most `Cache.limit`.
    var kept: Int { cache.count }
}

/// A bounded memory for worded dates and numbers: each request has one place, which a newcomer takes over.
final class Cache: Sendable {
    static let shelves = 16, places = 128
    static var limit: Int { shelves * places }

    private typealias Place = (request: Formats.Request, text: String)

    /// Several locks, so that threads seldom meet at one.
    private final class Shelf: Sendable {
        let places = Mutex<[Place?]>(Array(repeating: nil, count: Cache.places))
    }

    private let all = (0..<shelves).map { _ in Shelf() }

    subscript(request: Formats.Request) -> String? {
        get {
            let (shelf, place) = Cache.home(of: request)
            return all[shelf].places.withLock { $0[place].flatMap { $0.request == request ? $0.text : nil } }
        }
        set {
            let (shelf, place) = Cache.home(of: request)
            all[shelf].places.withLock { places in places[place] = newValue.map { (request, $0) } }
        }
    }

    var count: Int {
        all.reduce(0) { sum, shelf in sum + shelf.places.withLock { places in places.count { $0 != nil } } }
    }

    /// Days that follow each other have places that follow each other, so a page of neighbouring dates never
    /// displaces its own.
    private static func home(of request: Formats.Request) -> (shelf: Int, place: Int) {
        func folded(_ number: Int64) -> UInt64 {
            let bits = UInt64(bitPattern: number)
            return bits ^ bits >> 11 ^ bits >> 22 ^ bits >> 33 ^ bits >> 44 ^ bits >> 55
        }
        let form = UInt64(request.kind.rawValue) &* 677 &+ UInt64(request.digits) &* 97
        let place = Int((folded(request.first) &+ folded(request.second) &* 31 &+ form) % UInt64(limit))
        return (place % shelves, place / shelves)
    }
}

/// What stands between the items of a list.
struct ListSeparators: Sendable {
    let ofTwo: String, first: String, middle: String, last: String

    func joined(_ items: [String]) -> String {
        guard items.count > 2, let end = items.last else { return items.joined(separator: ofTwo) }
        return items[0] + first + items[1..<(items.count - 1)].joined(separator: middle) + last + end
    }
}
