import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Languages
import Store
import Testing
import Web

@Suite("Notices", .onEveryEngine, .timeLimit(.minutes(10)))
struct NoticesTests {
    private let test: TestHouse
    private let store: Store
    /// The secretariat writes; Sigrun holds the seat of Arvenia, Bo that of another state.
    private let secretary: TestClient
    private let sigrun: TestClient
    private let bo: TestClient

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        store = test.house.store
        secretary = try test.client(as: "Sven Secretary")
        sigrun = try test.client(as: "Sigrun Seat", holding: [.seat], more: ["state": "AR"])
        bo = try test.client(as: "Bo Seat", holding: [.seat], more: ["state": "BO"])
        try store.write { transaction in
            for name in ["Sven Secretary", "Sigrun Seat", "Bo Seat"] {
                try Notice.forget(of: try Account.named(name, in: transaction)[0].id, in: transaction)
            }
        }
    }

    private func member(_ name: String) throws -> Key<Member> {
        try store.read { try #require(try Account.named(name, in: $0).first?.id) }
    }

    /// What somebody was told, in the order of the kinds: the clock stands still, and so all of it is at once.
    private func kinds(_ name: String) throws -> [Notice.Kind] {
        let member = try member(name)
        let told = try store.read { try Notice.all(of: member, in: $0).map(\.kind) }
        return Notice.Kind.allCases.flatMap { kind in told.filter { $0 == kind } }
    }

    /// Records something as the secretariat does; gives back its key.
    @discardableResult
    private func record(
        _ table: String, _ values: [String: String], by name: String = "Sven Secretary"
    ) throws -> Key<AnyRecord> {
        let actor = try member(name).description
        let key = Key<AnyRecord>.fresh(at: TestHouse.moment)
        try store.write { transaction in
            let table = try #require(Tables.named(table))
            try Recorder(transaction, by: actor).add(
                Sheet(language: .english, values: values), to: table, key: key)
        }
        return key
    }

    private func change(
        _ record: Key<AnyRecord>, of table: String, _ values: [String: String?], by name: String = "Sven Secretary"
    ) throws {
        let actor = try member(name).description
        try store.write { transaction in
            let table = try #require(Tables.named(table))
            let kept = try #require(try Kept.find(record, of: table, in: transaction))
            var sheet = kept.sheet
            for (field, value) in values { sheet[field] = value }
            try Recorder(transaction, by: actor).change(kept, to: sheet)
        }
    }

    private let commitment = ["title": "Send the list of shelters", "owner_state": "AR", "state": "open"]

    @Test("tell those whose commitment it is, and nobody else, nor whoever wrote it")
    func commitments() throws {
        let key = try record("commitments", commitment)
        #expect(try kinds("Sigrun Seat") == [.commitmentMade])
        #expect(try kinds("Bo Seat") == [])
        #expect(try kinds("Sven Secretary") == [])
        try change(key, of: "commitments", ["title": "Send the list"])
        try change(key, of: "commitments", ["title": "Send a list"])
        #expect(try kinds("Sigrun Seat") == [.commitmentMade, .commitmentChanged])
        // It goes to another state: both hear of it.
        try change(key, of: "commitments", ["owner_state": "BO"])
        #expect(try kinds("Bo Seat") == [.commitmentChanged])
        #expect(try kinds("Sigrun Seat") == [.commitmentMade, .commitmentChanged])
        try record("commitments", commitment, by: "Sigrun Seat")
        #expect(try kinds("Sigrun Seat").count == 2)
    }

    @Test("tell of a commitment that is withdrawn, and of one that is confidential nobody: not then either")
    func withdrawn() throws {
        func withdraw(_ key: Key<AnyRecord>) throws {
            let actor = try member("Sven Secretary").description
            try store.write { transaction in
                let table = try #require(Tables.named("commitments"))
                let kept = try #require(try Kept.find(key, of: table, in: transaction))
                try Recorder(transaction, by: actor).withdraw(kept)
            }
        }
        let hidden = try record("commitments", commitment.merging(["visibility": "confidential"]) { $1 })
        try withdraw(hidden)
        #expect(try kinds("Sigrun Seat") == [])
        let open = try record("commitments", commitment)
        try withdraw(open)
        #expect(try kinds("Sigrun Seat") == [.commitmentMade, .commitmentChanged])
    }

    @Test("are undone with what they speak of")
    func undone() throws {
        struct Mishap: Error {}
        let actor = try member("Sven Secretary").description
        #expect(throws: Mishap.self) {
            try store.write { [commitment] transaction in
                let table = try #require(Tables.named("commitments"))
                try Recorder(transaction, by: actor).add(
                    Sheet(language: .english, values: commitment), to: table, key: Key.fresh(at: transaction.moment))
                throw Mishap()
            }
        }
        #expect(try kinds("Sigrun Seat") == [])
    }

    @Test("tell a group of its meeting, and when day or place of it change")
    func meetings() throws {
        let (group, activity) = try store.read { store in
            (
                try #require(try store.value("select ref from groups order by number limit 1", as: String.self)),
                try #require(try store.value("select ref from activities order by number limit 1", as: String.self))
            )
        }
        _ = try test.client(as: "Gro Group", holding: [.observer], more: ["group": group])
        let gro = try member("Gro Group")
        try store.write { try Notice.forget(of: gro, in: $0) }
        let meeting = try record(
            "meetings",
            [
                "activity": activity, "group": group, "title": "A meeting of theirs", "messages_state": "none",
            ])
        #expect(try kinds("Gro Group") == [.meetingRecorded])
        let event = try store.read { store in
            try #require(
                try store.value("select activity_id from meetings where id = \(meeting)", as: Key<AnyRecord>.self))
        }
        try change(event, of: "activities", ["summary": "It was about something"])
        #expect(try kinds("Gro Group") == [.meetingRecorded])
        try change(event, of: "activities", ["place": "Elsewhere"])
        #expect(try kinds("Gro Group") == [.meetingRecorded, .meetingChanged])
    }

    @Test("tell somebody of the functions that are given to them and taken from them")
    func functions() throws {
        let person = try store.read { store in
            try #require(
                try store.value(
                    "select p.ref from people p join members m on m.person = p.id where m.name = 'Bo Seat'",
                    as: String.self))
        }
        let given = try record("assignments", ["person": person, "kind": "translator", "from": "2026-01-01"])
        #expect(try kinds("Bo Seat") == [.functionGiven])
        let actor = try member("Sven Secretary").description
        try store.write { transaction in
            let table = try #require(Tables.named("assignments"))
            let kept = try #require(try Kept.find(given, of: table, in: transaction))
            try Recorder(transaction, by: actor).withdraw(kept)
        }
        #expect(try kinds("Bo Seat") == [.functionGiven, .functionEnded])
        #expect(try kinds("Sigrun Seat") == [])
    }

    @Test("tell whoever invited somebody that they have come in")
    func newcomers() throws {
        let inviter = try member("Sven Secretary")
        let person = try record("people", ["name": "Nina New"])
        let code = try store.write { transaction in
            try Invitation.make(for: person, named: "Nina New", by: inviter.description, in: transaction)
        }
        try store.write { transaction in
            _ = try Invitation.use(code, in: transaction)
            let nina = try Account.add(name: "Nina New", address: "nina", password: "x", in: transaction)
            try Newcomer.link(nina, to: person, by: nina.description, in: transaction)
        }
        #expect(try kinds("Sven Secretary") == [.newcomer])
        #expect(try kinds("Nina New") == [])
    }

    @Test("tell a member of a sign-in from a place or a browser that was not known, and of no other")
    func signIns() throws {
        let member = try member("Bo Seat")
        let limits = test.house.sessionLimits
        let signIn = { (device: String, client: String) in
            _ = try store.write { transaction in
                try Session.begin(
                    for: member, device: device, client: client, within: limits, in: transaction)
            }
        }
        try signIn("Firefox, Linux", "192.0.2.1")
        try signIn("Firefox, Linux", "192.0.2.1")
        #expect(try kinds("Bo Seat") == [])
        try signIn("Firefox, Linux", "198.51.100.7")
        #expect(try kinds("Bo Seat") == [.signIn])
        try signIn("Firefox, Linux", "198.51.100.7")
        #expect(try kinds("Bo Seat") == [.signIn])
        try signIn("Safari, iPhone", "192.0.2.1")
        #expect(try kinds("Bo Seat") == [.signIn, .signIn])
    }

    @Test("tell seats and chairs of a report, and not those without a function")
    func reports() throws {
        _ = try test.client(as: "Nobody", holding: [])
        _ = try test.client(as: "Cara Chair", holding: [.chair])
        for name in ["Nobody", "Cara Chair"] {
            let member = try member(name)
            try store.write { try Notice.forget(of: member, in: $0) }
        }
        let actor = try member("Sven Secretary").description
        try store.write { transaction in
            transaction.note(
                Change(
                    by: actor, "report.published", table: "report_versions",
                    record: Key<AnyRecord>.fresh(at: transaction.moment),
                    values: [.init("presidency", to: "AR-2026"), .init("number", to: "1")]))
        }
        for name in ["Sigrun Seat", "Bo Seat", "Cara Chair"] { #expect(try kinds(name) == [.reportPublished]) }
        #expect(try kinds("Nobody") == [])
        #expect(try kinds("Sven Secretary") == [])
    }

    @Test("tell nobody of what a folder brings along, and go with a member who leaves")
    func quiet() throws {
        try store.write { transaction in
            transaction.note(
                Change(by: "load", "added", table: "commitments", record: Key<AnyRecord>.fresh(at: transaction.moment)))
        }
        #expect(try kinds("Sigrun Seat") == [])
        try record("commitments", commitment)
        let sigrun = try member("Sigrun Seat")
        try store.write { _ = try Account.end(sigrun, by: "operator", in: $0) }
        #expect(try store.read { try Notice.all(of: sigrun, in: $0) } == [])
        try record("commitments", commitment)
        #expect(try store.read { try Notice.all(of: sigrun, in: $0) } == [])
    }

    @Test("come once for what is due by date, on its day, however often the house looks")
    func due() throws {
        let today = try store.read { try NetworkDay.today(at: TestHouse.moment, in: $0) }
        try record("commitments", commitment.merging(["due": today.description]) { $1 })
        try record("commitments", commitment.merging(["due": today.adding(days: 1).description]) { $1 }, by: "Bo Seat")
        try record(
            "commitments", commitment.merging(["due": today.description, "state": "done", "title": "Done"]) { $1 })
        let sigrun = try member("Sigrun Seat")
        try store.write { try Notice.forget(of: sigrun, in: $0) }
        #expect(try ComingDue.look(at: TestHouse.moment, in: store) == 1)
        #expect(try kinds("Sigrun Seat") == [.commitmentDue])
        #expect(try ComingDue.look(at: TestHouse.moment, in: store) == 0)
        try store.write { try Notice.forget(of: sigrun, in: $0) }
        #expect(try ComingDue.look(at: TestHouse.moment, in: store) == 0)
        #expect(try kinds("Sigrun Seat") == [])
    }

    @Test("make up for days on which nobody looked, each once")
    func missedDays() throws {
        let today = try store.read { try NetworkDay.today(at: TestHouse.moment, in: $0) }
        _ = try test.client(
            as: "Lena Last", holding: [.seat], more: ["state": "AR", "to": today.adding(days: -3).description])
        let lena = try member("Lena Last")
        try store.write { transaction in
            try Notice.forget(of: lena, in: transaction)
            transaction.leaveUnnoted(because: "a test")
            try transaction.run("insert into notice_days (day) values (\(today.adding(days: -5)))")
        }
        #expect(try ComingDue.look(at: TestHouse.moment, in: store) == 5)
        #expect(try kinds("Lena Last") == [.functionEnded])
        #expect(try ComingDue.look(at: TestHouse.moment, in: store) == 0)
        #expect(try kinds("Lena Last") == [.functionEnded])
    }

    @Test("remind somebody of an entry that was not confirmed for a year, on one day")
    func oldEntries() throws {
        let today = try store.read { try NetworkDay.today(at: TestHouse.moment, in: $0) }
        let people = try store.read { store in
            try ["Sigrun Seat", "Bo Seat"].map { name in
                try #require(
                    try store.value(
                        "select p.ref from people p join members m on m.person = p.id where m.name = \(name)",
                        as: String.self))
            }
        }
        try record("contacts", ["person": people[0], "confirmed": today.adding(days: -366).description])
        try record("contacts", ["person": people[1], "confirmed": today.adding(days: -365).description])
        try ComingDue.look(at: TestHouse.moment, in: store)
        #expect(try kinds("Sigrun Seat") == [.entryOld])
        #expect(try kinds("Bo Seat") == [])
    }

    @Test("go away after a year")
    func old() throws {
        let bo = try member("Bo Seat")
        try store.write { transaction in
            try Notice.add(.signIn, to: bo, at: Places.account(), in: transaction)
            try Notice.add(.entryOld, to: bo, at: Places.account(), in: transaction)
            try transaction.run(
                """
                update notices set moment = \(TestHouse.moment.adding(seconds: -366 * 24 * 3600))
                 where member = \(bo) and kind = \(Notice.Kind.entryOld)
                """)
        }
        try ComingDue.look(at: TestHouse.moment, in: store)
        #expect(try kinds("Bo Seat") == [.signIn])
    }

    @Test("are spoken of in one mail each, unless they were seen")
    func mailed() throws {
        let (sigrun, bo) = (try member("Sigrun Seat"), try member("Bo Seat"))
        let key = try record("commitments", commitment)
        try change(key, of: "commitments", ["title": "Other"])
        #expect(try store.read { try Notice.waiting(in: $0) } == [sigrun])
        let waiting = try store.read { try Notice.unmailed(of: sigrun, in: $0) }
        #expect(waiting.count == 2)
        try store.write { try Notice.markMailed(waiting.map(\.id), in: $0) }
        #expect(try store.read { try Notice.unmailed(of: sigrun, in: $0) } == [])
        // The same again is the same notice, of which a mail has spoken.
        try change(key, of: "commitments", ["title": "Once more"])
        #expect(try store.read { try Notice.unmailed(of: sigrun, in: $0) } == [])
        #expect(try store.read { try Notice.unread(of: sigrun, in: $0) } == 2)
        try store.write { _ = try Notice.markSeen(of: sigrun, in: $0) }
        try change(key, of: "commitments", ["title": "And again"])
        #expect(try store.read { try Notice.unmailed(of: sigrun, in: $0) }.map(\.kind) == [.commitmentChanged])
        try store.write { _ = try Notice.markSeen(of: sigrun, in: $0) }
        #expect(try store.read { try Notice.waiting(in: $0) } == [])
        #expect(try store.read { try Notice.unread(of: [sigrun, bo], in: $0) } == [:])
    }

    @Test("say in their kinds nothing that a record is called")
    func phrases() {
        for kind in Notice.Kind.allCases { #expect(!kind.phrase.english.contains("{"), "\(kind)") }
        #expect(Set(Notice.Kind.allCases.map(\.phrase.english)).count == Notice.Kind.allCases.count)
    }
}
