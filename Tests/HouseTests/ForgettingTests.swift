import Basics
import Cooperation
import EngineTesting
import House
import HouseTesting
import Identity
import Journal
import Markup
import Store
import Testing
import Web

@Suite("Forgetting somebody", .onEveryEngine, .timeLimit(.minutes(10)))
struct ForgettingTests {
    private let test: TestHouse
    private var store: Store { test.house.store }

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
    }

    /// A new person of the network.
    private func person(_ name: String) throws -> (key: Key<AnyRecord>, ref: String) {
        try store.write { transaction in
            let people = try #require(Tables.named("people"))
            let key = Key<AnyRecord>.fresh(at: transaction.moment)
            let sheet = Sheet(language: .english, values: ["name": name])
            return (key, try Recorder(transaction, by: "test").add(sheet, to: people, key: key).ref)
        }
    }

    private func account(_ name: String, _ address: String, of person: Key<AnyRecord>) throws -> Key<Member> {
        try store.write { transaction in
            let member = try Account.add(name: name, address: address, password: "x", in: transaction)
            try Newcomer.link(member, to: person, by: "test", in: transaction)
            return member
        }
    }

    private func erase(_ ref: String) throws -> Erasure.Outcome {
        try store.write { transaction in
            let subject = try #require(try PersonInHouse(ref: ref, in: transaction))
            return try Erasure.run(subject, by: "test", in: transaction)
        }
    }

    private func count(_ sql: SQL) throws -> Int {
        try store.readWhole { try $0.value("select count(*) from \(sql)") ?? 0 }
    }

    /// What the journal holds of the values of all changes.
    private func told() throws -> [String] {
        try store.readWhole { try Journal.entries(after: 0, limit: 1_000_000, in: $0) }
            .flatMap { $0.values ?? [] }.flatMap { [$0.old, $0.new].compactMap(\.self) }
    }

    @Test("takes all accounts of whoever left and came back, and nobody else's")
    func accounts() throws {
        let (anna, ref) = try person("Anna Berg")
        let first = try account("Anna Bergh", "anna.first@example.org", of: anna)
        try store.write { transaction in
            try Draft(
                id: Key.fresh(at: transaction.moment), kind: "activities", ref: nil, fields: "title=an old draft",
                saved: transaction.moment
            ).keep(of: first.description, in: transaction)
            try Account.end(first, by: "test", in: transaction)
        }
        let second = try account("Anna Berg", "anna.second@example.org", of: anna)
        try store.write { _ = try Account.end(second, by: "test", in: $0) }
        let third = try account("Anna Berg", "anna.third@example.org", of: anna)
        let bo = try account("Bo Berg", "bo@example.org", of: try person("Bo Berg").key)
        try store.readWhole { store in
            for text in ["Anna Berg", "anna.first@example.org", ref] {
                let found = try PersonInHouse.called(text, in: store)
                #expect(found.count == 1 && found.first?.person == anna, "\(text)")
                #expect(Set(found.first?.members ?? []) == [first, second, third], "\(text)")
                #expect(found.first?.member == third, "\(text)")
            }
            let subject = try #require(try PersonInHouse(third, in: store))
            let data = try PersonalData.json(of: subject, at: TestHouse.moment, in: store)
            let text = String(decoding: data.bytes, as: UTF8.self)
            for word in [
                "anna.first@example.org", "anna.second@example.org", "anna.third@example.org", "an old draft",
            ] {
                #expect(text.contains(word), "\(word)")
            }
            #expect(!text.contains("bo@example.org"))
        }
        _ = try erase(ref)
        for member in [first, second, third] {
            #expect(
                try count(
                    "members where id = \(member) and (name <> \(Member.nameless) or address not like 'left %' or ended is null)"
                ) == 0)
        }
        #expect(try count("drafts") == 0)
        #expect(try told().allSatisfy { !$0.contains("Anna Berg") })
        #expect(try count("members where id = \(bo) and name = 'Bo Berg' and ended is null") == 1)
        #expect(try told().contains("Bo Berg"))
        #expect(try store.read { try Journal.verify($0) }.explanation.contains("sound"))
    }

    @Test("leaves no notice, no mail to whatever address and no translation that speaks of them")
    func traces() throws {
        let (anna, ref) = try person("Anna Berg")
        let (other, otherRef) = try person("Anna Bergström")
        let inviter = try account("Ina Inviter", "ina@example.org", of: try person("Ina Inviter").key)
        let assignment = try store.write { transaction in
            let table = try #require(Tables.named("assignments"))
            let key = Key<AnyRecord>.fresh(at: transaction.moment)
            let values = ["person": ref, "kind": "seat", "from": "2018-01-01", "note": "a canary"]
            try Recorder(transaction, by: "test", isConsented: true).add(
                Sheet(language: .english, values: values), to: table, key: key)
            return key
        }
        try store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            let now = transaction.moment
            for (person, ref) in [(anna, ref), (other, otherRef)] {
                try Notice.add(
                    .newcomer, to: inviter, at: Places.record("people", ref), about: person, of: "members",
                    in: transaction)
            }
            for (person, address) in [(anna, "former.canary@example.org"), (other, "other@example.org")] {
                let mail = Key<AnyRecord>.fresh(at: now)
                try transaction.run(
                    """
                    insert into mails values (\(mail), 'invitation', \(address), null, \(person), 'en', '', '', null, \(now),
                                              null, 1, \(now), 'sent', \(now), null)
                    """)
                try transaction.run(
                    "insert into mailed_invitations values (\(Key<AnyRecord>.fresh(at: now)), \(address), \(mail), \(now))"
                )
            }
            let texts: [(Identifier, String)] = [
                ("activities", "Opened by Anna Berg."), ("meetings", "Opened by Anna Bergström."),
            ]
            for (table, text) in texts {
                let record: Key<AnyRecord> = try #require(
                    try transaction.value("select id from \(name: table) order by number limit 1"))
                try transaction.run(
                    "insert into translations values (\(record), 'summary', 'fi', \(text), 'draft', 'x')")
            }
            try transaction.run(
                "insert into translations values (\(assignment), 'note', 'fi', 'kanarialintu', 'draft', 'x')")
        }
        #expect(try erase(ref).elsewhere == ["activities"])
        let places: [String] = try store.readWhole { try $0.values("select place from notices") }
        #expect(places == [Places.record("people", otherRef).address])
        for table: Identifier in ["mails", "mailed_invitations"] {
            #expect(try count("\(name: table)") == 1)
        }
        #expect(try count("mails where recipient = 'other@example.org'") == 1)
        #expect(try count("mailed_invitations where address = 'other@example.org'") == 1)
        #expect(try count("translations where record = \(assignment)") == 0)
        #expect(try count("assignments where id = \(assignment) and note is null") == 1)
    }

    @Test("spares whoever is called like them, or has a name that begins or ends like theirs")
    func others() throws {
        let (anna, ref) = try person("Anna Berg")
        let (namesake, namesakesRef) = try person("Anna Berg")
        let longer = try person("Anna Bergström").ref
        #expect(ref == "anna-berg" && namesakesRef.hasPrefix("anna-berg-") && longer == "anna-bergstrom")
        let member = try account("Anna Berg", "anna@example.org", of: anna)
        let about = [
            "The speaker was MariAnna Berg.", "Anna Bergström", "anna-bergstrom \(namesakesRef)", "1\tAnna Berg2",
            "joanna@example.org", "Led by\nAnna Berg.", "“Anna Berg”", "\"Anna Berg\"", "bo-muster anna-berg",
            "<anna@example.org>",
        ]
        try store.write { transaction in
            for text in about {
                transaction.note(
                    Change(
                        by: "test", "changed", table: "activities",
                        record: Key<AnyRecord>.fresh(at: transaction.moment),
                        values: [.init("summary", from: "was", to: text)]))
            }
            _ = try Invitation.make(for: namesake, named: "Anna Berg", by: "test", in: transaction)
            _ = try Invitation.make(for: anna, named: "Anna Berg", by: "test", in: transaction)
            _ = try Invitation.make(name: "Anna Berg", by: "test", in: transaction)
            for subject in [anna, member.cast(to: AnyRecord.self), namesake, Key.fresh(at: transaction.moment)] {
                _ = try Consent.ask(
                    "let-in", about: subject, named: "Anna Berg", details: "canary", by: nil, in: transaction)
            }
        }
        _ = try erase(ref)
        let told = try told()
        for text in about.prefix(5) { #expect(told.contains(text), "\(text)") }
        for text in about.dropFirst(5) { #expect(!told.contains(text), "\(text)") }
        // What is left of the name stands in the entries about the namesake: their record, and the question about them.
        #expect(told.count { $0 == "Anna Berg" } == 2)
        #expect(told.contains("Anna Bergström") && told.contains(longer) && told.contains(namesakesRef))
        #expect(try count("invitations") == 1)
        #expect(try count("invitations where person = \(namesake) and name = 'Anna Berg'") == 1)
        #expect(try count("consents where name = 'Anna Berg'") == 1)
        #expect(try count("consents where subject = \(namesake) and name = 'Anna Berg' and details = 'canary'") == 1)
        #expect(try count("people where name = 'Anna Berg'") == 1)
        #expect(try store.read { try Journal.verify($0) }.explanation.contains("sound"))
    }
}
