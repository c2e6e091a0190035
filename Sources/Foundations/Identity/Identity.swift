public import Store

/// Who may come in: members, their sessions, invitations, and the count of failed attempts.
///
/// Passkeys are the first way in, a password with a code from a telephone the other; the tables of both stand in
/// `Identity+Keys.swift`.
public enum Identity {
    /// The tables, append-only.
    public static let migrations =
        [members, sessions, invitations, attempts] + [passkeys, timedCodes, recoveryCodes, challenges, entries, proven]
        + [journeys, provided, people, places, acting, consents, programs]

    /// A member who has left keeps the row, so that the history can name them; the address is free again.
    private static let members = Migration(
        "identity/0001 members",
        """
        create table members (
            id       \(.key) primary key,
            name     \(.text) not null check (length(name) between 1 and 200),
            address  \(.text) not null check (length(address) between 1 and 254),
            password \(.text) not null,
            added    \(.moment) not null,
            ended    \(.moment)
        ) \(.strict);
        create unique index members_by_address on members (address) where ended is null;
        """)

    /// Only the digest of a session's token is kept: whoever reads the table cannot take over a session.
    private static let sessions = Migration(
        "identity/0002 sessions",
        """
        create table sessions (
            id         \(.key) primary key,
            token      \(.bytes) not null unique check (length(token) = 32),
            member     \(.key) not null references members (id),
            form_token \(.text) not null,
            begun      \(.moment) not null,
            seen       \(.moment) not null,
            device     \(.text) not null check (length(device) <= 100)
        ) \(.strict);
        create index sessions_by_member on sessions (member);
        """)

    /// `member` is somebody who is a member already and needs a new password.
    private static let invitations = Migration(
        "identity/0003 invitations",
        """
        create table invitations (
            code   \(.bytes) primary key check (length(code) = 32),
            name   \(.text) check (length(name) between 1 and 200),
            member \(.key) references members (id),
            made   \(.moment) not null,
            ends   \(.moment) not null,
            used   \(.moment)
        ) \(.strict);
        """)

    /// What is counted is named by a digest; `welcome` is when this account last came in from this place.
    private static let attempts = Migration(
        "identity/0004 attempts",
        """
        create table attempts (
            subject  \(.bytes) primary key check (length(subject) = 32),
            failures \(.integer) not null check (failures >= 0),
            last     \(.moment) not null,
            closed   \(.moment) not null,
            welcome  \(.moment)
        ) \(.strict);
        create index attempts_by_time on attempts (last);
        """)
}
