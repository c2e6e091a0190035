import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Mail
import Store
import Testing
import Web

@Suite("The mails that say that something waits", .timeLimit(.minutes(10)), .onEveryEngine)
struct DigestTests {
    private let house: MailingHouse
    private let seat: TestClient

    /// Thursday, 19 April 2018, half past nine, UTC: when everything in these tests happens.
    private let moment = TestHouse.moment

    init() throws {
        house = try MailingHouse()
        seat = try house.test.client(as: "Sigrun Seat", holding: [.seat], more: ["state": "AR"])
    }

    private func choose(_ rhythm: MailRhythm, _ language: Language = .english) throws {
        let member = try house.member("Sigrun Seat")
        try house.test.house.store.write {
            try MailChoice.choose(rhythm, in: language, for: member, by: "test", in: $0)
        }
    }

    /// Writes down a commitment of the seat's state, of which its holder is told.
    private func commit(to title: String = "Send the list of shelters") throws {
        let actor = try house.member("Sven Secretary").description
        let values = ["title": title, "owner_state": "AR", "state": "open"]
        try house.test.house.store.write { transaction in
            let table = try #require(Tables.named("commitments"))
            try Recorder(transaction, by: actor).add(
                Sheet(language: .english, values: values), to: table, key: Key.fresh(at: transaction.moment))
        }
    }

    /// Looks for what there is to tell, as the postman does, so many hours after everything happened.
    private func look(hours: Int64) throws {
        let now = moment.adding(seconds: hours * 3600)
        let mail = HouseMail(origin: MailingHouse.origin)
        let works = try house.test.house.store.read { store in try mail.chores.flatMap { try $0(store, now) } }
        for work in works { try house.test.house.store.write { try work($0) } }
    }

    private func digests() throws -> [QueuedMail] { try house.mails().filter { $0.content.kind == .digest } }

    @Test(
        "come at once, the next morning, the next Monday morning or never, as the member chose",
        arguments: [
            (MailRhythm.immediately, 0, 0), (.daily, 18, 24), (.weekly, 24 * 3, 24 * 4), (.never, 24 * 60, nil),
        ] as [(MailRhythm, Int64, Int64?)])
    func rhythms(_ rhythm: MailRhythm, early: Int64, late: Int64?) throws {
        try house.settle(seat, "sigrun@example.org")
        try choose(rhythm)
        try commit()
        try commit(to: "Another one")
        if rhythm != .immediately {
            try look(hours: early)
            #expect(try digests().isEmpty)
        }
        guard let late else { return }
        try look(hours: late)
        try look(hours: late + 1)
        let mails = try digests()
        #expect(mails.count == 1, "one mail for all that waits, and none twice")
        let mail = try #require(mails.first)
        #expect(mail.content.to.text == "sigrun@example.org")
        #expect(house.place("/members/notices", in: mail) != nil)
        #expect(mail.content.subject.contains("2") || mail.content.subject.contains("3"))
    }

    @Test("come to nobody without a confirmed address, nor for what was seen, nor where mail does not arrive")
    func nobody() throws {
        try choose(.immediately)
        try commit()
        try look(hours: 1)
        #expect(try digests().isEmpty)
        try house.settle(seat, "sigrun@example.org")
        let member = try house.member("Sigrun Seat")
        try house.test.house.store.write { _ = try Notice.markSeen(of: member, in: $0) }
        try look(hours: 1)
        #expect(try digests().isEmpty)
        try commit(to: "Another one")
        try house.test.house.store.write {
            try MailChoice.refuse(try #require(MailAddress("sigrun@example.org")), because: "550", in: $0)
        }
        try look(hours: 1)
        #expect(try digests().isEmpty)
    }

    @Test("have an address that ends them, for people and for programs, and that does nothing else")
    func unsubscribing() throws {
        try house.settle(seat, "sigrun@example.org")
        try choose(.immediately)
        try commit()
        try look(hours: 1)
        let mail = try #require(try digests().first)
        let stop = try #require(mail.content.unsubscribe?.text)
        #expect(mail.content.text.contains(stop))
        let place = String(stop.dropFirst(MailingHouse.origin.count))
        let program = try house.test.client()
        #expect(
            program.post(place, form: [("List-Unsubscribe", "One-Click")], headers: [:]).status == .ok)
        try commit(to: "Another one")
        try look(hours: 24 * 30)
        #expect(try digests().count == 1)
    }

    @Test("and all other mails hold no word of what is not public, in any language")
    func canary() throws {
        let canary = "KANARIENVOGEL"
        try house.settle(seat, "sigrun@example.org")
        let store = house.test.house.store
        let actor = try house.member("Sven Secretary").description
        let person = try #require(
            try store.read { try $0.value("select ref from people where name = 'Sigrun Seat'", as: String.self) })
        try store.write { transaction in
            for (table, values) in [
                ("contacts", ["person": person, "mail": "sigrun@example.org", "hours": canary, "phone": canary]),
                ("assignments", ["person": person, "kind": "alternate", "from": "2018-01-01", "note": canary]),
                ("contacts", ["person": "mara-beispiel", "mail": "mara@example.org", "hours": canary]),
            ] {
                let table = try #require(Tables.named(table))
                try Recorder(transaction, by: actor).add(
                    Sheet(language: .english, values: values), to: table, key: Key.fresh(at: transaction.moment))
            }
        }
        let place = "/members/people/mara-beispiel/invitation"
        #expect(house.secretary.post(place, form: [("send", "yes")]).status == .seeOther)
        var seen: Set<QueuedMail.Kind> = []
        for language in Language.allCases {
            try choose(.immediately, language)
            try commit(to: "\(canary) \(language.code)")
            try look(hours: 1)
            try house.settle(seat, "\(language.code)@example.org")
            for mail in try house.mails() {
                seen.insert(mail.content.kind)
                for text in [mail.content.subject, mail.content.text, mail.content.unsubscribe?.text ?? ""] {
                    #expect(!text.contains(canary), "\(mail.content.kind) in \(language)")
                    #expect(!text.contains("Sigrun") && !text.lowercased().contains("shelter"))
                }
            }
            // The next one may ask for as many again.
            try store.write { transaction in
                transaction.leaveUnnoted(because: "a test lets an hour pass")
                try transaction.run("update mails set queued = 0")
            }
        }
        #expect(seen.isSuperset(of: [.digest, .confirmation, .moved, .invitation, .yearly]))
        // The canary sings where it may: the test would see it.
        #expect(try store.read { try $0.value("select count(*) from commitments where title like '%KANARIEN%'") } == 12)
    }

    @Test("that come back are noted at the address, by a notification that names the mail and says that it failed")
    func returned() throws {
        try house.settle(seat, "sigrun@example.org")
        try choose(.immediately)
        try commit()
        try look(hours: 1)
        let mail = try #require(try digests().first)
        try house.test.house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test sends it")
            try transaction.run(
                """
                update mails set outcome = 'sent', due = null, subject = '', body = '', unsubscribe = null
                 where id = \(mail.id)
                """)
        }
        func notification(_ action: String, _ id: String) -> [UInt8] {
            Array(
                """
                From: MAILER-DAEMON@example.org\r
                Message-ID: <notification-4711@example.org>\r
                \r
                Final-Recipient: rfc822; sigrun@example.org\r
                Action: \(action)\r
                Status: 5.1.1\r
                Diagnostic-Code: smtp; 550 5.1.1 has left\r
                \r
                Message-ID: <\(id)@example.org>\r
                """.utf8)
        }
        #expect(ReturnedMail(notification("delayed", mail.id.description)) == nil)
        #expect(ReturnedMail(notification("failed", "somebody-elses")) == nil)
        let other = try #require(ReturnedMail(notification("failed", String(repeating: "0", count: 32))))
        #expect(try house.test.house.store.write { try other.note(in: $0) } == false)
        #expect(try house.choice("Sigrun Seat")?.refused == nil)
        let ours = try #require(ReturnedMail(notification("failed", mail.id.description)))
        #expect(try house.test.house.store.write { try ours.note(in: $0) })
        #expect(try house.choice("Sigrun Seat")?.refusal == "smtp; 550 5.1.1 has left")
        #expect(house.secretary.get("/members/mail", language: .english).text.contains("has left"))
    }
}
