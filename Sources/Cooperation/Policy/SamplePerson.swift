public import Basics
public import Identity
public import Languages
public import Store

/// An invented person of a sample, whom anybody may be for a while.
public struct SamplePerson: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let name: String
    /// What they are today; never nothing.
    public let standings: [Standing]

    /// Everybody whom one may be on a day; nobody in a house that is not a sample.
    ///
    /// - Parameter ref: the only one wanted.
    public static func all(
        on today: Day, ref: String? = nil, in store: some Querying
    ) throws -> [SamplePerson] {
        guard try SampleHouse.isHere(store) else { return [] }
        let wanted: SQL = ref.map { "p.ref = \($0)" } ?? "true"
        // Whoever was shown out at the desk stays outside.
        let people = try store.all(
            """
            select p.id, p.ref, p.name from people p
             where p.sample = 'yes' and \(wanted)
               and not exists (select 1 from members m where m.person = p.id and m.ended is not null)
             order by p.number limit 100
            """
        ) { row in (try row.next() as Key<AnyRecord>, try row.text(), try row.text()) }
        return try people.compactMap { id, ref, name in
            let standings = try Standing.held(by: id, on: today, in: store)
            guard !standings.isEmpty else { return nil }
            return SamplePerson(id: id, ref: ref, name: name, standings: FunctionKind.inOrder(standings))
        }
    }

    /// The member that this person is, made on the first visit; no password opens it.
    public func member(in transaction: Transaction) throws -> Key<Member> {
        let known: Key<Member>? = try transaction.value(
            "select id from members where person = \(id) and ended is null")
        if let known { return known }
        let member = try Account.add(
            name: name, address: "\(ref)@sample.invalid", password: "nobody's", in: transaction)
        try Newcomer.link(member, to: id, by: member.description, in: transaction)
        return member
    }
}

extension Standing {
    /// Where it is held, for people to read: a state, a project, or else a group.
    public func place(in store: Connection, for language: Language) throws -> String? {
        let places: [(table: Identifier, column: Identifier, ref: String?)] = [
            ("states", "name", state), ("projects", "title", project),
            // A seat for a state is in the network's own group; that says nothing new.
            ("groups", "name", state == nil ? group : nil),
        ]
        let names = try places.compactMap { table, column, ref -> String? in
            guard let ref else { return nil }
            return try store.first(
                "select \(Text.columns(column, of: "r", in: language)) from \(name: table) r where r.ref = \(ref)"
            ) { row in try Text.required(in: &row, for: language).body }
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// What it is and where, on one line: `Seat holder · Sweden`.
    public func line(in store: Connection, _ say: Tongue) throws -> String {
        let place = try place(in: store, for: say.language)
        return [say(kind.phrase), place].compactMap(\.self).joined(separator: " · ")
    }
}
