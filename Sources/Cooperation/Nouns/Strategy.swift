public import Basics
public import Store

/// A strategy, with the mandate that it carries out.
public struct Strategy: Sendable {
    public let id: Key<AnyRecord>
    public let title: Text
    public let begins: String
    public let ends: String?
    public let summary: Text?
    public let mandate: Text?
    public let mandateSummary: Text?

    /// The strategy in force on a day, or else the last one.
    public static func current(on day: Day, in store: Connection, for language: Language) throws -> Strategy? {
        try store.first(
            """
            \(selected(language))
             order by case when s.begins <= \(day.description) then 0 else 1 end, s.begins desc limit 1
            """
        ) { row in try Strategy(&row, for: language) }
    }

    /// Every strategy, the newest first.
    public static func all(in store: Connection, for language: Language) throws -> [Strategy] {
        try store.all("\(selected(language)) order by s.begins desc, s.number") { row in
            try Strategy(&row, for: language)
        }
    }

    private static func selected(_ language: Language) -> SQL {
        """
        select s.id, \(Text.columns("title", of: "s", in: language)), s.begins, s.ends,
               \(Text.columns("summary", of: "s", in: language)), \(Text.columns("title", of: "m", in: language)),
               \(Text.columns("summary", of: "m", in: language))
          from strategies s left join mandates m on m.id = s.mandate_id
        """
    }

    private init(_ row: inout Row, for language: Language) throws {
        id = try row.next()
        title = try Text.required(in: &row, for: language)
        begins = try row.next()
        ends = try row.next()
        summary = try Text.next(in: &row, for: language)
        mandate = try Text.optional(in: &row, for: language)
        mandateSummary = try Text.optional(in: &row, for: language)
    }
}

/// A priority with how far its objectives have come.
public struct Priority: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let title: Text
    public let summary: Text?
    public let objectives: Int
    /// How many of its objectives are under way or done.
    public let moving: Int
    public let activities: Int

    /// The priorities of the strategy in force, in their order.
    public static func all(of strategy: Strategy, in store: Connection, for language: Language) throws -> [Priority] {
        try store.all("\(selected(language)) where p.strategy_id = \(strategy.id) order by p.position") { row in
            try Priority(&row, for: language)
        }
    }

    /// The priority with that ref; nil where there is none.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> Priority? {
        try store.first("\(selected(language)) where p.ref = \(ref)") { row in try Priority(&row, for: language) }
    }

    private static func selected(_ language: Language) -> SQL {
        """
        select p.id, p.ref, \(Text.columns("title", of: "p", in: language)), \(Text.columns("summary", of: "p", in: language)),
               (select count(*) from objectives o where o.priority_id = p.id),
               (select count(*) from objectives o where o.priority_id = p.id and o.state in ('underway', 'done')),
               coalesce((select c.count from activity_tag_counts c where c.tag = 'priority/' || p.ref), 0)
          from priorities p
        """
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        id = try row.next()
        ref = try row.next()
        title = try Text.required(in: &row, for: language)
        summary = try Text.next(in: &row, for: language)
        objectives = try row.next()
        moving = try row.next()
        activities = try row.next()
    }
}

/// An objective as it was published, and how far it has come.
public struct Objective: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    /// The number it was published with, where it had one.
    public let number: Int?
    public let title: Text
    public let state: Progress
    public let summary: Text?
    public let progress: Text?
    public let reason: Text?
    public let source: String?
    public let activities: Int
    /// How many of its activities are done.
    public let done: Int
    public let priority: Key<AnyRecord>

    /// The objectives of a priority, in the order in which they were published.
    public static func all(of priority: Priority, in store: Connection, for language: Language) throws -> [Objective] {
        try store.all("\(selected(language)) where o.priority_id = \(priority.id) order by o.position") { row in
            try Objective(&row, for: language)
        }
    }

    /// The objective with that ref; nil where there is none.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> Objective? {
        try store.first("\(selected(language)) where o.ref = \(ref)") { row in try Objective(&row, for: language) }
    }

    private static func selected(_ language: Language) -> SQL {
        """
        select o.id, o.ref, o.published_number, \(Text.columns("title", of: "o", in: language)), o.state,
               \(Text.columns("summary", of: "o", in: language)), \(Text.columns("progress", of: "o", in: language)),
               \(Text.columns("reason", of: "o", in: language)), o.source,
               coalesce((select c.count from activity_tag_counts c where c.tag = 'objective/' || o.ref), 0),
               coalesce((select c.count from activity_tag_counts c where c.tag = 'done/objective/' || o.ref), 0),
               o.priority_id
          from objectives o
        """
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        id = try row.next()
        ref = try row.next()
        number = try row.next()
        title = try Text.required(in: &row, for: language)
        state = try row.next()
        summary = try Text.next(in: &row, for: language)
        progress = try Text.next(in: &row, for: language)
        reason = try Text.next(in: &row, for: language)
        source = try row.next()
        activities = try row.next()
        done = try row.next()
        priority = try row.next()
    }
}
