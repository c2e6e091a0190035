import Store

extension Migrations {
    /// Who holds which function in the house, and how members reach each other.
    static let members = Migration(
        "cooperation/0009 members",
        """
        create table assignments (
            id         \(.key) primary key,
            number     \(.integer) not null unique,
            ref        \(.text) not null unique check (ref <> ''),
            language   \(.text) not null,
            person_id  \(.key) not null references people,
            kind       \(.text) not null,
            state_id   \(.key) references states,
            group_id   \(.key) references groups,
            project_id \(.key) references projects,
            begins     \(.day) not null,
            ends       \(.day),
            note       \(.text),
            source     \(.text)
        ) \(.strict);
        create index assignments_by_person on assignments (person_id);
        create index assignments_by_state on assignments (state_id);
        create index assignments_by_group on assignments (group_id);
        create index assignments_by_project on assignments (project_id);
        create table contacts (
            id        \(.key) primary key,
            number    \(.integer) not null unique,
            ref       \(.text) not null unique check (ref <> ''),
            language  \(.text) not null,
            person_id \(.key) not null references people,
            mail      \(.text),
            phone     \(.text),
            languages \(.text),
            hours     \(.text),
            deputy_id \(.key) references people,
            confirmed \(.day),
            source    \(.text)
        ) \(.strict);
        create index contacts_by_person on contacts (person_id);
        create index contacts_by_deputy on contacts (deputy_id);
        """)
}
