import Store

extension Identity {
    /// The function in which the member of a session acts; null for the one that gives most. And the first day of the month
    /// in which a member was last here, which is as much as anybody has to know of that.
    static let acting = Migration(
        "identity/0014 acting",
        """
        alter table sessions add column acting \(.key);
        alter table members add column seen_month \(.day);
        """)

    /// What one asks and another allows. The operator at the machine has no key of a member: then `asker` is null.
    /// A code that waits for a consent names it.
    static let consents = Migration(
        "identity/0015 consents",
        """
        create table consents (
            id        \(.key) primary key,
            act       \(.text) not null,
            subject   \(.key) not null,
            name      \(.text) not null,
            details   \(.text) not null,
            asker     \(.key) references members (id),
            asked     \(.moment) not null,
            ends      \(.moment) not null,
            consenter \(.key) references members (id),
            consented \(.moment),
            closed    \(.moment),
            outcome   \(.text) check (outcome in ('done', 'refused', 'withdrawn', 'outdated'))
        ) \(.strict);
        create index consents_by_end on consents (ends);
        create index consents_by_subject on consents (subject, act);
        alter table invitations add column consent \(.key) references consents (id);
        """)

    /// Keys of programs and addresses of feeds: only digests of their secrets are kept.
    static let programs = Migration(
        "identity/0016 programs",
        """
        create table program_keys (
            id     \(.key) primary key,
            secret \(.bytes) not null unique check (length(secret) = 32),
            member \(.key) not null references members (id),
            name   \(.text) not null check (length(name) between 1 and 60),
            scope  \(.text) not null check (scope in ('public', 'member')),
            made   \(.moment) not null,
            ends   \(.moment) not null,
            used   \(.moment)
        ) \(.strict);
        create index program_keys_by_member on program_keys (member);
        create table feed_addresses (
            member \(.key) primary key references members (id),
            secret \(.bytes) not null unique check (length(secret) = 32),
            made   \(.moment) not null,
            used   \(.moment)
        ) \(.strict);
        """)
}
