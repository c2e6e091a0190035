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
        let end = presidency.ends.adding(days: 1)
        return ReportYear(
            presidency: presidency, state: try store.named(.states, presidency.state, in: language),
            activities: try ActivityList.between(presidency.begins, end, most: 2000, in: store, for: language),
            meetings: try Meeting.all(in: store, for: language)
                .filter { presidency.begins <= $0.begins && $0.begins < end }
                .sorted { $0.begins < $1.begins })
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
}
