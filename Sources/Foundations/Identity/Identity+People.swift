import Store

extension Identity {
    /// Which person of the network a member is, and whom an invitation is for; what a person may do is not known here.
    static let people = Migration(
        "identity/0013 people",
        """
        alter table members add column person \(.key);
        create index members_by_person on members (person);
        alter table invitations add column person \(.key);
        """)

    /// From where members came in lately, so that they can be told when it was from elsewhere.
    static let places = Migration(
        "identity/0014 places",
        """
        create table places (
            member \(.key) not null references members (id),
            digest \(.bytes) not null check (length(digest) = 32),
            last   \(.moment) not null,
            primary key (member, digest)
        ) \(.clustered);
        create index places_by_time on places (last);
        """)
}
