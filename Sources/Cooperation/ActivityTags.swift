package import Basics
package import Store

/// The tags by which lists of activities are filtered, kept in the order of days so that a page costs the same
/// among a thousand activities and among a million.
///
/// A tag is a word such as `state/SE`; the tag `all` is on every activity.
package enum ActivityTags {
    /// Works out the tags of every activity anew.
    package static func renew(in transaction: Transaction) throws {
        _ = try transaction.run("delete from activity_tags")
        _ = try transaction.run("delete from activity_tag_counts")
        _ = try transaction.run("delete from activity_hidden_counts")
        try add(where: "true", in: transaction)
        _ = try transaction.run(
            "insert into activity_tag_counts (tag, count) select tag, count(*) from activity_tags group by tag")
        _ = try transaction.run(
            """
            insert into activity_hidden_counts (tag, visibility, count)
            select tag, visibility, count(*) from activity_tags where visibility is not null group by tag, visibility
            """)
    }

    /// Works out the tags of one activity, after it was added, changed or removed.
    package static func update(_ activity: Key<AnyRecord>, in transaction: Transaction) throws {
        try remove(activity, in: transaction)
        try add(activity, in: transaction)
    }

    /// Works out the tags of an activity that has none yet.
    package static func add(_ activity: Key<AnyRecord>, in transaction: Transaction) throws {
        try add(where: "a.id = \(activity)", in: transaction)
        try count(activity, by: 1, in: transaction)
    }

    /// Takes the tags off an activity that is about to go.
    package static func remove(_ activity: Key<AnyRecord>, in transaction: Transaction) throws {
        try count(activity, by: -1, in: transaction)
        try transaction.run("delete from activity_tags where activity = \(activity)")
        try transaction.run("delete from activity_tag_counts where count = 0")
        try transaction.run("delete from activity_hidden_counts where count = 0")
    }

    /// Works out the tags of every activity that serves an objective, after the objective moved.
    package static func update(linkedTo objective: Key<AnyRecord>, in transaction: Transaction) throws {
        let activities: [Key<AnyRecord>] = try transaction.values(
            """
            select a.id from links l join activities a on a.id = l.record
             where l.target = \(objective) and l.field = 'objectives'
            """)
        for activity in activities { try update(activity, in: transaction) }
    }

    private static func count(_ activity: Key<AnyRecord>, by step: Int, in transaction: Transaction) throws {
        try transaction.run(
            """
            insert into activity_tag_counts (tag, count)
            select tag, \(step) from activity_tags where activity = \(activity)
            on conflict (tag) do update set count = activity_tag_counts.count + excluded.count
            """)
        try transaction.run(
            """
            insert into activity_hidden_counts (tag, visibility, count)
            select tag, visibility, \(step) from activity_tags where activity = \(activity) and visibility is not null
            on conflict (tag, visibility) do update set count = activity_hidden_counts.count + excluded.count
            """)
    }

    private static func add(where condition: SQL, in transaction: Transaction) throws {
        let found = rules.map { rule in
            """
            select \(rule.tag), a.begins, a.number, a.id, a.kind, a.state, a.visibility
              from activities a \(rule.joins) where \(condition)
            """ as SQL
        }
        try transaction.run(
            """
            insert into activity_tags (tag, begins, number, activity, kind, state, visibility)
            \(found.joined(separator: " union "))
            """)
    }

    /// Which of several tags leads through the days, so that as little as possible is looked at: the rarest, where
    /// looking for one more tag of an activity counts as much as three steps further.
    static func leading(of tags: [String], in store: some Querying) throws -> (leading: String, others: [String]) {
        guard tags.count > 1 else { return (tags.first ?? "all", []) }
        let counts = try store.all("select tag, count from activity_tag_counts where tag in (\(list: tags))") { row in
            (tag: try row.text(), count: try row.next() as Int)
        }
        let costs = tags.map { tag in
            let steps = 1 + 3 * tags.count { $0 != tag && fact($0) == nil }
            return (tag: tag, cost: (counts.first { $0.tag == tag }?.count ?? 0) * steps)
        }
        let best = costs.min { $0.cost < $1.cost }?.tag ?? "all"
        return (best, tags.filter { $0 != best })
    }

    /// The condition that the activity of a row `t` has another tag, too.
    static func also(_ tag: String) -> SQL {
        if let fact = fact(tag) { return " and \(fact)" }
        return
            " and exists (select 1 from activity_tags x where x.tag = \(tag) and x.begins = t.begins and x.number = t.number)"
    }

    /// What stands beside every tag of an activity.
    private static func fact(_ tag: String) -> SQL? {
        if tag.hasPrefix("kind/") { return "t.kind = \(String(tag.dropFirst(5)))" }
        if tag.hasPrefix("progress/") { return "t.state = \(String(tag.dropFirst(9)))" }
        return nil
    }

    private static let rules: [(tag: SQL, joins: SQL)] = [
        ("'all'", ""),
        ("'kind/' || a.kind", ""),
        ("'progress/' || a.state", ""),
        ("'project/' || p.ref", "join projects p on p.id = a.project_id"),
        ("'state/' || s.ref", "join states s on s.ref = a.country"),
        (
            "'state/' || s.ref",
            "join links l on l.record = a.id and l.field = 'states' join states s on s.id = l.target"
        ),
        (
            "'objective/' || o.ref",
            "join links l on l.record = a.id and l.field = 'objectives' join objectives o on o.id = l.target"
        ),
        (
            "'done/objective/' || o.ref",
            """
            join links l on l.record = a.id and l.field = 'objectives' and a.state = 'done'
            join objectives o on o.id = l.target
            """
        ),
        (
            "'priority/' || p.ref",
            """
            join links l on l.record = a.id and l.field = 'objectives' join objectives o on o.id = l.target
            join priorities p on p.id = o.priority_id
            """
        ),
        (
            "'target/' || t.ref",
            "join links l on l.record = a.id and l.field = 'sdg_targets' join sdg_targets t on t.id = l.target"
        ),
    ]
}
