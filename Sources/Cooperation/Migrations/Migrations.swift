public import Store

/// The tables of the cooperation, append-only: a migration that has once been published is never edited.
public enum Migrations {
    /// All of them, in their order.
    public static let all =
        [people, strategy, work, record, shared, search, agenda, desk, members, visibility, notices, mailing]
        + [sampleHouse]

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
}
