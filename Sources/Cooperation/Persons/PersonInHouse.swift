public import Basics
public import Identity
public import Store

/// Somebody about whom the house holds something: a person of the network, a member, or both in one.
public struct PersonInHouse: Sendable, Hashable {
    public let person: Key<AnyRecord>?
    /// The ref of the person's record.
    public let ref: String?
    public let member: Key<Member>?
    public let name: String

    /// Whoever is behind a member.
    public init?(_ member: Key<Member>, in store: some Querying) throws {
        let found = try store.first(
            "select m.name, p.id, p.ref from members m left join people p on p.id = m.person where m.id = \(member)"
        ) { row in (try row.text(), try row.next() as Key<AnyRecord>?, try row.next() as String?) }
        guard let (name, person, ref) = found else { return nil }
        (self.person, self.ref, self.member, self.name) = (person, ref, member, name)
    }

    /// The person of a ref, with the member that they are, if they are one.
    public init?(ref: String, in store: some Querying) throws {
        let found = try store.first(
            """
            select p.name, p.id, (select m.id from members m where m.person = p.id order by m.ended is not null, m.id limit 1)
              from people p where p.ref = \(ref)
            """
        ) { row in (try row.text(), try row.next() as Key<AnyRecord>, try row.next() as Key<Member>?) }
        guard let (name, person, member) = found else { return nil }
        (self.person, self.ref, self.member, self.name) = (person, ref, member, name)
    }

    /// Everybody whom a name, an address of sign-in or a ref means.
    public static func called(_ text: String, in store: some Querying) throws -> [PersonInHouse] {
        let members: [Key<Member>] = try store.values(
            "select id from members where name = \(text) or address = \(Account.folded(text)) order by id")
        var found = try members.compactMap { try PersonInHouse($0, in: store) }
        let refs: [String] = try store.values(
            "select ref from people where name = \(text) or ref = \(text) order by number")
        for ref in refs where !found.contains(where: { $0.ref == ref }) {
            if let person = try PersonInHouse(ref: ref, in: store) { found.append(person) }
        }
        return found
    }

    /// The records about the person in one table, by the column that names them.
    func records(of name: String, by column: String = "person_id", in store: some Querying) throws -> [Kept] {
        guard let person, let table = Tables.named(name), let column = Identifier(column) else { return [] }
        let keys: [Key<AnyRecord>] = try store.values(
            "select id from \(name: table.identifier) where \(name: column) = \(person) order by number")
        return try keys.compactMap { try Kept.find($0, of: table, in: store) }
    }
}
