import Basics
import EngineTesting
import Foundation
import HTTP
import HouseTesting
import Identity
import Journal
import Languages
import Store
import StoreTesting
import Testing

@testable import Cooperation
@testable import House

@Suite("Retention", .onEveryEngine, .timeLimit(.minutes(10)))
struct RetentionTests {
    private let test: TestHouse
    private var store: Store { test.house.store }
    private let zone = Zone.named("Europe/Stockholm") ?? .utc

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers", clock: .system)
    }

    private func times(_ text: String, _ hour: Int = 12) throws -> RetentionTimes {
        RetentionTimes(zone.moment(of: try #require(Day(text)), hour: hour, minute: 0), zone: zone)
    }

    private func noted(_ work: @escaping @Sendable (Transaction) throws -> Void) throws {
        try store.write { transaction in
            transaction.leaveUnnoted(because: "a test sets the scene")
            try work(transaction)
        }
    }

    private func count(_ table: Identifier) throws -> Int {
        try store.readWhole { try $0.value("select count(*) from \(name: table)") ?? 0 }
    }

    @Test("C64: keeps a draft for 90 whole days of the network, over the nights on which its clocks are changed")
    func daylight() throws {
        // Saved late on 30 December 2024, when Stockholm is one hour ahead; 90 days later it is two.
        let saved = zone.moment(of: try #require(Day("2024-12-30")), hour: 23, minute: 30)
        try noted { transaction in
            try Draft(id: Key(rawValue: 1), kind: "activities", ref: nil, fields: "title=x", saved: saved)
                .keep(of: "anna", in: transaction)
        }
        for (day, hour) in [("2025-01-15", 1), ("2025-03-30", 1), ("2025-03-30", 23)] {
            #expect(try Retention.keep(try times(day, hour), in: store)[.drafts] ?? 0 == 0, "\(day)")
            #expect(try count("drafts") == 1)
        }
        #expect(try store.read { try Retention.due(try times("2025-03-31", 0), in: $0) }[.drafts] == 1)
        #expect(try count("drafts") == 1, "looking deletes nothing")
        #expect(try Retention.keep(try times("2025-03-31", 0), in: store)[.drafts] == 1)
        #expect(try count("drafts") == 0)
        #expect(try Retention.keep(try times("2025-03-31", 0), in: store)[.drafts] ?? 0 == 0)
    }

    @Test(
        "C64: keeps a name for three years to the day, and one of a 29 February until 1 March",
        arguments: [
            ("2024-02-29", "2027-02-28", "2027-03-01"), ("2023-06-30", "2026-06-29", "2026-06-30"),
            ("2021-03-01", "2024-02-29", "2024-03-01"), ("2021-02-28", "2024-02-27", "2024-02-28"),
            ("2022-12-31", "2025-12-30", "2025-12-31"),
        ])
    func leapDay(_ left: String, _ last: String, _ due: String) throws {
        let day = zone.moment(of: try #require(Day(left)), hour: 15, minute: 0)
        let member = try store.write { transaction in
            let member = try Account.add(
                name: "Kari Canary", address: "kari@example.org", password: "x", in: transaction)
            try transaction.run("update members set ended = \(day) where id = \(member)")
            return member
        }
        let name = { try self.store.read { try Member.name(of: member.description, in: $0) } }
        try Retention.keep(try times(last), in: store)
        #expect(try name() == "Kari Canary")
        let address: String? = try store.read { try $0.value("select address from members where id = \(member)") }
        #expect(address == "left \(member)")
        try Retention.keep(try times(due), in: store)
        #expect(try name() == nil)
        #expect(try store.read { try Journal.verify($0) }.explanation.contains("sound"))
    }

    @Test("C57: hides how somebody is reached when their last function has ended, and deletes it half a year later")
    func contacts() throws {
        _ = try test.client(as: "Sigrun Seat", holding: [.seat], more: ["from": "2024-01-01", "to": "2024-06-30"])
        _ = try test.client(as: "Stina Stays", holding: [.seat], more: ["from": "2024-01-01"])
        try store.write { transaction in
            let table = try #require(Tables.named("contacts"))
            let refs: [String] = try transaction.values(
                "select ref from people where name in ('Sigrun Seat', 'Stina Stays')")
            for ref in refs {
                let values = ["person": ref, "mail": "\(ref)@example.org"]
                try Recorder(transaction, by: "test").add(
                    Sheet(language: .english, values: values), to: table, key: Key.fresh(at: transaction.moment))
            }
        }
        let before = try count("contacts")
        let seen = { (day: String) in
            try self.store.read { store in
                try DirectoryEntry.all(on: try #require(Day(day)), in: store, for: .english).map(\.name)
            }
        }
        #expect(try seen("2024-06-30").contains("Sigrun Seat"))
        #expect(try !seen("2024-07-01").contains("Sigrun Seat"))
        try Retention.keep(try times("2024-12-27"), in: store)
        #expect(try count("contacts") == before)
        try Retention.keep(try times("2024-12-28"), in: store)
        #expect(try count("contacts") == before - 1)
        try Retention.keep(try times("2030-01-01"), in: store)
        let left: [String] = try store.readWhole {
            try $0.values("select p.name from contacts c join people p on p.id = c.person_id order by p.name")
        }
        #expect(left.contains("Stina Stays") && !left.contains("Sigrun Seat"))
    }

    @Test("C57: over three years leaves nothing that had its time, and the journal sound")
    func threeYears() throws {
        let began = zone.moment(of: try #require(Day("2024-02-28")), hour: 10, minute: 0)
        try noted { transaction in
            let member = try Account.add(name: "Kari", address: "kari@example.org", password: "x", in: transaction)
            _ = try Session.begin(for: member, device: "a browser", within: Session.Limits(), in: transaction)
            try transaction.run("update sessions set begun = \(began), seen = \(began)")
            _ = try Challenge.make(for: .signIn, of: nil, client: "192.0.2.1", in: transaction)
            try transaction.run("update challenges set ends = \(began)")
            try Attempt(address: "kari@example.org", client: "192.0.2.1").fail(in: transaction)
            try transaction.run("update attempts set last = \(began)")
            _ = try Invitation.make(name: "Kari Canary", by: "test", in: transaction)
            try transaction.run("update invitations set ends = \(began)")
            let recorder = Recorder(transaction, by: "test")
            let record = try withoutMeeting(in: transaction)
            try recorder.withdraw(record)
            try transaction.run("update withdrawn set moment = \(began)")
        }
        #expect(try count("withdrawn") >= 1)
        // A day is looked at twice, as after a restart, and some not at all.
        var deleted: Retention.Counts = [:]
        for day in [
            "2024-02-29", "2024-02-29", "2024-03-01", "2024-03-31", "2024-10-27", "2025-02-27", "2025-02-28",
            "2027-03-01",
        ] {
            deleted.merge(try Retention.keep(try times(day), in: store)) { $0 + $1 }
        }
        for kind in [RetentionClass.sessions, .halfway, .attempts, .invitations, .withdrawn] {
            #expect(deleted[kind] ?? 0 >= 1, "\(kind)")
        }
        #expect(try store.read { try Withdrawn.all(in: $0) }.isEmpty)
        for table: Identifier in ["sessions", "challenges", "attempts", "invitations"] {
            #expect(try count(table) == 0)
        }
        #expect(try store.read { try Retention.last(in: $0) }?.description == "2027-03-01")
        #expect(try store.read { try Journal.verify($0) }.explanation.contains("sound"))
        let kept = try store.read { try Journal.entries(after: 0, limit: 100_000, in: $0) }
        #expect(kept.contains { $0.verb == "retention.kept" })
        #expect(!kept.flatMap { $0.values ?? [] }.contains { $0.new?.contains("Kari Canary") == true })
    }

    @Test("C57: keeps what took two for three years, and for no longer what the journal says of it")
    func consents() throws {
        let asked = zone.moment(of: try #require(Day("2023-06-30")), hour: 15, minute: 0)
        try store.write { transaction in
            for name in ["Kari Canary", "Lars Later"] {
                _ = try Consent.ask(
                    "let-in", about: Key<AnyRecord>.fresh(at: transaction.moment), named: name, details: "canary",
                    by: nil, in: transaction)
            }
            try transaction.run(
                """
                update consents set asked = \(asked), ends = \(asked.adding(seconds: Consent.seconds))
                 where name = 'Kari Canary'
                """)
        }
        let told = {
            try self.store.read { try Journal.entries(after: 0, limit: 100_000, in: $0) }
                .filter { $0.table == "consents" }.flatMap { $0.values ?? [] }.compactMap(\.new)
        }
        try Retention.keep(try times("2026-06-29"), in: store)
        #expect(try count("consents") == 2)
        #expect(try Retention.keep(try times("2026-06-30"), in: store)[.journal] == 1)
        #expect(try store.readWhole { try $0.values("select name from consents") } == ["Lars Later"])
        #expect(try told().contains("Lars Later"))
        try Retention.keep(try times("2060-01-01"), in: store)
        #expect(try count("consents") == 0)
        #expect(try told() == [])
        #expect(try store.read { try Journal.verify($0) }.explanation.contains("sound"))
    }

    @Test("C57: forgets where the code of an invitation was mailed a day after it ended")
    func mailedInvitations() throws {
        let made = zone.moment(of: try #require(Day("2025-01-10")), hour: 12, minute: 0)
        try noted { transaction in
            let key = Key<AnyRecord>.fresh(at: transaction.moment)
            try transaction.run(
                "insert into mailed_invitations values (\(key), 'canary@example.org', \(key), \(made))")
        }
        #expect(try Retention.keep(try times("2025-01-24"), in: store)[.invitations] ?? 0 == 0)
        #expect(try count("mailed_invitations") == 1)
        #expect(try Retention.keep(try times("2025-01-25"), in: store)[.invitations] == 1)
        #expect(try count("mailed_invitations") == 0)
    }

    /// The first activity that is no meeting, so that nothing refers to it.
    private func withoutMeeting(in transaction: Transaction) throws -> Kept {
        let table = try #require(Tables.named("activities"))
        let found: String? = try transaction.value(
            """
            select a.ref from activities a where not exists (select 1 from meetings m where m.activity_id = a.id)
             order by number limit 1
            """)
        let ref = try #require(found)
        return try #require(try Kept.find(ref, of: table, in: transaction))
    }

    @Test("takes no translation from a record that was restored before its turn came")
    func restored() throws {
        let rows = try #require(RetentionDue.rows(of: .withdrawn, try times("2060-01-01")).first)
        try noted { transaction in
            let table = try #require(Tables.named("activities"))
            let recorder = Recorder(transaction, by: "test")
            let record = try withoutMeeting(in: transaction), ref = record.ref
            try transaction.run(
                "insert into translations values (\(record.id), 'title', 'fi', 'Otsikko', 'draft', 'x')")
            let translations = {
                try transaction.value(
                    "select count(*) from translations where record = \(record.id) and language = 'fi'", as: Int.self)
            }
            try recorder.withdraw(record)
            let withdrawn = try #require(try Withdrawn.find(ref, of: table, in: transaction))
            try recorder.restore(withdrawn)
            #expect(try Retention.delete(record.id.stored, of: .withdrawn, rows, in: transaction) == 0)
            #expect(try translations() == 1)
            try recorder.withdraw(record)
            #expect(try Retention.delete(record.id.stored, of: .withdrawn, rows, in: transaction) == 1)
            #expect(try translations() == 0)
        }
    }

    @Test("is explained on a page that anybody may read, class by class")
    func page() throws {
        let answer = try test.client().get("/retention", language: .english)
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == .ok)
        #expect(RetentionClass.allCases.count == 10)
        #expect(text.components(separatedBy: "<th scope=\"row\">").count == 11)
        #expect(text.contains("180 days after the last function ended"))
    }
}
