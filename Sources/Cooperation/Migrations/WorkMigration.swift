import Store

extension Migrations {
    /// The tables of `Tables.work`.
    static let work = Migration(
        "cooperation/0003 work",
        """
        create table projects (
            id          \(.key) primary key,
            number      \(.integer) not null unique,
            ref         \(.text) not null unique check (ref <> ''),
            language    \(.text) not null,
            title       \(.text) not null,
            position    \(.integer) not null,
            priority_id \(.key) references priorities,
            state       \(.text) not null,
            begins      \(.text),
            ends        \(.text),
            summary     \(.text) not null,
            outcome     \(.text),
            next_step   \(.text),
            website     \(.text),
            lead_id     \(.key) references organisations,
            source      \(.text)
        ) \(.strict);
        create index projects_by_priority on projects (priority_id);
        create index projects_by_lead on projects (lead_id);
        create table project_phases (
            id         \(.key) primary key,
            number     \(.integer) not null unique,
            ref        \(.text) not null unique check (ref <> ''),
            language   \(.text) not null,
            project_id \(.key) not null references projects,
            position   \(.integer) not null,
            title      \(.text) not null,
            begins     \(.text),
            ends       \(.text),
            state      \(.text) not null,
            summary    \(.text),
            lead_id    \(.key) references organisations,
            source     \(.text)
        ) \(.strict);
        create index project_phases_by_project on project_phases (project_id);
        create index project_phases_by_lead on project_phases (lead_id);
        create table activities (
            id                 \(.key) primary key,
            number             \(.integer) not null unique,
            ref                \(.text) not null unique check (ref <> ''),
            language           \(.text) not null,
            begins             \(.day) not null,
            ends               \(.day) not null,
            title              \(.text) not null,
            kind               \(.text) not null,
            role               \(.text) not null,
            place              \(.text) not null,
            country            \(.text),
            state              \(.text) not null,
            reason             \(.text),
            summary            \(.text),
            outcome            \(.text),
            next_step          \(.text),
            participants       \(.integer),
            participant_states \(.integer),
            project_id         \(.key) references projects,
            source             \(.text)
        ) \(.strict);
        create index activities_by_project on activities (project_id);
        create table meetings (
            id              \(.key) primary key,
            number          \(.integer) not null unique,
            ref             \(.text) not null unique check (ref <> ''),
            language        \(.text) not null,
            activity_id     \(.key) not null references activities,
            group_id        \(.key) not null references groups,
            presidency_id   \(.key) references presidencies,
            title           \(.text) not null,
            programme_title \(.text),
            programme       \(.text),
            decisions       \(.text),
            messages_state  \(.text) not null,
            source          \(.text)
        ) \(.strict);
        create index meetings_by_activity on meetings (activity_id);
        create index meetings_by_group on meetings (group_id);
        create index meetings_by_presidency on meetings (presidency_id);
        create table messages (
            id         \(.key) primary key,
            number     \(.integer) not null unique,
            ref        \(.text) not null unique check (ref <> ''),
            language   \(.text) not null,
            meeting_id \(.key) not null references meetings,
            position   \(.integer) not null,
            title      \(.text) not null,
            source     \(.text)
        ) \(.strict);
        create index messages_by_meeting on messages (meeting_id);
        create table commitments (
            id             \(.key) primary key,
            number         \(.integer) not null unique,
            ref            \(.text) not null unique check (ref <> ''),
            language       \(.text) not null,
            message_id     \(.key) references messages,
            meeting_id     \(.key) references meetings,
            title          \(.text) not null,
            owner_state_id \(.key) references states,
            owner_group_id \(.key) references groups,
            due            \(.text),
            due_meeting_id \(.key) references meetings,
            state          \(.text) not null,
            reason         \(.text),
            source         \(.text)
        ) \(.strict);
        create index commitments_by_message on commitments (message_id);
        create index commitments_by_meeting on commitments (meeting_id);
        create index commitments_by_owner_state on commitments (owner_state_id);
        create index commitments_by_owner_group on commitments (owner_group_id);
        create index commitments_by_due_meeting on commitments (due_meeting_id);
        """)
}
