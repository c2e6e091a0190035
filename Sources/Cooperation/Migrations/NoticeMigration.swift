import Store

extension Migrations {
    /// What members are told, and up to which day the house has looked what comes due by date.
    static let notices = Migration(
        "cooperation/0011 notices",
        """
        create table notices (
            id     \(.key) primary key,
            member \(.key) not null,
            moment \(.moment) not null,
            kind   \(.text) not null,
            place  \(.text) not null check (place <> ''),
            record \(.key),
            origin \(.text),
            seen   \(.moment),
            mailed \(.moment)
        ) \(.strict);
        create index notices_by_member on notices (member, id);
        create index notices_unread on notices (member, kind) where seen is null;
        create index notices_by_moment on notices (moment);
        create table notice_days (
            day \(.day) primary key
        ) \(.strict);
        """)
}
