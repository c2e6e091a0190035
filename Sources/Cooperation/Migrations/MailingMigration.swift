import Store

extension Migrations {
    /// Where members are written to, and what they are asked by mail. A member's `token` takes them off the list and can do
    /// nothing else; of a confirmation's code only the digest is kept.
    static let mailing = Migration(
        "mailing/0001 choices",
        """
        create table mail_choices (
            member    \(.key) primary key references members (id),
            address   \(.text) check (length(address) between 3 and 254),
            confirmed \(.moment),
            refused   \(.moment),
            refusal   \(.text),
            language  \(.text) not null,
            rhythm    \(.text) not null check (rhythm in ('immediately', 'daily', 'weekly', 'never')),
            token     \(.bytes) not null unique check (length(token) = 32)
        ) \(.strict);
        create index mail_choices_by_address on mail_choices (address);
        create table mail_confirmations (
            code    \(.bytes) primary key check (length(code) = 32),
            member  \(.key) not null references members (id),
            address \(.text) not null,
            ends    \(.moment) not null
        ) \(.strict);
        create index mail_confirmations_by_member on mail_confirmations (member);
        create table mailed_invitations (
            invitation \(.key) primary key,
            address    \(.text) not null,
            mail       \(.key) not null,
            made       \(.moment) not null
        ) \(.strict);
        create table yearly_requests (
            member \(.key) primary key references members (id),
            asked  \(.moment) not null
        ) \(.strict);
        """)
}
