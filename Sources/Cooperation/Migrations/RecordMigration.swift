import Store

extension Migrations {
    /// The tables of `Tables.record`.
    static let record = Migration(
        "cooperation/0004 record",
        """
        create table contributions (
            id       \(.key) primary key,
            number   \(.integer) not null unique,
            ref      \(.text) not null unique check (ref <> ''),
            language \(.text) not null,
            state_id \(.key) not null references states,
            year     \(.integer) not null,
            currency \(.text),
            assessed \(.integer),
            paid     \(.text) not null,
            paid_on  \(.text),
            source   \(.text)
        ) \(.strict);
        create index contributions_by_state on contributions (state_id);
        create table budgets (
            id             \(.key) primary key,
            number         \(.integer) not null unique,
            ref            \(.text) not null unique check (ref <> ''),
            language       \(.text) not null,
            group_id       \(.key) not null references groups,
            year           \(.integer) not null,
            title          \(.text) not null,
            state          \(.text) not null,
            change_percent \(.integer),
            meeting_id     \(.key) references meetings,
            note           \(.text),
            source         \(.text)
        ) \(.strict);
        create index budgets_by_group on budgets (group_id);
        create index budgets_by_meeting on budgets (meeting_id);
        create table cofinancing (
            id       \(.key) primary key,
            number   \(.integer) not null unique,
            ref      \(.text) not null unique check (ref <> ''),
            language \(.text) not null,
            title    \(.text) not null,
            note     \(.text),
            source   \(.text)
        ) \(.strict);
        create table law_facts (
            id         \(.key) primary key,
            number     \(.integer) not null unique,
            ref        \(.text) not null unique check (ref <> ''),
            language   \(.text) not null,
            state_id   \(.key) not null references states,
            topic      \(.text) not null,
            setting    \(.text) not null,
            instrument \(.text),
            status     \(.text) not null,
            year       \(.integer),
            note       \(.text),
            source     \(.text)
        ) \(.strict);
        create index law_facts_by_state on law_facts (state_id);
        create table timeline (
            id       \(.key) primary key,
            number   \(.integer) not null unique,
            ref      \(.text) not null unique check (ref <> ''),
            language \(.text) not null,
            date     \(.text) not null,
            until    \(.text),
            title    \(.text) not null,
            summary  \(.text),
            place    \(.text),
            chapter  \(.text),
            source   \(.text)
        ) \(.strict);
        create table narratives (
            id            \(.key) primary key,
            number        \(.integer) not null unique,
            ref           \(.text) not null unique check (ref <> ''),
            language      \(.text) not null,
            place         \(.text) not null,
            position      \(.integer) not null,
            title         \(.text) not null,
            presidency_id \(.key) references presidencies,
            body          \(.text),
            source        \(.text)
        ) \(.strict);
        create index narratives_by_presidency on narratives (presidency_id);
        """)
}
