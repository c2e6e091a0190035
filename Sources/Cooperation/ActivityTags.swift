import Basics
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
        for rule in rules {
            _ = try transaction.run(
                """
                insert into activity_tags (tag, begins, number, activity)
                select distinct \(rule.tag), a.begins, a.number, a.id from activities a \(rule.joins)
                 where true on conflict do nothing
                """)
        }
        _ = try transaction.run(
            "insert into activity_tag_counts (tag, count) select tag, count(*) from activity_tags group by tag")
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
