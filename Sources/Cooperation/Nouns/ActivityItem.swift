public import Basics
public import Store

/// An activity as a list shows it: its days, its title and two facts.
public struct ActivityItem: Sendable {
    public let number: Int
    public let begins: Day
    public let ends: Day
    public let title: Text
    public let kind: ActivityKind
    public let place: String
    public let state: Progress

    static func columns(in language: Language) -> SQL {
        "a.number, a.begins, a.ends, \(Text.columns("title", of: "a", in: language)), a.kind, a.place, a.state"
    }

    init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        number = try row.next()
        begins = try row.next()
        ends = try row.next()
        title = try Text.required(in: &row, for: language)
        kind = try row.next()
        place = try row.next()
        state = try row.next()
    }
}

/// A choice among all activities, a page of fifty at a time, in the order of their days.
///
/// A page costs the same wherever it stands: it begins after the last row of the page before, on an index.
public struct ActivityList: Sendable {
    /// The tags that an activity must have, such as `state/SE`.
    public var tags: [String]
    public var order: Order
    /// The last row of the page before.
    public var after: Cursor?
    public var limit = 50

    public enum Order: String, Sendable { case newest, oldest }

    /// A row's place in the order.
    public struct Cursor: Sendable, Hashable {
        public let begins: Day
        public let number: Int

        public init(begins: Day, number: Int) {
            self.begins = begins
            self.number = number
        }

        /// Reads `2018-04-19.12`.
        public init?(_ text: String) {
            let parts = text.split(separator: ".")
            guard parts.count == 2, let day = Day(parts[0]), let number = Int(parts[1]) else { return nil }
            self.init(begins: day, number: number)
        }

        public var text: String { "\(begins).\(number)" }
    }

    public init(tags: [String] = [], order: Order = .newest, after: Cursor? = nil) {
        self.tags = tags
        self.order = order
        self.after = after
    }

    /// The rows of this page, and the cursor of the next page where there is one.
    public func page(in store: Connection, for language: Language) throws -> (rows: [ActivityItem], next: Cursor?) {
        let (leading, others) = try ActivityTags.leading(of: tags, in: store)
        let direction: SQL = order == .newest ? "desc" : "asc"
        var rows = try store.all(
            """
            select \(ActivityItem.columns(in: language)) from activity_tags t join activities a on a.number = t.number
             where t.tag = \(leading)\(beyond)\(others.map(ActivityTags.also).joined(separator: ""))
             order by t.begins \(direction), t.number \(direction) limit \(limit + 1)
            """
        ) { row in try ActivityItem(&row, for: language) }
        guard rows.count > limit else { return (rows, nil) }
        rows.removeLast()
        return (rows, rows.last.map { Cursor(begins: $0.begins, number: $0.number) })
    }

    /// How many activities there are in all; nil where only counting them one by one would tell.
    public func count(in store: Connection) throws -> Int? {
        guard tags.count <= 1 else { return nil }
        return try store.value("select count from activity_tag_counts where tag = \(tags.first ?? "all")") ?? 0
    }

    private var beyond: SQL {
        guard let after else { return "" }
        switch order {
        case .newest: return " and (t.begins, t.number) < (\(after.begins), \(after.number))"
        case .oldest: return " and (t.begins, t.number) > (\(after.begins), \(after.number))"
        }
    }

    /// Every activity that touches the days from `first` to before `end`, at most `most`.
    public static func between(
        _ first: Day, _ end: Day, tag: String = "all", most: Int = 500, in store: Connection, for language: Language
    ) throws -> [ActivityItem] {
        try store.all(
            """
            select \(ActivityItem.columns(in: language)) from activity_tags t join activities a on a.number = t.number
             where t.tag = \(tag) and t.begins >= \(first.adding(days: -31)) and t.begins < \(end) and a.ends >= \(first)
             order by t.begins, t.number limit \(most)
            """
        ) { row in try ActivityItem(&row, for: language) }
    }
}
