import Store

extension Migrations {
    /// What a meeting dealt with, and who came.
    static let agenda = Migration(
        "cooperation/0007 agenda",
        """
        create table agenda_items (
            id         \(.key) primary key,
            number     \(.integer) not null unique,
            ref        \(.text) not null unique check (ref <> ''),
            language   \(.text) not null,
            meeting_id \(.key) not null references meetings,
            position   \(.integer) not null,
            title      \(.text) not null,
            presenter  \(.text),
            summary    \(.text),
            source     \(.text)
        ) \(.strict);
        create index agenda_items_by_meeting on agenda_items (meeting_id);
        create table attendance (
            id              \(.key) primary key,
            number          \(.integer) not null unique,
            ref             \(.text) not null unique check (ref <> ''),
            language        \(.text) not null,
            meeting_id      \(.key) not null references meetings,
            state_id        \(.key) references states,
            organisation_id \(.key) references organisations,
            people          \(.integer),
            note            \(.text),
            source          \(.text)
        ) \(.strict);
        create index attendance_by_meeting on attendance (meeting_id);
        create index attendance_by_state on attendance (state_id);
        create index attendance_by_organisation on attendance (organisation_id);
        """)

    /// What the desk needs: records that were withdrawn and can be restored, and drafts that are not yet records.
    static let desk = Migration(
        "cooperation/0008 desk",
        """
        create table withdrawn (
            id       \(.key) primary key,
            origin   \(.text) not null,
            number   \(.integer) not null,
            ref      \(.text) not null,
            fields   \(.text) not null,
            title    \(.text) not null,
            actor    \(.text) not null,
            moment   \(.moment) not null,
            together \(.key) not null,
            unique (origin, ref)
        ) \(.strict);
        create index withdrawn_together on withdrawn (together);
        create table drafts (
            id     \(.key) primary key,
            actor  \(.text) not null,
            kind   \(.text) not null,
            ref    \(.text),
            fields \(.text) not null,
            saved  \(.moment) not null
        ) \(.strict);
        create index drafts_by_actor on drafts (actor, saved);
        """)
}
