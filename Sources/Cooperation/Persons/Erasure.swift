import Basics
import Identity
import Journal
import Markup
import Sealing
public import Store
import Web

/// Forgets somebody: name, addresses, how they are reached, their keys, and what the journal kept of all that. That
/// somebody held a function, and who wrote what by a number, stays, and so does what was published.
public enum Erasure {
    /// What came of it.
    public struct Outcome: Sendable, Hashable {
        /// Entries of the journal whose values were erased.
        public let entries: Int
        /// Tables in whose texts the name still stands, which the house does not rewrite by itself.
        public let elsewhere: [String]
    }

    /// Erases. The chain of the journal stays whole; every step is an entry of it. Note whose wish it was by `actor`.
    public static func run(_ subject: PersonInHouse, by actor: String, in transaction: Transaction) throws -> Outcome {
        let naming = try Naming(subject, in: transaction)
        let records = try records(of: subject, in: transaction)
        try forgetInvitations(subject, naming, in: transaction)
        let consents = try forgetConsents(about: records, naming, in: transaction)
        for member in subject.members { try forget(member, by: actor, in: transaction) }
        if subject.person != nil { try forgetPerson(subject, by: actor, in: transaction) }
        let needles = naming.needles
        let entries = try eraseValues(naming: needles, about: records + consents, by: actor, in: transaction)
        if try NamingTexts.areFound(needles, in: transaction) { try SearchIndex.renew(in: transaction) }
        return Outcome(entries: entries, elsewhere: try NamingTexts.tables(naming: needles, in: transaction))
    }

    /// The keys of every record about somebody.
    static func records(of subject: PersonInHouse, in store: some Querying) throws -> [Key<AnyRecord>] {
        var keys = [subject.person].compactMap(\.self) + subject.members.map { $0.cast(to: AnyRecord.self) }
        for table in Naming.tables {
            keys += try subject.records(of: table, in: store).map(\.id)
        }
        return keys
    }

    /// A name alone may be somebody else's, so by it goes only what belongs to no person and no member.
    private static func forgetInvitations(
        _ subject: PersonInHouse, _ naming: Naming, in transaction: Transaction
    ) throws {
        if let person = subject.person {
            // They may have gone to addresses that nothing else knows any more.
            try transaction.run(
                "delete from mailed_invitations where mail in (select id from mails where about = \(person))")
            try transaction.run("delete from mails where about = \(person)")
            try transaction.run("delete from invitations where person = \(person)")
        }
        try transaction.run("delete from invitations where member in (\(list: subject.members))")
        try transaction.run(
            "delete from invitations where person is null and member is null and name in (\(list: naming.names))")
        try transaction.run("delete from mails where recipient in (\(list: naming.addresses))")
        try transaction.run("delete from mailed_invitations where address in (\(list: naming.addresses))")
    }

    /// Gives the keys of what was asked about somebody. By the name alone goes what is about nobody whom the house knows.
    private static func forgetConsents(
        about records: [Key<AnyRecord>], _ naming: Naming, in transaction: Transaction
    ) throws -> [Key<AnyRecord>] {
        let consents: [Key<AnyRecord>] = try transaction.values(
            """
            select id from consents
             where subject in (\(list: records))
                or (name in (\(list: naming.names)) and subject not in (select id from people)
                    and subject not in (select id from members))
            """)
        try transaction.run(
            "update consents set name = \(Member.nameless), details = '' where id in (\(list: consents))")
        return consents
    }

    private static func forget(_ member: Key<Member>, by actor: String, in transaction: Transaction) throws {
        try Account.end(member, by: actor, in: transaction)
        // Whoever reads the database could otherwise try addresses until the digest fits.
        let addresses: [String] = try transaction.values("select address from members where id = \(member)")
        for address in addresses { try Attempt.forget(address: address, in: transaction) }
        try transaction.run("delete from drafts where actor = \(member.description)")
        // The ledger has ended what waits for the member; what has left already names the address it went to.
        for table: SQL in ["mails", "mail_choices", "mail_confirmations", "yearly_requests", "notices"] {
            try transaction.run("delete from \(table) where member = \(member)")
        }
        try Account.forgetKeys(of: member, by: actor, in: transaction)
        try Account.forgetName(of: member, by: actor, in: transaction)
    }

    private static func forgetPerson(
        _ subject: PersonInHouse, by actor: String, in transaction: Transaction
    ) throws {
        guard let person = subject.person, let ref = subject.ref else { return }
        for contact in try subject.records(of: "contacts", in: transaction) {
            try transaction.run("delete from contacts where id = \(contact.id)")
            transaction.note(Change(by: actor, "erased", table: "contacts", record: contact.id))
        }
        for contact in try subject.records(of: "contacts", by: "deputy_id", in: transaction) {
            try transaction.run("update contacts set deputy_id = null where id = \(contact.id)")
            transaction.note(Change(by: actor, "changed", table: "contacts", record: contact.id))
        }
        // Others were told of them: that they came in, and where their record stands.
        let told = [person] + subject.members.map { $0.cast(to: AnyRecord.self) }
        try transaction.run(
            """
            delete from notices where record in (\(list: told)) or place = \(Places.record("people", ref).address)
            """)
        try transaction.run(
            """
            delete from translations
             where field = 'note' and record in (select id from assignments where person_id = \(person))
            """)
        try transaction.run("update assignments set note = null where person_id = \(person)")
        try forgetWithdrawn(ref, in: transaction)
        let number: Int = try transaction.value("select number from people where id = \(person)") ?? 0
        try transaction.run(
            """
            update people set name = \(Member.nameless), ref = \("erased-\(number)"), organisation_id = null, source = null
             where id = \(person)
            """)
        transaction.note(Change(by: actor, "erased", table: "people", record: person))
        for table in ["functions", "assignments"] {
            for record in try subject.records(of: table, in: transaction) {
                guard let name = Identifier(table), record.ref.contains(ref) else { continue }
                try transaction.run(
                    "update \(name: name) set ref = \("erased-\(record.number)") where id = \(record.id)")
            }
        }
    }

    /// What was withdrawn is sealed, so it has to be opened to see whom it speaks of.
    private static func forgetWithdrawn(_ ref: String, in transaction: Transaction) throws {
        for one in try Withdrawn.all(in: transaction, limit: 100_000) {
            let text = try transaction.opened(one.fields, at: Withdrawn.place(of: one.id)) ?? ""
            guard one.ref == ref && one.table == "people" || Sheet(encoded: text)?["person"] == ref else { continue }
            try transaction.run(
                "update withdrawn set fields = '', title = '', ref = \("erased-\(one.number)") where id = \(one.id)")
            try transaction.run("delete from translations where record = \(one.id)")
        }
    }

    /// Entries that are about no person and no member, or about the one who is forgotten, who is found by the record.
    private static let nobodyElses: SQL = """
        e.subject_record not in (select id from people) and e.subject_record not in (select id from members)
        and e.subject_record not in
          (select c.id from consents c
            where c.subject in (select id from people) or c.subject in (select id from members))
        """

    private static func eraseValues(
        naming needles: [Needle], about records: [Key<AnyRecord>], by actor: String, in transaction: Transaction
    ) throws -> Int {
        var positions: Set<Int64> = Set(
            try transaction.values(
                """
                select e.position from journal_entries e join journal_values v on v.position = e.position
                 where e.subject_record in (\(list: records))
                """))
        for needle in needles {
            let quoted = String(JSONText.quoted(needle.text).dropFirst().dropLast())
            let entries = try transaction.all(
                """
                select \(columns: Journal.Entry.self) from journal_entries e
                  join journal_values v on v.position = e.position
                 where replace(v.change, \(quoted), '') <> v.change and \(needle.isName ? nobodyElses : "true")
                """, as: Journal.Entry.self)
            let naming = entries.filter { entry in
                (entry.values ?? []).contains { field in
                    [field.old, field.new].compactMap(\.self).contains { needle.stands(in: $0) }
                }
            }
            positions.formUnion(naming.map(\.position))
        }
        for position in positions.sorted() { try Journal.erase(position, by: actor, in: transaction) }
        return positions.count
    }
}
