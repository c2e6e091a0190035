import Basics
import Identity
import Store

/// The members whom something concerns, by the functions that they hold on a day.
struct Concerned {
    let store: Connection
    let today: Day

    /// Those who hold a function for a state.
    func state(_ state: Key<AnyRecord>) throws -> [Key<Member>] {
        try members(given: "a.state_id = \(state)", published: "f.state_id = \(state)")
    }

    /// Those who hold a function in a group, or the seat of a state that has one there.
    func group(_ group: Key<AnyRecord>) throws -> [Key<Member>] {
        let day = today.description
        return try members(
            given: """
                (a.group_id = \(group) or (a.group_id is null and a.kind in ('seat', 'alternate') and a.state_id in
                  (select s.state_id from seats s where s.group_id = \(group) and (s.begins is null or s.begins <= \(day))
                      and (s.ends is null or s.ends >= substr(\(day), 1, length(s.ends))))))
                """,
            published: "f.group_id = \(group)")
    }

    /// Those to whom an annual report is addressed: the seats, the chair, the secretariat.
    func readersOfReports() throws -> [Key<Member>] {
        try members(
            given: "a.kind in ('seat', 'alternate', 'secretariat')",
            published: """
                (f.kind in ('chair', 'vice-chair')
                  or exists (select 1 from groups g where g.id = f.group_id and g.kind = 'secretariat'))
                """)
    }

    /// The member that a person of the network is.
    func person(_ person: Key<AnyRecord>) throws -> [Key<Member>] {
        try store.values("select id from members where person = \(person) and ended is null order by id")
    }

    /// Those of some members who may see a record. Of what is confidential nobody is told: who may see it depends on how they
    /// came in.
    func seers(of record: Key<AnyRecord>, in table: String, among members: [Key<Member>]) throws -> [Key<Member>] {
        guard Veils.hides(table), let name = Tables.named(table)?.identifier,
            let words: String = try store.value(
                """
                select \(Veils.words(of: table)) from \(name: name) r where r.id = \(record)
                union all select r.visibility from withdrawn r where r.id = \(record)
                """)
        else { return members }
        return try members.filter { member in
            let held = try Standing.of(member, on: today, in: store)
            return try Sights.sight(of: held, hasPasskeys: false, in: store).covers(words)
        }
    }

    /// Members with a function of today, given in the house or published.
    private func members(given: SQL, published: SQL) throws -> [Key<Member>] {
        let day = today.description
        return try store.values(
            """
            select m.id from members m join assignments a on a.person_id = m.person
             where m.ended is null and a.begins <= \(today) and (a.ends is null or a.ends >= \(today)) and \(given)
            union
            select m.id from members m join functions f on f.person_id = m.person
             where m.ended is null and (f.begins is null or f.begins <= \(day))
               and (f.ends is null or f.ends >= substr(\(day), 1, length(f.ends))) and \(published)
             order by 1
            """)
    }
}
