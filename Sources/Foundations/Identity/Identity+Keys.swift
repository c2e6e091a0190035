import Store

extension Identity {
    /// A credential is nobody else's; its key is written as `PublicKey` has it.
    static let passkeys = Migration(
        "identity/0005 passkeys",
        """
        create table passkeys (
            id                \(.key) primary key,
            member            \(.key) not null references members (id),
            credential        \(.bytes) not null unique check (length(credential) between 1 and 1023),
            algorithm         \(.integer) not null,
            public_key        \(.bytes) not null check (length(public_key) between 32 and 1024),
            count             \(.integer) not null check (count >= 0),
            may_be_backed_up  \(.flag) not null,
            name              \(.text) not null check (length(name) between 1 and 60),
            added             \(.moment) not null,
            used              \(.moment)
        ) \(.strict);
        create index passkeys_by_member on passkeys (member);
        """)

    /// `last` is the step of the last code that was accepted: none is accepted twice.
    static let timedCodes = Migration(
        "identity/0006 timed codes",
        """
        create table timed_codes (
            member \(.key) primary key references members (id),
            secret \(.bytes) not null,
            last   \(.integer) not null,
            added  \(.moment) not null
        ) \(.strict);
        """)

    /// Only digests are kept; the codes are on somebody's paper.
    static let recoveryCodes = Migration(
        "identity/0007 recovery codes",
        """
        create table recovery_codes (
            code   \(.bytes) primary key check (length(code) = 32),
            member \(.key) not null references members (id),
            made   \(.moment) not null,
            used   \(.moment)
        ) \(.strict);
        create index recovery_codes_by_member on recovery_codes (member);
        """)

    /// What browsers were asked to have signed; `place` is the digest of where they are, and goes with the row.
    static let challenges = Migration(
        "identity/0008 challenges",
        """
        create table challenges (
            challenge \(.bytes) primary key check (length(challenge) = 32),
            purpose   \(.text) not null,
            member    \(.key) references members (id),
            place     \(.bytes) not null,
            ends      \(.moment) not null
        ) \(.strict);
        create index challenges_by_place on challenges (place, ends);
        create index challenges_by_end on challenges (ends);
        """)

    /// Members whose password was right and whose code is still awaited.
    static let entries = Migration(
        "identity/0009 entries",
        """
        create table entries (
            token  \(.bytes) primary key check (length(token) = 32),
            member \(.key) not null references members (id),
            ends   \(.moment) not null
        ) \(.strict);
        create index entries_by_member on entries (member);
        """)

    /// How and when the member of a session last showed that it is them, and a digest of where, which only the sessions
    /// of one member can be compared by.
    static let proven = Migration(
        "identity/0010 proven sessions",
        """
        alter table sessions add column means \(.text) not null default 'password';
        alter table sessions add column proven \(.moment) not null default 0;
        alter table sessions add column place \(.bytes);
        """)

    /// Whoever was sent to a provider; of the browser and the state only digests are kept.
    static let journeys = Migration(
        "identity/0011 journeys",
        """
        create table journeys (
            state    \(.bytes) primary key check (length(state) = 32),
            nonce    \(.text) not null,
            verifier \(.text) not null,
            browser  \(.bytes) not null,
            ends     \(.moment) not null
        ) \(.strict);
        create index journeys_by_end on journeys (ends);
        """)

    /// What providers call our members.
    static let provided = Migration(
        "identity/0012 provided",
        """
        create table provided (
            issuer  \(.text) not null,
            subject \(.text) not null,
            member  \(.key) not null references members (id),
            added   \(.moment) not null,
            primary key (issuer, subject),
            unique (issuer, member)
        ) \(.strict);
        create index provided_by_member on provided (member);
        """)
}
