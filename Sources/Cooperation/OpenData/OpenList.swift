public import Basics
public import Store

/// The public records of a table, or a choice among them, a page at a time.
///
/// Records come in the order of their numbers; activities in the order of their days. A page costs the same wherever it
/// stands: it begins behind the last record of the page before.
public struct OpenList: Sendable {
    public let table: OpenTable
    public var order = ActivityList.Order.newest
    /// The last record of the page before.
    public var after: Cursor?
    public var limit = 50
    private var conditions: SQL = ""
    /// Tags that an activity must have.
    private var tags: [String] = []

    public init(_ table: OpenTable) {
        self.table = table
    }

    /// A record's place in the order.
    public struct Cursor: Sendable, Hashable {
        /// The day with which the order begins, counted so that none is negative; nothing where days do not count.
        let day: Int?
        let number: Int

        /// Reads `57`, or of activities `736803-12`; digits alone, so that whatever has this shape is a place.
        public init?(_ text: String, of table: OpenTable) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == (table.isInDays ? 2 : 1), parts.allSatisfy(Cursor.isNumber),
                let number = parts.last.flatMap({ Int($0) })
            else { return nil }
            self.number = number
            day = table.isInDays ? Int(parts[0]) : nil
        }

        init(_ record: OpenRecord, begins: Day?) {
            number = record.number
            day = begins.map { Int($0.number) + Cursor.origin }
        }

        public var text: String { (day.map { "\($0)-" } ?? "") + "\(number)" }

        var begins: Day { Day(number: Int32(clamping: (day ?? 0) - Cursor.origin)) }

        private static let origin = 719_468

        private static func isNumber(_ part: Substring) -> Bool {
            (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }

        /// The shape of the text, as JSON Schema writes it.
        public static func pattern(of table: OpenTable) -> String {
            table.isInDays ? "^[0-9]{1,9}-[0-9]{1,9}$" : "^[0-9]{1,9}$"
        }
    }

    /// Narrows the list down. False where the value names a record that is not there.
    public mutating func choose(_ filter: OpenFilter, _ value: String, in store: some Querying) throws -> Bool {
        guard let condition = try filter.condition(value, in: store) else { return false }
        if table.isInDays, let tag = filter.tag {
            tags.append("\(tag)/\(value)")
        } else {
            conditions = "\(conditions) and \(condition)"
        }
        return true
    }

    /// The records of this page; without a reader, in the languages in which they were written.
    public func records(in store: some Querying, for reader: Language?) throws -> [OpenRecord] {
        let rows = OpenRows(table: table, reader: reader)
        guard table.isInDays else {
            let beyond: SQL = after.map { "r.number > \($0.number)" } ?? "true"
            return try rows.records(where: "\(beyond)\(conditions)", limit: limit, in: store)
        }
        let direction: SQL = order == .newest ? "desc" : "asc"
        let (leading, others) = try ActivityTags.leading(of: tags, in: store)
        return try rows.records(
            """
            from activity_tags t join activities r on r.id = t.activity
             where t.tag = \(leading)\(beyond)\(others.map(ActivityTags.also).joined(separator: ""))\(conditions)
             order by t.begins \(direction), t.number \(direction) limit \(limit)
            """, in: store)
    }

    /// The place behind a record of this list, from which the next page goes on.
    public func cursor(behind record: OpenRecord) -> Cursor {
        guard table.isInDays, let place = table.columns.firstIndex(where: { $0.name == "from" }),
            case .word(let day) = record.fields[place]
        else { return Cursor(record, begins: nil) }
        return Cursor(record, begins: Day(day))
    }

    private var beyond: SQL {
        guard let after else { return "" }
        return order == .newest
            ? " and (t.begins, t.number) < (\(after.begins), \(after.number))"
            : " and (t.begins, t.number) > (\(after.begins), \(after.number))"
    }
}

extension OpenTable {
    /// Whether its lists are in the order of days.
    public var isInDays: Bool { name == "activities" }
}
