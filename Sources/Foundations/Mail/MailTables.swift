public import Store

/// The tables of the mail, append-only.
public enum MailTables {
    public static let migrations = [queue]

    /// `due` is when a mail is tried next, and null once it has left or never will. Of the lease there is one row: the
    /// process that holds it sends, where several serve the same database.
    private static let queue = Migration(
        "mail/0001 queue",
        """
        create table mails (
            id          \(.key) primary key,
            kind        \(.text) not null,
            recipient   \(.text) not null check (length(recipient) between 3 and 254),
            member      \(.key) references members (id),
            about       \(.key),
            language    \(.text) not null,
            subject     \(.text) not null,
            body        \(.text) not null,
            unsubscribe \(.text),
            queued      \(.moment) not null,
            due         \(.moment),
            attempts    \(.integer) not null check (attempts >= 0),
            ends        \(.moment) not null,
            outcome     \(.text),
            ended       \(.moment),
            reason      \(.text),
            check ((due is null) = (outcome is not null)),
            check (due is not null or (subject = '' and body = '' and unsubscribe is null))
        ) \(.strict);
        create index mails_due on mails (due, id) where due is not null;
        create index mails_by_member on mails (member, kind, queued);
        create index mails_by_record on mails (about, kind, queued);
        create index mails_by_time on mails (queued, id);
        create table mail_lease (
            place  \(.integer) primary key check (place = 1),
            holder \(.key) not null,
            until  \(.moment) not null
        ) \(.strict);
        """)
}
