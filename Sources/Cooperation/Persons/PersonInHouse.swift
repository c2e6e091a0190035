public import Basics
public import Identity
public import Store

/// Somebody about whom the house holds something: a person of the network, a member, or both in one.
public struct PersonInHouse: Sendable, Hashable {
    public let person: Key<AnyRecord>?
    /// The ref of the person's record.
    public let ref: String?
    /// Their accounts, the open one first: whoever left and came back has one for each time.
    public let members: [Key<Member>]
    public let name: String

    /// The account by which they come in, or the first of those that have ended.
    public var member: Key<Member>? { members.first }

    /// Whoever is behind a member, with all other accounts of the same person.
    public init?(_ member: Key<Member>, in store: some Querying) throws {
        let found = try store.first(
            "select m.name, p.id, p.ref from members m left join people p on p.id = m.person where m.id = \(member)"
        ) { row in (try row.text(), try row.next() as Key<AnyRecord>?, try row.next() as String?) }
        guard let (name, person, ref) = found else { return nil }
        members = try store.values(
            """
            select id from members
             where id = \(member) or person = (select m.person from members m where m.id = \(member))
             order by ended is not null, id
            """)
        (self.person, self.ref, self.name) = (person, ref, name)
    }

    /// The person of a ref, with the accounts that they have or had.
    public init?(ref: String, in store: some Querying) throws {
        let found = try store.first("select name, id from people where ref = \(ref)") { row in
            (try row.text(), try row.next() as Key<AnyRecord>)
        }
        guard let (name, person) = found else { return nil }
        members = try store.values(
            "select id from members where person = \(person) order by ended is not null, id")
        (self.person, self.ref, self.name) = (person, ref, name)
    }

    /// Everybody whom a name, an address of sign-in or a ref means; two accounts of one person are one.
    public static func called(_ text: String, in store: some Querying) throws -> [PersonInHouse] {
        let members: [Key<Member>] = try store.values(
            "select id from members where name = \(text) or address = \(Account.folded(text)) order by id")
        var found: [PersonInHouse] = []
        for member in members where !found.contains(where: { $0.members.contains(member) }) {
            if let person = try PersonInHouse(member, in: store) { found.append(person) }
        }
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
