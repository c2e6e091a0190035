import Basics
import Identity
import Journal
import Sealing
public import Store

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
        var needles = [subject.name, subject.ref].compactMap(\.self)
        let records = try records(of: subject, in: transaction)
        if let mail = try subject.person.flatMap({ try MailEntry.of($0, in: transaction)?.address }) {
            needles.append(mail)
        }
        if let member = subject.member {
            needles += try transaction.values("select address from members where id = \(member)")
            needles += try transaction.values("select name from members where id = \(member)")
            needles += try transaction.values(
                "select address from mail_choices where member = \(member) and address is not null")
            try forget(member, by: actor, in: transaction)
        }
        if subject.person != nil { try forgetPerson(subject, by: actor, in: transaction) }
        needles = Set(needles).filter { $0.utf8.count > 2 && $0 != Member.nameless }.sorted()
        try transaction.run("delete from invitations where name in (\(list: needles))")
        try transaction.run(
            "update consents set name = \(Member.nameless), details = '' where name in (\(list: needles))")
        try transaction.run("delete from mails where recipient in (\(list: needles))")
        try transaction.run("delete from mailed_invitations where address in (\(list: needles))")
        let entries = try eraseValues(naming: needles, about: records, by: actor, in: transaction)
        let found = try SearchTexts.hold(needles, in: transaction)
        if found { try SearchIndex.renew(in: transaction) }
        return Outcome(entries: entries, elsewhere: try SearchTexts.tables(naming: needles, in: transaction))
    }

    /// The keys of every record about somebody.
    static func records(of subject: PersonInHouse, in store: some Querying) throws -> [Key<AnyRecord>] {
        var keys = [subject.person, subject.member?.cast(to: AnyRecord.self)].compactMap(\.self)
        for table in ["functions", "assignments", "contacts"] {
            keys += try subject.records(of: table, in: store).map(\.id)
        }
        return keys
    }

    private static func forget(_ member: Key<Member>, by actor: String, in transaction: Transaction) throws {
        try Account.end(member, by: actor, in: transaction)
        // Whoever reads the database could otherwise try addresses until the digest fits.
        let addresses: [String] = try transaction.values("select address from members where id = \(member)")
        for address in addresses { try Attempt.forget(address: address, in: transaction) }
        try transaction.run("delete from drafts where actor = \(member.description)")
        try transaction.run("delete from invitations where member = \(member)")
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
        try transaction.run("delete from invitations where person = \(person)")
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
        }
    }

    private static func eraseValues(
        naming needles: [String], about records: [Key<AnyRecord>], by actor: String, in transaction: Transaction
    ) throws -> Int {
        var positions: Set<Int64> = Set(
            try transaction.values(
                """
                select e.position from journal_entries e join journal_values v on v.position = e.position
                 where e.subject_record in (\(list: records))
                """))
        for needle in needles {
            let quoted = String(JSONText.quoted(needle).dropFirst().dropLast())
            positions.formUnion(
                try transaction.values(
                    "select position from journal_values where replace(change, \(quoted), '') <> change"))
        }
        for position in positions.sorted() { try Journal.erase(position, by: actor, in: transaction) }
        return positions.count
    }
}

/// Texts of records, where a name may stand that nobody put there as a name.
private enum SearchTexts {
    static func hold(_ needles: [String], in store: some Querying) throws -> Bool {
        for needle in needles {
            let found = try store.value(
                """
                select 1 from search_texts where replace(title, \(needle), '') <> title or replace(body, \(needle), '') <> body
                 limit 1
                """, as: Int.self)
            if found != nil { return true }
        }
        return false
    }

    static func tables(naming needles: [String], in store: some Querying) throws -> [String] {
        try Tables.all.filter { table in
            let columns = table.storedColumns.filter(\.holdsFreeText).filter { !$0.isSealed }
            return try columns.contains { column in
                try needles.contains { needle in
                    try store.value(
                        """
                        select 1 from \(name: table.identifier)
                         where replace(\(name: column.identifier), \(needle), '') <> \(name: column.identifier) limit 1
                        """, as: Int.self) != nil
                }
            }
        }.map(\.name)
    }
}
