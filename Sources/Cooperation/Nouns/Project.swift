public import Basics
public import Store

/// A flagship project.
public struct Project: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let title: Text
    public let state: Progress
    public let begins: String?
    public let ends: String?
    public let summary: Text
    public let outcome: Text?
    public let nextStep: Text?
    public let website: String?
    public let source: String?
    public let activities: Int
    public let priority: Key<AnyRecord>?
    public let lead: Key<AnyRecord>?

    /// Every project, in their order.
    public static func all(in store: Connection, for language: Language) throws -> [Project] {
        try store.all("\(selected(language)) order by p.position") { row in try Project(&row, for: language) }
    }

    /// The project with that ref; nil where there is none.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> Project? {
        try store.first("\(selected(language)) where p.ref = \(ref)") { row in try Project(&row, for: language) }
    }

    private static func selected(_ language: Language) -> SQL {
        """
        select p.id, p.ref, \(Text.columns("title", of: "p", in: language)), p.state, p.begins, p.ends,
               \(Text.columns("summary", of: "p", in: language)), \(Text.columns("outcome", of: "p", in: language)),
               \(Text.columns("next_step", of: "p", in: language)), p.website, p.source,
               coalesce((select c.count from activity_tag_counts c where c.tag = 'project/' || p.ref), 0),
               p.priority_id, p.lead_id
          from projects p
        """
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        id = try row.next()
        ref = try row.next()
        title = try Text.required(in: &row, for: language)
        state = try row.next()
        begins = try row.next()
        ends = try row.next()
        summary = try Text.required(in: &row, for: language)
        outcome = try Text.next(in: &row, for: language)
        nextStep = try Text.next(in: &row, for: language)
        website = try row.next()
        source = try row.next()
        activities = try row.next()
        priority = try row.next()
        lead = try row.next()
    }

    /// A phase with its own time and money.
    public struct Phase: Sendable {
        public let id: Key<AnyRecord>
        public let title: Text
        public let begins: String?
        public let ends: String?
        public let state: Progress
        public let summary: Text?
        public let lead: Key<AnyRecord>?
    }

    /// Its phases, in their order.
    public func phases(in store: Connection, for language: Language) throws -> [Phase] {
        try store.all(
            """
            select f.id, \(Text.columns("title", of: "f", in: language)), f.begins, f.ends, f.state,
                   \(Text.columns("summary", of: "f", in: language)), f.lead_id
              from project_phases f where f.project_id = \(id) order by f.position
            """
        ) { row in
            Phase(
                id: try row.next(), title: try Text.required(in: &row, for: language), begins: try row.next(),
                ends: try row.next(), state: try row.next(), summary: try Text.next(in: &row, for: language),
                lead: try row.next())
        }
    }
}
