public import Basics
public import Store

/// One presidency with what took place in it: what an annual report is made from.
public struct ReportYear: Sendable {
    public let presidency: Presidency
    public let state: Named?
    /// Everything that touched the period, the oldest first.
    public let activities: [ActivityItem]
    public let meetings: [Meeting]

    /// The year of the presidency with that ref; nil where there is none.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> ReportYear? {
        guard let presidency = try Presidency.all(in: store, for: language).first(where: { $0.ref == ref }) else {
            return nil
        }
        return try ReportYear(presidency, in: store, for: language)
    }

    /// What took place in a presidency.
    public init(_ presidency: Presidency, in store: Connection, for language: Language) throws {
        let end = presidency.ends.adding(days: 1)
        self.presidency = presidency
        state = try store.named(.states, presidency.state, in: language)
        activities = try ActivityList.between(presidency.begins, end, most: 2000, in: store, for: language)
        meetings = try Meeting.beginning(from: presidency.begins, to: presidency.ends, in: store, for: language)
    }

    /// The months of the period with how many activities began in each.
    public var months: [(first: Day, count: Int)] {
        var months: [(first: Day, count: Int)] = []
        var first = presidency.begins.startOfMonth
        while first <= presidency.ends, months.count < 36 {
            let next = first.startOfNextMonth
            months.append((first, activities.count { $0.begins >= first && $0.begins < next }))
            first = next
        }
        return months
    }

    /// What only a report tells of an activity, beside what every list does.
    public struct Detail: Sendable {
        public let role: ActivityRole
        /// The two-letter code of its country.
        public let country: String?
        public let participants: Int?
        public let summary: Text?
    }

    /// The details of the year's activities, by their numbers.
    public func details(in store: Connection, for language: Language) throws -> [Int: Detail] {
        let rows = try store.all(
            """
            select a.number, a.role, a.country, a.participants, \(Text.columns("summary", of: "a", in: language))
              from activity_tags t join activities a on a.id = t.activity
             where t.tag = 'all' and \(touching)
            """
        ) { row in
            (
                number: try row.next() as Int,
                detail: Detail(
                    role: try row.next(), country: try row.next(), participants: try row.next(),
                    summary: try Text.next(in: &row, for: language))
            )
        }
        return Dictionary(rows.map { ($0.number, $0.detail) }, uniquingKeysWith: { first, _ in first })
    }

    /// How many of the year's activities have each tag that begins so, such as `state/`; the rest of the tag is the key.
    public func counts(_ kind: TagKind, in store: Connection) throws -> [String: Int] {
        let prefix = kind.rawValue + "/"
        // The tags are in order, so those of a kind lie between their stroke and the sign that follows it.
        let rows = try store.all(
            """
            select t.tag, count(*) from activity_tag_counts c
              join activity_tags t on t.tag = c.tag join activities a on a.id = t.activity
             where c.tag > \(prefix) and c.tag < \(kind.rawValue + "0") and \(touching) group by t.tag
            """
        ) { row in (tag: try row.text(), count: try row.next() as Int) }
        return Dictionary(
            rows.map { (String($0.tag.dropFirst(prefix.count)), $0.count) }, uniquingKeysWith: { first, _ in first })
    }

    /// What activities are counted by.
    public enum TagKind: String, Sendable {
        case state, priority, objective, project, kind
    }

    /// Activities are seldom longer than a month, so those that began in the month before are looked at, too.
    private var touching: SQL {
        """
        t.begins >= \(presidency.begins.adding(days: -31)) and t.begins < \(presidency.ends.adding(days: 1))
           and a.ends >= \(presidency.begins)
        """
    }
}
