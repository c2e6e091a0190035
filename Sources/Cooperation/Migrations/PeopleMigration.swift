import Store

extension Migrations {
    /// The tables of `Tables.people`.
    static let people = Migration(
        "cooperation/0001 people",
        """
        create table network (
            id            \(.key) primary key,
            number        \(.integer) not null unique,
            ref           \(.text) not null unique check (ref <> ''),
            language      \(.text) not null,
            name          \(.text) not null,
            short_name    \(.text) not null,
            claim         \(.text) not null,
            lede          \(.text) not null,
            languages     \(.text) not null,
            time_zone     \(.text) not null,
            today         \(.day),
            colour_house  \(.text),
            colour_accent \(.text),
            website       \(.text),
            source        \(.text)
        ) \(.strict);
        create table sources (
            id        \(.key) primary key,
            number    \(.integer) not null unique,
            ref       \(.text) not null unique check (ref <> ''),
            language  \(.text) not null,
            title     \(.text) not null,
            publisher \(.text),
            published \(.text),
            address   \(.text),
            source    \(.text)
        ) \(.strict);
        create table states (
            id          \(.key) primary key,
            number      \(.integer) not null unique,
            ref         \(.text) not null unique check (ref <> ''),
            language    \(.text) not null,
            name        \(.text) not null,
            kind        \(.text) not null,
            map         \(.text),
            member_from \(.text),
            member_to   \(.text),
            note        \(.text),
            source      \(.text)
        ) \(.strict);
        create table organisations (
            id           \(.key) primary key,
            number       \(.integer) not null unique,
            ref          \(.text) not null unique check (ref <> ''),
            language     \(.text) not null,
            name         \(.text) not null,
            abbreviation \(.text),
            kind         \(.text) not null,
            country      \(.text),
            website      \(.text),
            source       \(.text)
        ) \(.strict);
        create table groups (
            id           \(.key) primary key,
            number       \(.integer) not null unique,
            ref          \(.text) not null unique check (ref <> ''),
            language     \(.text) not null,
            name         \(.text) not null,
            abbreviation \(.text),
            kind         \(.text) not null,
            begins       \(.text),
            ends         \(.text),
            duties       \(.text),
            source       \(.text)
        ) \(.strict);
        create table group_names (
            id           \(.key) primary key,
            number       \(.integer) not null unique,
            ref          \(.text) not null unique check (ref <> ''),
            language     \(.text) not null,
            group_id     \(.key) not null references groups,
            name         \(.text) not null,
            abbreviation \(.text),
            begins       \(.text) not null,
            ends         \(.text),
            source       \(.text)
        ) \(.strict);
        create index group_names_by_group on group_names (group_id);
        create table people (
            id              \(.key) primary key,
            number          \(.integer) not null unique,
            ref             \(.text) not null unique check (ref <> ''),
            language        \(.text) not null,
            name            \(.text) not null,
            organisation_id \(.key) references organisations,
            sample          \(.text),
            source          \(.text)
        ) \(.strict);
        create index people_by_organisation on people (organisation_id);
        create table seats (
            id              \(.key) primary key,
            number          \(.integer) not null unique,
            ref             \(.text) not null unique check (ref <> ''),
            language        \(.text) not null,
            group_id        \(.key) not null references groups,
            state_id        \(.key) references states,
            organisation_id \(.key) references organisations,
            kind            \(.text) not null,
            begins          \(.text),
            ends            \(.text),
            note            \(.text),
            source          \(.text)
        ) \(.strict);
        create index seats_by_group on seats (group_id);
        create index seats_by_state on seats (state_id);
        create index seats_by_organisation on seats (organisation_id);
        create table presidencies (
            id       \(.key) primary key,
            number   \(.integer) not null unique,
            ref      \(.text) not null unique check (ref <> ''),
            language \(.text) not null,
            title    \(.text) not null,
            state_id \(.key) not null references states,
            begins   \(.day) not null,
            ends     \(.day) not null,
            theme    \(.text),
            source   \(.text)
        ) \(.strict);
        create index presidencies_by_state on presidencies (state_id);
        create table functions (
            id            \(.key) primary key,
            number        \(.integer) not null unique,
            ref           \(.text) not null unique check (ref <> ''),
            language      \(.text) not null,
            person_id     \(.key) not null references people,
            group_id      \(.key) not null references groups,
            kind          \(.text) not null,
            title         \(.text),
            state_id      \(.key) references states,
            presidency_id \(.key) references presidencies,
            begins        \(.text),
            ends          \(.text),
            source        \(.text)
        ) \(.strict);
        create index functions_by_person on functions (person_id);
        create index functions_by_group on functions (group_id);
        create index functions_by_state on functions (state_id);
        create index functions_by_presidency on functions (presidency_id);
        """)
}
