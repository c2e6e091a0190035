public import Store

/// The tables of the cooperation, append-only: a migration that has once been published is never edited.
public enum Migrations {
    /// All of them, in their order.
    public static let all =
        [people, strategy, work, record, shared, search, agenda, desk, members]
        + [visibility, notices, sampleHouse, facts, mailing]

    /// What every kind of record has in common: links, translations, tags for quick lists, and the network's files.
    static let shared = Migration(
        "cooperation/0005 shared",
        """
        create table links (
            record   \(.key) not null,
            field    \(.text) not null,
            target   \(.key) not null,
            position \(.integer) not null,
            origin   \(.text),
            primary key (record, field, target)
        ) \(.clustered);
        create index links_by_target on links (target, field);
        create table translations (
            record        \(.key) not null,
            field         \(.text) not null,
            language      \(.text) not null,
            body          \(.text) not null,
            state         \(.text) not null check (state in ('draft', 'confirmed')),
            source_digest \(.text) not null,
            primary key (record, field, language)
        ) \(.clustered);
        create table activity_tags (
            tag      \(.text) not null,
            begins   \(.day) not null,
            number   \(.integer) not null,
            activity \(.key) not null references activities,
            primary key (tag, begins, number)
        ) \(.clustered);
        create index activity_tags_by_activity on activity_tags (activity);
        create table activity_tag_counts (
            tag   \(.text) primary key,
            count \(.integer) not null
        ) \(.clustered);
        create table network_files (
            name    \(.text) primary key,
            content \(.bytes) not null
        ) \(.strict);
        """)

    /// What every activity has one of stands beside each of its tags, so that a list with two filters need not look for a
    /// second tag; and the desk finds the newest activities, and those that ended lately, without looking at all of them.
    static let facts = Migration(
        "cooperation/0013 activities quickly found",
        """
        alter table activity_tags add column kind \(.text);
        alter table activity_tags add column state \(.text);
        update activity_tags set
            kind = (select a.kind from activities a where a.id = activity_tags.activity),
            state = (select a.state from activities a where a.id = activity_tags.activity);
        create index activities_by_days on activities (begins, number);
        create index activities_by_end on activities (ends);
        """)
}
