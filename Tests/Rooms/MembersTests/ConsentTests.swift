import Basics
import Cooperation
import EngineTesting
import HTTP
import House
import HouseTesting
import Identity
import Store
import Synchronization
import Testing
import Threads

@Suite("C35: what takes two", .onEveryEngine, .timeLimit(.minutes(10)))
struct ConsentTests {
    private let house: MovingHouse
    private let sven: TestClient
    private let sara: TestClient

    init() throws {
        house = try MovingHouse()
        sven = try house.test.client(as: "Sven Secretary")
        sara = try house.test.client(as: "Sara Secretary")
    }

    private func given(to person: String = "mara-beispiel") throws -> Int {
        try house.count(
            "assignments a join people p on p.id = a.person_id where p.ref = \(person) and a.kind = 'secretariat'")
    }

    @Test("is asked by one and done by another, and the journal knows both")
    func two() throws {
        let asked = sven.give("secretariat", to: "mara-beispiel")
        #expect(asked.location == "/members/consents?came=asked")
        #expect(try given() == 0)
        let page = sara.get("/members/consents", language: .english).text
        #expect(page.contains("Mara Beispiel") && page.contains("Sven Secretary asked on"))
        #expect(page.contains("Secretariat, from 1 March 2026"))
        let consent = try #require(sara.waiting.first)
        #expect(sara.answer(consent, "yes").location == "/members/consents?came=done")
        #expect(try given() == 1)
        #expect(sara.waiting.isEmpty)
        let verbs = try house.verbs()
        for verb in ["consent.asked", "consent.given", "consent.done"] { #expect(verbs.contains(verb)) }
    }

    @Test("is never done by one alone: by their own consent, from a second session, or by forged forms")
    func alone() throws {
        _ = sven.give("secretariat", to: "mara-beispiel")
        _ = sven.give("secretariat", to: "mara-beispiel", from: "2026-03-02")
        let again = try house.test.client(as: "Sven Secretary")
        for client in [sven, again] {
            for consent in sara.waiting {
                #expect(client.answer(consent, "yes").status == .conflict)
                #expect(client.answer(consent, "no").status == .conflict)
            }
        }
        let consent = try #require(sara.waiting.first)
        let forms: [[(name: String, value: String)]] = [
            [("consent", consent), ("answer", "yes"), ("asker", "")],
            [("consent", consent), ("answer", "yes"), ("consenter", try house.member("Sara Secretary").description)],
            [("consent", consent), ("answer", "yes"), ("answer", "yes")], [("consent", consent)],
            [("consent", consent), ("answer", "done")], [("consent", "1"), ("answer", "yes")],
            [("consent", String(repeating: "0", count: 32)), ("answer", "yes")],
        ]
        for form in forms { #expect(sven.post("/members/consents", form: form).status.code >= 400, "\(form)") }
        let token = sven.token
        sven.token = sara.token
        #expect(sven.answer(consent, "yes").status == .forbidden)
        sven.token = token
        #expect(try given() == 0)
        #expect(sara.waiting.count == 2)
    }

    @Test("is never done by one alone who tries many times at once; and of many who consent at once, one does it")
    func races() throws {
        _ = sven.give("secretariat", to: "mara-beispiel")
        let consent = try #require(sara.waiting.first)
        func together(_ name: String) throws -> [Int] {
            let clients = try (0..<12).map { _ in Held(try house.test.client(as: name)) }
            let codes = Mutex<[Int]>([])
            let threads = clients.compactMap { held in
                Thread(named: "race") {
                    let code = held.client.answer(consent, "yes").status.code
                    codes.withLock { $0.append(code) }
                }
            }
            threads.forEach { $0.join() }
            return codes.withLock { $0 }
        }
        #expect(try together("Sven Secretary").allSatisfy { $0 == 409 })
        #expect(try given() == 0)
        let answers = try together("Sara Secretary")
        #expect(answers.count == 12 && answers.count { $0 == 303 } == 1)
        #expect(try given() == 1)
    }

    /// A client that one thread uses at a time.
    private final class Held: @unchecked Sendable {
        let client: TestClient

        init(_ client: TestClient) {
            self.client = client
        }
    }

    @Test("is not for one person under two accounts")
    func accounts() throws {
        _ = sven.give("secretariat", to: "mara-beispiel")
        let consent = try #require(sara.waiting.first)
        try house.write(
            "update members set person = (select person from members where id = \(try house.member("Sven Secretary"))) where id = \(try house.member("Sara Secretary"))"
        )
        #expect(sara.answer(consent, "yes").status == .conflict)
        #expect(try given() == 0)
    }

    @Test("waits three days, can be taken back by whoever asked and refused by another")
    func ends() throws {
        _ = sven.give("secretariat", to: "mara-beispiel")
        #expect(sven.answer(try #require(sara.waiting.first), "back").location.hasSuffix("came=withdrawn"))
        #expect(sara.waiting.isEmpty)
        _ = sven.give("secretariat", to: "mara-beispiel")
        let second = try #require(sara.waiting.first)
        #expect(sara.answer(second, "no").location.hasSuffix("came=refused"))
        #expect(sara.answer(second, "yes").status == .conflict)
        _ = sven.give("secretariat", to: "mara-beispiel")
        let third = try #require(sara.waiting.first)
        house.pass(seconds: 3 * 24 * 3600)
        let later = try house.test.client(as: "Sara Secretary")
        #expect(later.waiting.isEmpty)
        #expect(later.answer(third, "yes").status == .conflict)
        #expect(try given() == 0)
    }

    @Test("is not done where whoever asked may not ask any more")
    func left() throws {
        _ = sven.give("secretariat", to: "mara-beispiel")
        let consent = try #require(sara.waiting.first)
        let member = try house.member("Sven Secretary")
        try house.test.house.store.write { _ = try Account.end(member, by: "test", in: $0) }
        #expect(sara.answer(consent, "yes").location.hasSuffix("came=outdated"))
        #expect(try given() == 0)
    }

    @Test("is every row of the table: refused alone, and to whoever may not consent", arguments: TwoPersonAct.allCases)
    func table(_ act: TwoPersonAct) throws {
        let today = try #require(Day("2026-03-10"))
        let store = house.test.house.store
        _ = try house.test.client(as: "Everybody", holding: FunctionKind.allCases)
        let asker = Member(id: try house.member("Sven Secretary"), name: "Sven", formToken: "")
        let other = Member(id: try house.member("Everybody"), name: "Everybody", formToken: "")
        let subject = try house.member("Sara Secretary").cast(to: AnyRecord.self)
        let id = try store.write {
            try Consent.ask(act.rawValue, about: subject, named: "Sara", by: asker, in: $0)
        }
        for kind in FunctionKind.allCases {
            let verdict = try store.write {
                try Consenting.consent(to: id, by: asker, as: kind, on: today, in: $0)
            }
            #expect(verdict == .refused)
            guard !act.rule.consenters.contains(kind) else { continue }
            let another = try store.write {
                try Consenting.consent(to: id, by: other, as: kind, on: today, in: $0)
            }
            #expect(another == .refused, "\(kind)")
        }
        #expect(try store.write { try Consent.use(act.rawValue, about: subject, by: asker, in: $0) } == false)
        #expect(try house.count("members where ended is not null") == 0)
    }

    @Test("lets the operator take an export once, after somebody has consented, and nobody else")
    func export() throws {
        let store = house.test.house.store
        let sven = Member(id: try house.member("Sven Secretary"), name: "Sven", formToken: "")
        let subject = Key<AnyRecord>.fresh(at: house.now)
        let name = TwoPersonAct.export.rawValue
        func mayTake(_ asker: Member?) throws -> Bool {
            try store.write { transaction in
                transaction.leaveUnnoted(because: "a test")
                return try Consent.use(name, about: subject, by: asker, in: transaction)
            }
        }
        _ = try store.write { try Consent.ask(name, about: subject, named: "all records", by: nil, in: $0) }
        #expect(try !mayTake(nil))
        #expect(sara.answer(try #require(sara.waiting.first), "yes").location.hasSuffix("came=given"))
        #expect(try !mayTake(sven))
        #expect(try mayTake(nil))
        #expect(try !mayTake(nil))
    }

    @Test("is needed at the desk for everything that gives more, and for nothing that gives less")
    func desk() throws {
        #expect(sven.give("seat", to: "jonas-muster").location.hasPrefix("/desk/assignments/"))
        #expect(sven.give("operator", to: "jonas-muster").location.hasSuffix("came=asked"))
        _ = sven.give("secretariat", to: "mara-beispiel", until: "2026-12-31")
        for consent in sara.waiting { _ = sara.answer(consent, "yes") }
        let ref = try #require(
            try house.test.house.store.read {
                try $0.value(
                    "select ref from assignments where kind = 'secretariat' order by number desc limit 1",
                    as: String.self)
            })
        func save(_ changes: [(name: String, value: String)]) -> String {
            let page = sven.get("/desk/assignments/\(ref)").text
            let was = page.firstMatch(of: /name="was" value="([^"]*)"/).map { String($0.1) } ?? ""
            let key = Key<AnyRecord>.fresh(at: house.now).description
            let usual = [
                ("person", "mara-beispiel"), ("kind", "secretariat"), ("from", "2026-03-01"), ("to", "2026-12-31"),
            ]
            let fields = usual.map { name, value in
                (name: name, value: changes.first { $0.name == name }?.value ?? value)
            }
            return sven.post("/desk/assignments/\(ref)", form: [("key", key), ("was", was)] + fields).location
        }
        #expect(save([("to", "2027-12-31")]).hasSuffix("came=asked"))
        #expect(save([("kind", "operator")]).hasSuffix("came=asked"))
        #expect(save([("person", "lena-probe")]).hasSuffix("came=asked"))
        #expect(save([("from", "2026-01-01")]).hasSuffix("came=asked"))
        #expect(save([("to", "2026-11-30")]).hasSuffix("saved=changed"))
        #expect(save([("to", "2026-12-31")]).hasSuffix("came=asked"))
        #expect(sven.post("/desk/assignments/\(ref)/withdraw", form: []).location == "/desk/withdrawn")
        #expect(sven.post("/desk/assignments/\(ref)/restore", form: []).location.hasSuffix("came=asked"))
        #expect(try given() == 0)
    }

    @Test("is needed for a place in the published secretariat, too")
    func published() throws {
        let key = Key<AnyRecord>.fresh(at: house.now).description
        let answer = sven.post(
            "/desk/functions/new",
            form: [
                ("key", key), ("person", "mara-beispiel"), ("group", "geschaeftsstelle"), ("kind", "adviser"),
                ("from", "2026"),
            ])
        #expect(answer.location.hasSuffix("came=asked"))
    }

    @Test("is needed for whoever could consent: nobody makes the second person alone")
    func seconds() throws {
        for act in TwoPersonAct.allCases {
            #expect(act.rule.consenters.isSubset(of: TwoPersonAct.weightyFunctions), "\(act)")
        }
        #expect(sven.give("chair", to: "mara-beispiel").location.hasSuffix("came=asked"))
        #expect(sven.give("vice-chair", to: "mara-beispiel").location.hasSuffix("came=asked"))
        let answer = sven.post(
            "/desk/functions/new",
            form: [
                ("key", Key<AnyRecord>.fresh(at: house.now).description), ("person", "mara-beispiel"),
                ("group", "fachgruppe"), ("kind", "chair"), ("from", "2026"),
            ])
        #expect(answer.location.hasSuffix("came=asked"))
        #expect(
            try house.count(
                "functions f join people p on p.id = f.person_id where p.ref = 'mara-beispiel' and f.begins = '2026'")
                == 0)
        // Jonas is the chair in the published composition, and has no access yet.
        let invited = sven.post("/members/people/jonas-muster/invitation", form: [], language: .english)
        let code = try #require(invited.text.firstMatch(of: /welcome\?code=([0-9a-f]{32})/)?.1)
        #expect(try house.test.client().get("/welcome?code=\(code)").status == .forbidden)
    }

    @Test("is needed again where a code was made by one alone before its person was given what takes two")
    func earlierCode() throws {
        let plain = sven.post("/members/people/mara-beispiel/invitation", form: [], language: .english)
        let code = try #require(plain.text.firstMatch(of: /welcome\?code=([0-9a-f]{32})/)?.1)
        _ = sven.give("secretariat", to: "mara-beispiel")
        #expect(sara.answer(try #require(sara.waiting.first), "yes").location.hasSuffix("came=done"))
        let form = [
            ("code", String(code)), ("name", "Mara Beispiel"), ("address", "mara@example.org"),
            ("password", "eight brown bears"), ("again", "eight brown bears"),
        ]
        #expect(try house.test.client().post("/welcome", form: form).status == .gone)
        #expect(try house.count("members where name = 'Mara Beispiel'") == 0)
    }

    @Test("says what to do where nobody else could consent")
    func lonely() throws {
        let words = "Nobody else who could consent can sign in today."
        #expect(!sven.get("/members/consents", language: .english).text.contains(words))
        let sara = try house.member("Sara Secretary")
        try house.test.house.store.write { _ = try Account.end(sara, by: "test", in: $0) }
        #expect(sven.get("/members/consents", language: .english).text.contains(words))
    }

    @Test("ends somebody's access: nothing happens by one, everything at once by two")
    func access() throws {
        let vera = try house.test.client(as: "Vera", holding: [.seat])
        let ref = try #require(
            try house.test.house.store.read {
                try $0.value("select ref from people where name = 'Vera'", as: String.self)
            })
        #expect(sven.get("/members/people/\(ref)/end").status == .ok)
        #expect(sven.post("/members/people/\(ref)/end", form: []).location.hasSuffix("came=asked"))
        #expect(vera.get("/account").status == .ok)
        #expect(sven.answer(try #require(sara.waiting.first), "yes").status == .conflict)
        #expect(sara.answer(try #require(sara.waiting.first), "yes").location.hasSuffix("came=done"))
        #expect(vera.get("/account").location.hasPrefix("/sign-in"))
        #expect(vera.post("/members/people/\(ref)/end", form: []).status == .unauthorized)
    }

    @Test("opens a code: before the consent it is as good as none")
    func codes() throws {
        let store = house.test.house.store
        let account = try #require(try store.read { try Account.named("Sven Secretary", in: $0).first })
        let code = try store.write { transaction in
            let consent = try Consent.ask(
                TwoPersonAct.restoreAccess.rawValue, about: account.id.cast(to: AnyRecord.self), named: account.name,
                by: nil, in: transaction)
            return try Invitation.make(for: account, waitingFor: consent, by: "operator", in: transaction)
        }
        let stranger = try house.test.client()
        let form = [("code", code), ("password", "eight brown bears"), ("again", "eight brown bears")]
        #expect(
            stranger.get("/welcome?code=\(code)", language: .english).text.contains(
                "Somebody else has to consent first"))
        #expect(stranger.post("/welcome", form: form).status == .gone)
        let chair = try house.test.client(as: "Cara Chair", holding: [.chair])
        #expect(chair.waiting.isEmpty)
        #expect(sara.answer(try #require(sara.waiting.first), "yes").location.hasSuffix("came=done"))
        #expect(stranger.post("/welcome", form: form).status == .seeOther)
        #expect(stranger.post("/welcome", form: form).status == .gone)
    }

    @Test("lets nobody into the secretariat by an invitation of one")
    func invitation() throws {
        // Ida is head of the secretariat in the published composition.
        let answer = sven.post("/members/people/ida-entwurf/invitation", form: [], language: .english)
        let code = try #require(answer.text.firstMatch(of: /welcome\?code=([0-9a-f]{32})/)?.1)
        let stranger = try house.test.client()
        #expect(stranger.get("/welcome?code=\(code)").status == .forbidden)
        #expect(sven.answer(try #require(sara.waiting.first), "yes").status == .conflict)
        _ = sara.answer(try #require(sara.waiting.first), "yes")
        #expect(stranger.get("/welcome?code=\(code)").status == .ok)
        let plain = sven.post("/members/people/mara-beispiel/invitation", form: [], language: .english)
        let open = try #require(plain.text.firstMatch(of: /welcome\?code=([0-9a-f]{32})/)?.1)
        #expect(stranger.get("/welcome?code=\(open)").status == .ok)
    }
}
