import Store

extension Migrations {
    /// Who may see a record, where that is not everybody; and papers, which are the members' own from the first.
    static let visibility = Migration(
        "cooperation/0010 visibility",
        """
        alter table activities add column visibility \(.text);
        alter table projects add column visibility \(.text);
        alter table conclusions add column visibility \(.text);
        alter table narratives add column visibility \(.text);
        alter table timeline add column visibility \(.text);
        alter table commitments add column visibility \(.text);
        alter table withdrawn add column visibility \(.text);
        alter table activity_tags add column visibility \(.text);
        create table papers (
            id         \(.key) primary key,
            number     \(.integer) not null unique,
            ref        \(.text) not null unique check (ref <> ''),
            language   \(.text) not null,
            title      \(.text) not null,
            kind       \(.text) not null,
            date       \(.text),
            meeting_id \(.key) references meetings,
            summary    \(.text),
            address    \(.text),
            source     \(.text),
            visibility \(.text)
        ) \(.strict);
        create index papers_by_meeting on papers (meeting_id);
        create index papers_by_date on papers (date, number);
        create table activity_hidden_counts (
            tag        \(.text) not null,
            visibility \(.text) not null,
            count      \(.integer) not null,
            primary key (tag, visibility)
        ) \(.clustered);
        create table search_hidden (
            document   \(.integer) primary key references search_documents on delete cascade,
            visibility \(.text) not null
        ) \(.strict);
        """)
}
