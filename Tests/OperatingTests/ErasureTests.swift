import Basics
import Cooperation
import Foundation
import HTTP
import HouseTesting
import Identity
import Journal
import OneTimeCodes
import Store
import Testing

@testable import House

@Suite("A person's data", .timeLimit(.minutes(5)))
struct ErasureTests {
    private static let name = "Þórdís Canary-Erlen", address = "thordis.canary@example.org"
    private static let mail = "reach.canary@example.org", phone = "+00 82 64 82 64"

    /// A house in a folder with one member who is a person of the network, and everything about her.
    private final class Place {
        let folder = NSTemporaryDirectory() + "childcentre-\(UUID().uuidString)"
        var configuration: Configuration { Configuration(dataFolder: folder) }
        var member = Key<Member>(rawValue: 0)
        var ref = ""

        init() throws {
            let house = try House.open(configuration)
            defer { house.store.close() }
            _ = try Loader.load(folder: TestHouse.package + "/Tests/Networks/three-rivers", into: house.store)
            (member, ref) = try house.store.write { transaction in
                let member = try Account.add(name: name, address: address, password: "hash", in: transaction)
                try Newcomer.settle(member, named: name, on: try #require(Day("2018-01-01")), in: transaction)
                let ref: String = try #require(
                    try transaction.value(
                        "select p.ref from people p join members m on m.person = p.id where m.id = \(member)"))
                let contacts = try #require(Tables.named("contacts"))
                let recorder = Recorder(transaction, by: member.description)
                let values = ["person": ref, "mail": mail, "phone": phone]
                try recorder.add(
                    Sheet(language: .english, values: values), to: contacts, key: Key.fresh(at: transaction.moment))
                let deputy = ["person": "mara-beispiel", "deputy": ref]
                try recorder.add(
                    Sheet(language: .english, values: deputy), to: contacts, key: Key.fresh(at: transaction.moment))
                try TimedCodesKept.keep(.fresh(), accepted: 1, of: member, by: member.description, in: transaction)
                _ = try Session.begin(for: member, device: "a browser", within: Session.Limits(), in: transaction)
                _ = try Invitation.make(name: name, by: member.description, in: transaction)
                try Attempt(address: address, client: "192.0.2.1").fail(in: transaction)
                try Draft(
                    id: Key.fresh(at: transaction.moment), kind: "activities", ref: nil, fields: "title=canary draft",
                    saved: transaction.moment
                ).keep(of: member.description, in: transaction)
                return (member, ref)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func bytes() throws -> Data {
            var all = Data()
            for name in ["house.sqlite", "house.sqlite-wal"] {
                all += FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
            }
            return all
        }
    }

    @Test("is handed out whole as one file, and holds nothing of anybody else")
    func taken() throws {
        let place = try Place()
        let house = try House.open(place.configuration)
        defer { house.store.close() }
        let bytes = try house.store.readWhole { store in
            let subject = try #require(try PersonInHouse(place.member, in: store))
            return try PersonalData.json(of: subject, at: TestHouse.moment, in: store).bytes
        }
        let json = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(Set(json.keys) == ["made", "name", "person", "member", "drafts", "journal"])
        let text = String(decoding: bytes, as: UTF8.self)
        for word in [
            Self.name, Self.address, Self.mail, Self.phone, "canary draft", "a browser", "mara-beispiel", "secretariat",
        ] {
            #expect(text.contains(word), "\(word)")
        }
        #expect(!text.contains("hash") && !text.contains("sealed."))
        #expect(!text.contains("Mara Beispiel"))
        let member = try #require(json["member"] as? [String: Any])
        #expect(member["codes of a telephone"] as? Bool == true)
    }

    @Test("says what using the house left behind: mail, notices, keys, what took two, places")
    func traces() throws {
        let place = try Place()
        let house = try House.open(place.configuration)
        defer { house.store.close() }
        let member = place.member, bytes = [UInt8](repeating: 7, count: 32)
        try house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test")
            let key = Key<AnyRecord>.fresh(at: transaction.moment), now = transaction.moment
            for row: SQL in [
                "mail_choices values (\(member), 'choice.canary@example.org', \(now), null, null, 'is', 'weekly', \(bytes))",
                """
                mails values (\(key), 'digest', 'mail.canary@example.org', \(member), null, 'is', '', '', null, \(now), null, 1,
                              \(now), 'sent', \(now), null)
                """,
                "notices values (\(key), \(member), \(now), 'canary-kind', '/notice-canary', null, null, null, null)",
                "program_keys values (\(key), \(bytes), \(member), 'key canary', 'member', \(now), \(now), null)",
                "feed_addresses values (\(member), \(bytes), \(now), null)",
                "places values (\(member), \(bytes), \(now))",
                """
                consents values (\(key), 'canary-act', \(key), 'Somebody Else', '', \(member), \(now), \(now), null, null, null,
                                 null)
                """,
            ] { try transaction.run("insert into \(row)") }
        }
        let json = try house.store.readWhole { store in
            let subject = try #require(try PersonInHouse(member, in: store))
            return try PersonalData.json(of: subject, at: TestHouse.moment, in: store)
        }
        let text = String(decoding: json.bytes, as: UTF8.self)
        for word in [
            "choice.canary@example.org", "mail.canary@example.org", "canary-kind", "/notice-canary", "key canary",
            "canary-act",
        ] { #expect(text.contains(word), "\(word)") }
        #expect(!text.contains("Somebody Else"))
        let traces = try #require(json["member"])
        for (name, none) in [
            ("mail", JSON.null), ("mails", []), ("notices", []), ("keys for programs", []),
            ("address of calendar and news", .null), ("what took two", []), ("browsers and networks known", []),
        ] { #expect(try #require(traces[name]) != none, "\(name)") }
    }

    @Test("is gone after an erasure: no byte of the file has it, and the journal is whole")
    func erased() throws {
        let place = try Place()
        var house = try House.open(place.configuration)
        let needles = [Self.name, Self.address, Self.mail, Self.phone, place.ref].map { Data($0.utf8) }
        let before = try place.bytes()
        #expect(
            before.range(of: needles[0]) != nil && before.range(of: needles[1]) != nil
                && before.range(of: needles[4]) != nil)
        let entries = try house.store.read { try $0.value("select count(*) from journal_entries", as: Int.self) } ?? 0
        let member = place.member
        let outcome = try house.store.write { transaction in
            let subject = try #require(try PersonInHouse(member, in: transaction))
            return try Erasure.run(subject, by: member.description, in: transaction)
        }
        #expect(outcome.entries > 3 && outcome.elsewhere == [])
        let verdict = try house.store.read { try Journal.verify($0) }
        #expect(verdict.explanation.contains("sound"))
        #expect(
            try house.store.read { try $0.value("select count(*) from journal_entries", as: Int.self) } ?? 0 > entries)
        try house.cleanse(place.configuration)
        house.store.close()
        let after = try place.bytes()
        for (number, needle) in needles.enumerated() { #expect(after.range(of: needle) == nil, "needle \(number)") }
        house = try House.open(place.configuration)
        defer { house.store.close() }
        try house.store.read { store in
            #expect(try Account.find(address: Self.address, in: store) == nil)
            #expect(try Draft.all(of: place.member.description, in: store).isEmpty)
            #expect(try Member.name(of: place.member.description, in: store) == nil)
            // That somebody held the function stays, and so does the record that others refer to.
            let held: Int? = try store.value(
                "select count(*) from assignments a join people p on p.id = a.person_id where p.name = \(Member.nameless)"
            )
            #expect(held == 1)
            #expect(try store.value("select count(*) from contacts where deputy_id is not null", as: Int.self) == 0)
            #expect(try store.value("select count(*) from people where ref = 'mara-beispiel'", as: Int.self) == 1)
        }
        let visited = TestHouse(house)
        for address in ["/", "/about", "/activities", "/states"] {
            #expect(try visited.client().get(address).status == .ok, "\(address)")
        }
    }

    @Test("is taken and erased by its owner in the browser, who has shown that it is them and ticked the box")
    func ownWish() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let client = try test.client(as: "Kari Canary", holding: [.seat])
        let other = try test.client(as: "Sven Secretary")
        let page = client.get("/account/data", language: .english)
        #expect(page.status == .ok && text(page).contains("What stays"))
        let file = client.post("/account/data", form: [])
        #expect(file.fields[.contentType] == "application/json; charset=utf-8")
        #expect(text(file).contains("Kari Canary") && !text(file).contains("Sven Secretary"))
        let refused = client.post("/account/data/erasure", form: [], language: .english)
        #expect(refused.status == .unprocessableContent && text(refused).contains("Tick the box"))
        #expect(try test.house.store.read { try Account.named("Kari Canary", in: $0).count } == 1)
        let done = client.post("/account/data/erasure", form: [("sure", "yes")])
        #expect(done.status == .seeOther && done.fields[.location]?.hasPrefix("/sign-in") == true)
        #expect(try test.house.store.read { try Account.named("Kari Canary", in: $0).count } == 0)
        #expect(client.get("/account").status == .seeOther)
        #expect(try test.house.store.read { try Account.named("Sven Secretary", in: $0).count } == 1)
        #expect(other.get("/account").status == .ok)
        #expect(try test.house.store.read { try Journal.verify($0) }.explanation.contains("sound"))
    }

    @Test("is taken for a person by the secretariat and by nobody else, and the journal says so")
    func forAPerson() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let secretary = try test.client(as: "Sven Secretary")
        let seat = try test.client(as: "Sigrun Seat", holding: [.seat])
        #expect(secretary.get("/members/people/mara-beispiel/data").status == .ok)
        #expect(text(secretary.post("/members/people/mara-beispiel/data", form: [])).contains("mara-beispiel"))
        #expect(seat.get("/members/people/mara-beispiel/data").status == .forbidden)
        #expect(seat.post("/members/people/mara-beispiel/data", form: []).status == .forbidden)
        let entries = try test.house.store.read { try Journal.entries(after: 0, limit: 100_000, in: $0) }
        #expect(entries.count { $0.verb == "data.taken" } == 1)
    }

    private func text(_ answer: HTTPResponse) -> String { String(decoding: answer.body, as: UTF8.self) }
}
