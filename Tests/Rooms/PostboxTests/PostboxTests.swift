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

/// A house that sends mail, with what waits in its queue.
struct MailingHouse {
    let test: TestHouse
    let secretary: TestClient

    static let origin = "https://house.example.org"

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers", mailOrigin: MailingHouse.origin)
        secretary = try test.client(as: "Sven Secretary")
    }

    /// Every mail that waits, the oldest first.
    func mails() throws -> [QueuedMail] {
        try test.house.store.read { store in
            try store.all(
                "select \(columns: QueuedMail.self) from mails where due is not null order by queued, id",
                as: QueuedMail.self
            ).map { try $0.opened(in: store) }
        }
    }

    /// The path of a link that stands on a line of its own.
    func place(_ path: String, in mail: QueuedMail) -> String? {
        mail.content.text.split(separator: "\n").first { $0.hasPrefix(MailingHouse.origin + path) }.map {
            String($0.dropFirst(MailingHouse.origin.count))
        }
    }

    func member(_ name: String) throws -> Key<Member> {
        try #require(try test.house.store.read { try Account.named(name, in: $0).first?.id })
    }

    func choice(_ name: String) throws -> MailChoice? {
        let member = try member(name)
        return try test.house.store.read { try MailChoice.find(member, in: $0) }
    }

    /// Gives an address and opens what was sent there.
    func settle(_ client: TestClient, _ address: String) throws {
        #expect(client.post("/account/mail/address", form: [("address", address)]).status == .seeOther)
        let mail = try #require(try mails().last { $0.content.kind == .confirmation })
        let place = try #require(self.place("/mail/confirmation", in: mail))
        let code = place.split(separator: "=").last.map(String.init) ?? ""
        #expect(try test.client().post("/mail/confirmation", form: [("code", code)]).status == .ok)
    }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

@Suite("A member's mail", .timeLimit(.minutes(10)), .onEveryEngineWhenLong)
struct PostboxTests {
    private let house: MailingHouse
    private let seat: TestClient

    init() throws {
        house = try MailingHouse()
        seat = try house.test.client(as: "Sigrun Seat", holding: [.seat], more: ["state": "AR"])
    }

    @Test("goes to an address only when whoever reads it has said so, and only once")
    func confirmation() throws {
        #expect(seat.post("/account/mail/address", form: [("address", "sigrun@example.org")]).status == .seeOther)
        #expect(try house.choice("Sigrun Seat")?.address == nil)
        let mail = try #require(try house.mails().first)
        #expect(mail.content.kind == .confirmation && mail.content.to.text == "sigrun@example.org")
        #expect(!mail.content.text.contains("Sigrun"))
        let place = try #require(house.place("/mail/confirmation?code=", in: mail))
        let stranger = try house.test.client()
        // Programs that look into mails open what they find there.
        #expect(stranger.get(place).status == .ok)
        #expect(try house.choice("Sigrun Seat")?.address == nil)
        let code = String(place.dropFirst("/mail/confirmation?code=".count))
        #expect(stranger.post("/mail/confirmation", form: [("code", code)]).status == .ok)
        let choice = try #require(try house.choice("Sigrun Seat"))
        #expect(choice.address?.text == "sigrun@example.org" && choice.rhythm == .daily)
        #expect(stranger.post("/mail/confirmation", form: [("code", code)]).status == .gone)
        #expect(
            stranger.post("/mail/confirmation", form: [("code", String(repeating: "0", count: 32))]).status == .gone)
        #expect(seat.get("/account/mail", language: .english).text.contains("sigrun@example.org"))
    }

    @Test("is asked for no more than five times an hour, and only the last code fits")
    func often() throws {
        for number in 1...5 {
            let answer = seat.post("/account/mail/address", form: [("address", "a\(number)@example.org")])
            #expect(answer.status == .seeOther)
        }
        #expect(seat.post("/account/mail/address", form: [("address", "a6@example.org")]).status == .tooManyRequests)
        let mails = try house.mails()
        #expect(mails.map(\.content.to.text) == ["a5@example.org"])
    }

    @Test(
        "goes to nothing that is no address",
        arguments: ["", "sigrun", "a@b\r\nBcc: c@example.org", "a@b, c@d", "<a@b>", "jürgen@example.org"])
    func noAddress(_ text: String) throws {
        #expect(seat.post("/account/mail/address", form: [("address", text)]).status == .unprocessableContent)
        #expect(try house.mails().isEmpty)
    }

    @Test("tells the old address when another takes its place, and does not name the new one there")
    func moved() throws {
        try house.settle(seat, "old@example.org")
        try house.settle(seat, "new@example.org")
        let mail = try #require(try house.mails().first { $0.content.kind == .moved })
        #expect(mail.content.to.text == "old@example.org" && !mail.content.text.contains("new@example.org"))
        #expect(try house.choice("Sigrun Seat")?.address?.text == "new@example.org")
    }

    @Test("comes as often and in the language that the member chose; nobody else can choose it")
    func rhythm() throws {
        #expect(
            seat.post("/account/mail", form: [("rhythm", "weekly"), ("language", "de")]).status == .seeOther)
        #expect(try house.choice("Sigrun Seat")?.rhythm == .weekly)
        #expect(try house.choice("Sigrun Seat")?.language == .german)
        for form in [[("rhythm", "hourly"), ("language", "de")], [("rhythm", "daily"), ("language", "xx")]] {
            #expect(seat.post("/account/mail", form: form.map { (name: $0.0, value: $0.1) }).status == .badRequest)
        }
        #expect(
            try house.test.client().post("/account/mail", form: [("rhythm", "never"), ("language", "de")]).status
                == .unauthorized)
        #expect(try house.choice("Sigrun Seat")?.rhythm == .weekly)
        try house.settle(seat, "sigrun@example.org")
        #expect(try house.mails().last?.content.language == .german)
    }

    @Test("ends with one request of a mail program, which need not have seen a page, and by nothing less")
    func oneClick() throws {
        try house.settle(seat, "sigrun@example.org")
        let member = try house.member("Sigrun Seat")
        let token = try #require(
            try house.test.house.store.read {
                try $0.value("select token from mail_choices where member = \(member)", as: [UInt8].self)
            })
        let place = "/mail/unsubscription?token=\(Hexadecimal.text(of: token))"
        let program = try house.test.client()
        #expect(program.get(place).status == .ok)
        #expect(!program.get(place).text.contains("sigrun"))
        #expect(try house.choice("Sigrun Seat")?.rhythm == .daily, "asking changes nothing")
        let click = [(name: "List-Unsubscribe", value: "One-Click")]
        let wrong = "/mail/unsubscription?token=\(String(repeating: "0", count: 64))"
        #expect(program.post(wrong, form: click, headers: [:]).status == .notFound)
        #expect(program.post(place, form: [], headers: [:]).status == .notFound)
        #expect(try house.choice("Sigrun Seat")?.rhythm == .daily)
        #expect(program.post(place, form: click, headers: [:]).status == .ok)
        #expect(try house.choice("Sigrun Seat")?.rhythm == .never)
        #expect(program.post(place, form: click, headers: [.origin: "https://mail.example.com"]).status == .ok)
        // The token opens nothing else, and no other form is taken from elsewhere.
        #expect(program.get("/account/mail?token=\(Hexadecimal.text(of: token))").status != .ok)
        #expect(program.post("/mail/confirmation", form: [("code", "x")], headers: [:]).status == .forbidden)
    }

    @Test("invites a person whom the secretariat knows, in their language, and shows the code to nobody else")
    func invitation() throws {
        let ref = "mara-beispiel", place = "/members/people/mara-beispiel/invitation"
        #expect(house.secretary.get(place, language: .english).text.contains("No mail address of this person is known"))
        #expect(house.secretary.post(place, form: [("send", "yes")]).status == .notFound)
        try write(contact: ["person": ref, "mail": "mara@example.org", "languages": "de"])
        #expect(house.secretary.get(place, language: .english).text.contains("send it to mara@example.org"))
        let answer = house.secretary.post(place, form: [("send", "yes")])
        #expect(answer.status == .seeOther)
        let mail = try #require(try house.mails().first)
        #expect(mail.content.kind == .invitation && mail.content.to.text == "mara@example.org")
        #expect(mail.content.language == .german)
        let welcome = try #require(house.place("/welcome?code=", in: mail))
        let page = house.secretary.get(place, language: .english).text
        #expect(page.contains("is on its way") && !page.contains("code="))
        // Whoever comes in by what was sent there reads that address.
        let newcomer = try house.test.client()
        let code = String(welcome.dropFirst("/welcome?code=".count))
        let arrival = newcomer.post(
            "/welcome",
            form: [
                ("code", code), ("name", "Mara Beispiel"), ("address", "mara"), ("password", "seven grey geese"),
                ("again", "seven grey geese"),
            ])
        #expect(arrival.status == .seeOther)
        #expect(try house.choice("Mara Beispiel")?.address?.text == "mara@example.org")
        // And is told there of whoever signs in as them from elsewhere, though not from where they came in.
        for (peer, count) in [("127.0.0.1", 0), ("203.0.113.9", 1), ("203.0.113.9", 1)] {
            let client = try house.test.client()
            client.peer = peer
            let form = [(name: "address", value: "mara"), (name: "password", value: "seven grey geese")]
            #expect(client.post("/sign-in", form: form).status == .seeOther)
            let told = try house.mails().filter { $0.content.kind == .newPlace }
            #expect(told.map(\.content.to.text) == Array(repeating: "mara@example.org", count: count))
            #expect(told.allSatisfy { !$0.content.text.contains("203.0.113") && !$0.content.text.contains("Mara") })
        }
    }

    @Test("takes an invitation back that a newer code made useless")
    func newer() throws {
        try write(contact: ["person": "mara-beispiel", "mail": "mara@example.org"])
        let place = "/members/people/mara-beispiel/invitation"
        #expect(house.secretary.post(place, form: [("send", "yes")]).status == .seeOther)
        #expect(house.secretary.post(place, form: []).status == .ok)
        #expect(try house.mails().isEmpty)
        #expect(house.secretary.post(place, form: [("send", "yes")]).status == .seeOther)
        #expect(house.secretary.post(place, form: [("send", "yes")]).status == .seeOther)
        #expect(try house.mails().count == 1)
    }

    @Test("is the secretariat's to see where it does not arrive, and nobody else's")
    func troubles() throws {
        try house.settle(seat, "sigrun@example.org")
        try house.test.house.store.write {
            try MailChoice.refuse(MailAddress("sigrun@example.org")!, because: "550 no such user", in: $0)
        }
        for (client, place) in [(house.secretary, "/members/mail"), (seat, "/account/mail")] {
            let text = client.get(place, language: .english).text
            #expect(text.contains("550 no such user") && text.contains("sigrun@example.org"), "\(place)")
        }
        #expect(seat.get("/members/mail").status == .forbidden)
        #expect(try !house.test.client().get("/members/mail").text.contains("sigrun"))
        #expect(try house.choice("Sigrun Seat")?.reachable == nil)
        try house.settle(seat, "sigrun@example.org")
        #expect(try house.choice("Sigrun Seat")?.reachable != nil)
    }

    @Test("ends with the member: nothing waits for one who has left, and no address is kept")
    func left() throws {
        try house.settle(seat, "sigrun@example.org")
        #expect(seat.post("/account/mail/address", form: [("address", "other@example.org")]).status == .seeOther)
        let member = try house.member("Sigrun Seat")
        try house.test.house.store.write { _ = try Account.end(member, by: "test", in: $0) }
        #expect(try house.mails().isEmpty)
        #expect(try house.test.house.store.read { try MailChoice.find(member, in: $0) } == nil)
    }

    @Test("is none in a house without a mail server, whose pages say what to do instead")
    func none() throws {
        let test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        let secretary = try test.client(as: "Sven Secretary")
        #expect(secretary.get("/account/mail", language: .english).text.contains("This house sends no mail"))
        #expect(secretary.post("/account/mail/address", form: [("address", "a@b")]).status == .unprocessableContent)
        let place = "/members/people/mara-beispiel/invitation"
        #expect(secretary.get(place, language: .english).text.contains("Print the code and hand it over"))
        #expect(secretary.post(place, form: [("send", "yes")]).status == .notFound)
        #expect(secretary.post(place, form: [], language: .english).text.contains("/welcome?code="))
        #expect(try test.house.store.read { try $0.value("select count(*) from mails", as: Int.self) } == 0)
    }

    @Test("asks once a year whether an entry is right, and those who hold a function alone")
    func yearly() throws {
        let person = try #require(
            try house.test.house.store.read {
                try $0.value("select ref from people where name = 'Sigrun Seat'", as: String.self)
            })
        try write(contact: [
            "person": person, "mail": "entry@example.org", "languages": "en", "confirmed": "2020-01-01",
        ])
        let former = try house.test.client(
            as: "Fred Former", holding: [.seat], more: ["state": "AR", "from": "2010-01-01", "to": "2011-01-01"])
        _ = former
        let other = try #require(
            try house.test.house.store.read {
                try $0.value("select ref from people where name = 'Fred Former'", as: String.self)
            })
        try write(contact: ["person": other, "mail": "former@example.org", "confirmed": "2010-01-01"])
        let mail = HouseMail(origin: MailingHouse.origin)
        for _ in 0..<2 {
            let works = try house.test.house.store.read { store in
                try mail.chores.flatMap { try $0(store, TestHouse.moment) }
            }
            for work in works { try house.test.house.store.write { try work($0) } }
        }
        let mails = try house.mails()
        #expect(mails.map(\.content.to.text) == ["entry@example.org"])
        #expect(mails.first.map { house.place("/members/entry", in: $0) } != nil)
    }

    private func write(contact values: [String: String]) throws {
        try house.test.house.store.write { transaction in
            guard let table = Tables.named("contacts") else { return }
            try Recorder(transaction, by: "test").add(
                Sheet(language: .english, values: values), to: table, key: Key.fresh(at: transaction.moment))
        }
    }
}
