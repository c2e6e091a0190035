public import Basics
public import Store

/// An activity with everything that is recorded about it.
public struct Activity: Sendable {
    public let item: ActivityItem
    public let id: Key<AnyRecord>
    public let ref: String
    public let country: String?
    public let role: ActivityRole
    public let summary: Text?
    public let outcome: Text?
    public let nextStep: Text?
    public let reason: Text?
    public let participants: Int?
    public let participantStates: Int?
    public let source: String?
    private let projectKey: Key<AnyRecord>?

    /// The activity with that number; nil where there is none.
    public static func find(_ number: Int, in store: Connection, for language: Language) throws -> Activity? {
        try store.first(
            """
            select \(ActivityItem.columns(in: language)), a.id, a.ref, a.country, a.role,
                   \(Text.columns("summary", of: "a", in: language)), \(Text.columns("outcome", of: "a", in: language)),
                   \(Text.columns("next_step", of: "a", in: language)), \(Text.columns("reason", of: "a", in: language)),
                   a.participants, a.participant_states, a.source, a.project_id
              from activities a where a.number = \(number)
            """
        ) { row in try Activity(&row, for: language) }
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        item = try ActivityItem(&row, for: language)
        id = try row.next()
        ref = try row.next()
        country = try row.next()
        role = try row.next()
        summary = try Text.next(in: &row, for: language)
        outcome = try Text.next(in: &row, for: language)
        nextStep = try Text.next(in: &row, for: language)
        reason = try Text.next(in: &row, for: language)
        participants = try row.next()
        participantStates = try row.next()
        source = try row.next()
        projectKey = try row.next()
    }

    /// What the activity is linked to.
    public struct Links: Sendable {
        public let project: Named?
        public let objectives: [Named]
        public let targets: [Named]
        public let states: [Named]
        public let organisations: [Named]
        /// The meeting of a group that this activity is, by its ref.
        public let meeting: String?
    }

    public func links(in store: Connection, for language: Language) throws -> Links {
        Links(
            project: try store.named(.projects, projectKey, in: language),
            objectives: try store.linked(.objectives, from: id, "objectives", in: language),
            targets: try store.linked(.targets, from: id, "sdg_targets", in: language),
            states: try store.linked(.states, from: id, "states", in: language),
            organisations: try store.linked(.organisations, from: id, "organisations", in: language),
            meeting: try store.value("select ref from meetings where activity_id = \(id)"))
    }
}
