import Store

extension Migrations {
    /// The tables of `Tables.strategy`.
    static let strategy = Migration(
        "cooperation/0002 strategy",
        """
        create table sdg_goals (
            id               \(.key) primary key,
            number           \(.integer) not null unique,
            ref              \(.text) not null unique check (ref <> ''),
            language         \(.text) not null,
            title            \(.text) not null,
            published_number \(.integer) not null,
            source           \(.text)
        ) \(.strict);
        create table sdg_targets (
            id       \(.key) primary key,
            number   \(.integer) not null unique,
            ref      \(.text) not null unique check (ref <> ''),
            language \(.text) not null,
            goal_id  \(.key) not null references sdg_goals,
            title    \(.text) not null,
            source   \(.text)
        ) \(.strict);
        create index sdg_targets_by_goal on sdg_targets (goal_id);
        create table mandates (
            id       \(.key) primary key,
            number   \(.integer) not null unique,
            ref      \(.text) not null unique check (ref <> ''),
            language \(.text) not null,
            group_id \(.key) not null references groups,
            title    \(.text) not null,
            begins   \(.text) not null,
            ends     \(.text),
            summary  \(.text),
            source   \(.text)
        ) \(.strict);
        create index mandates_by_group on mandates (group_id);
        create table strategies (
            id         \(.key) primary key,
            number     \(.integer) not null unique,
            ref        \(.text) not null unique check (ref <> ''),
            language   \(.text) not null,
            mandate_id \(.key) references mandates,
            title      \(.text) not null,
            begins     \(.text) not null,
            ends       \(.text),
            summary    \(.text),
            source     \(.text)
        ) \(.strict);
        create index strategies_by_mandate on strategies (mandate_id);
        create table priorities (
            id          \(.key) primary key,
            number      \(.integer) not null unique,
            ref         \(.text) not null unique check (ref <> ''),
            language    \(.text) not null,
            strategy_id \(.key) not null references strategies,
            position    \(.integer) not null,
            title       \(.text) not null,
            summary     \(.text),
            source      \(.text)
        ) \(.strict);
        create index priorities_by_strategy on priorities (strategy_id);
        create table objectives (
            id               \(.key) primary key,
            number           \(.integer) not null unique,
            ref              \(.text) not null unique check (ref <> ''),
            language         \(.text) not null,
            priority_id      \(.key) not null references priorities,
            published_number \(.integer),
            position         \(.integer) not null,
            title            \(.text) not null,
            summary          \(.text),
            state            \(.text) not null,
            reason           \(.text),
            progress         \(.text),
            source           \(.text)
        ) \(.strict);
        create index objectives_by_priority on objectives (priority_id);
        create table conclusions (
            id            \(.key) primary key,
            number        \(.integer) not null unique,
            ref           \(.text) not null unique check (ref <> ''),
            language      \(.text) not null,
            title         \(.text) not null,
            kind          \(.text) not null,
            adopted       \(.text) not null,
            place         \(.text),
            presidency_id \(.key) references presidencies,
            summary       \(.text),
            source        \(.text)
        ) \(.strict);
        create index conclusions_by_presidency on conclusions (presidency_id);
        create table conclusion_items (
            id            \(.key) primary key,
            number        \(.integer) not null unique,
            ref           \(.text) not null unique check (ref <> ''),
            language      \(.text) not null,
            conclusion_id \(.key) not null references conclusions,
            position      \(.integer) not null,
            title         \(.text) not null,
            addressee     \(.text),
            source        \(.text)
        ) \(.strict);
        create index conclusion_items_by_conclusion on conclusion_items (conclusion_id);
        """)
}
