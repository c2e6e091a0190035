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
}
