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

extension Doorstep {
    /// Keeps one activity to members; its ref.
    fileprivate func hideAnActivity() throws -> String {
        try test.house.store.write { transaction in
            let table = try #require(Tables.named("activities"))
            let ref: String = try #require(
                try transaction.value("select ref from activities order by begins desc, number limit 1"))
            let record = try #require(try Kept.find(ref, of: table, in: transaction))
            try Recorder(transaction, by: "test").show(record, to: .members)
            return ref
        }
    }

    fileprivate func endAllFunctions() throws {
        try test.house.store.write { transaction in
            transaction.leaveUnnoted(because: "a test ends all functions")
            try transaction.run("update assignments set ends = begins")
        }
    }
}

@Suite("Keys for programs", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct ProgramKeyTests {
    private let door: Doorstep
    private let anna: TestClient

    init() throws {
        door = try Doorstep(network: "Tests/Networks/three-rivers")
        anna = try door.inside("Anna")
    }

    private func make(
        _ scope: String = "public", ends: String = "2018-05-01", name: String = "My almanac",
        by client: TestClient? = nil
    ) -> (answer: HTTPResponse, key: String?) {
        let answer = (client ?? anna).post(
            "/account/tokens", form: [("name", name), ("scope", scope), ("ends", ends)], language: .english)
        return (answer, answer.text.firstMatch(of: /<code>(cc_[0-9a-f]{64})<\/code>/).map { String($0.1) })
    }

    private func ask(_ key: String, _ address: String = "/api/v1", from peer: String = "10.0.0.1") throws
        -> HTTPResponse
    {
        try door.browser(at: peer).get(address, headers: [.authorization: "Bearer \(key)"])
    }

    @Test("are shown once, kept as digests, and open the addresses for programs")
    func made() throws {
        let made = make()
        let key = try #require(made.key)
        #expect(made.answer.status == .ok && made.answer.fields[.cacheControl] == "no-store")
        let list = anna.get("/account/tokens", language: .english).text
        #expect(list.contains("My almanac") && list.contains("1 May 2018") && list.contains("never used yet"))
        #expect(!list.contains(key))
        let answer = try ask(key)
        #expect(answer.status == .ok)
        #expect(answer.fields[.cacheControl] == "private, no-store")
        #expect((answer.fields[.vary] ?? "").contains("Authorization"))
        door.pass(seconds: 1)
        #expect(anna.get("/account/tokens", language: .english).text.contains("last used on 19 April 2018"))
        let secrets: [[UInt8]] = try door.test.house.store.read { try $0.values("select secret from program_keys") }
        #expect(secrets.count == 1 && secrets[0] != Hexadecimal.bytes(of: String(key.dropFirst(3))))
    }

    @Test("open nothing but those addresses, and change nothing there")
    func nowhere() throws {
        let key = try #require(make("member").key)
        for address in ["/account", "/members", "/members/directory", "/desk"] {
            #expect(try ask(key, address).fields[.location]?.hasPrefix("/sign-in") == true, "\(address)")
        }
        let client = try door.browser()
        #expect(
            client.post("/api/v1", form: [], headers: [.authorization: "Bearer \(key)"]).status == .methodNotAllowed)
        // A cookie is looked at nowhere there, and a key that comes as one is none.
        let cookie = try door.browser()
        cookie.cookie = anna.cookie
        #expect(cookie.get("/api/v1").fields[.cacheControl] == "public, no-cache")
        cookie.cookie = "__Host-session=\(key)"
        #expect(cookie.get("/account").status == .seeOther)
        let preflight = client.send(.options, "/api/v1", body: [])
        #expect(preflight.fields[.accessControlAllowHeaders]?.contains("Authorization") == false)
    }

    @Test("show what their owner may see, where they were made for that, and for as long as the owner may")
    func sight() throws {
        let ref = try door.hideAnActivity()
        let seat = try door.test.client(as: "Sam Seat", holding: [.seat])
        let open = try #require(make(by: seat).key), own = try #require(make("member", by: seat).key)
        #expect(try ask(open, "/api/v1/activities/\(ref)").status == .notFound)
        #expect(try door.browser().get("/api/v1/activities/\(ref)").status == .notFound)
        #expect(try ask(own, "/api/v1/activities/\(ref)").status == .ok)
        #expect(try ask(own, "/api/v1/activities?limit=100").text.contains("\"\(ref)\""))
        #expect(try !ask(open, "/api/v1/activities?limit=100").text.contains("\"\(ref)\""))
        try door.endAllFunctions()
        #expect(try ask(own, "/api/v1/activities/\(ref)").status == .notFound)
    }

    @Test("end on their day, when taken back and with their owner's access; all that is wrong looks alike")
    func ended() throws {
        let first = try #require(make().key), second = try #require(make().key), third = try #require(make().key)
        let bo = try door.inside("Bo")
        let his = try #require(make(by: bo).key)
        let id = anna.get("/account/tokens").text.firstMatch(of: /name="key" value="([0-9a-f]{32})"/).map {
            String($0.1)
        }
        #expect(bo.post("/account/tokens/remove", form: [("key", id ?? "")]).status == .seeOther)
        #expect(try ask(third).status == .ok)
        #expect(anna.post("/account/tokens/remove", form: [("key", id ?? "")]).status == .seeOther)
        let still = try [first, second, third].filter { try ask($0).status == .ok }
        #expect(still.count == 2)
        let gone = try #require([first, second, third].first { !still.contains($0) })
        try door.test.house.store.write { transaction in
            let member = try #require(try Account.named("Bo", in: transaction).first)
            try Account.end(member.id, by: "test", in: transaction)
        }
        let wrong = [
            gone, his, "cc_" + String(repeating: "0", count: 64), "cc_", "x", String(still[0].dropFirst(3)),
            still[0] + "0",
        ]
        let answers = try wrong.map { try ask($0, from: "10.0.0.2") }
        #expect(Set(answers.map(\.status)) == [.unauthorized])
        #expect(Set(answers.map(\.body)).count == 1)
        #expect(Set(answers.map { Array($0.fields).description }).count == 1)
        #expect(answers[0].fields[.wwwAuthenticate] == "Bearer error=\"invalid_token\"")
        let basic = try door.browser(at: "10.0.0.3").get("/api/v1", headers: [.authorization: "Basic \(still[0])"])
        #expect(basic.status == .unauthorized)
        door.pass(seconds: 13 * 24 * 3600)
        #expect(try ask(still[0]).status == .unauthorized)
    }

    @Test("that are wrong too often hold up their place for a while, and good ones from there work on")
    func often() throws {
        let key = try #require(make().key)
        let codes = try (0..<22).map { _ in try ask("cc_wrong", from: "10.0.0.9").status.code }
        #expect(codes.prefix(20).allSatisfy { $0 == 401 })
        #expect(codes.suffix(2).allSatisfy { $0 == 429 })
        #expect(try ask(key, from: "10.0.0.9").status == .ok)
        #expect(try ask("cc_wrong", from: "10.0.0.8").status == .unauthorized)
        #expect(try door.browser(at: "10.0.0.9").get("/api/v1").status == .ok)
        door.pass(seconds: 61)
        #expect(try ask("cc_wrong", from: "10.0.0.9").status == .unauthorized)
    }

    @Test(
        "need a purpose, a scope and a last day within a year",
        arguments: [
            ("", "public", "2018-05-01"), ("a", "everything", "2018-05-01"), ("a", "public", ""),
            ("a", "public", "2018-04-18"), ("a", "public", "2019-04-20"), ("a", "public", "soon"),
            (String(repeating: "a", count: 61), "public", "2018-05-01"),
        ])
    func refused(_ name: String, _ scope: String, _ ends: String) throws {
        let made = make(scope, ends: ends, name: name)
        #expect(made.answer.status == .unprocessableContent && made.key == nil)
        #expect(try door.count("program_keys") == 0)
        #expect(make(ends: "2019-04-19").key != nil)
    }

    @Test("are made by those alone who showed lately that it is them, twenty at most")
    func fresh() throws {
        for _ in 0..<20 { #expect(make().key != nil) }
        #expect(make().answer.status == .conflict)
        door.pass(seconds: 11 * 60)
        #expect(make().answer.status == .forbidden)
    }
}

@Suite("Addresses of one's own", .onEveryEngineWhenLong, .timeLimit(.minutes(10)))
struct FeedTests {
    private let door: Doorstep
    private let anna: TestClient

    init() throws {
        door = try Doorstep(network: "Tests/Networks/three-rivers")
        anna = try door.inside("Anna")
    }

    private func renew(_ client: TestClient) throws -> String {
        let page = client.post("/account/feeds", form: [], language: .english).text
        return try #require(page.firstMatch(of: /\/en\/feeds\/([0-9a-f]{32})\/calendar\.ics/).map { String($0.1) })
    }

    @Test("answer calendars and readers of news without a cookie, and are kept by nobody on the way")
    func answers() throws {
        let secret = try renew(anna)
        let program = try door.browser()
        let calendar = program.get("/en/feeds/\(secret)/calendar.ics"), news = program.get("/feeds/\(secret)/news.atom")
        #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR") && news.text.contains("<feed xmlns"))
        #expect(program.get("/calendar.ics").fields[.cacheControl] == "no-cache")
        let seat = try door.test.client(as: "Sam Seat", holding: [.seat])
        #expect(seat.get("/calendar.ics").fields[.cacheControl] == "private, no-store")
        #expect(calendar.text.contains("BEGIN:VEVENT") == program.get("/calendar.ics").text.contains("BEGIN:VEVENT"))
        for answer in [calendar, news] {
            #expect(answer.status == .ok)
            #expect(answer.fields[.cacheControl] == "private, no-store")
            #expect(answer.fields[.setCookie]?.contains("session") != true)
        }
        #expect(news.text.contains("/feeds/\(secret)/news.atom"))
        #expect(program.get("/members").status == .seeOther)
    }

    @Test("show what their owner may see, and for as long as the owner may")
    func sight() throws {
        _ = try door.hideAnActivity()
        let secret = try renew(try door.test.client(as: "Sam Seat", holding: [.seat]))
        let program = try door.browser()
        let events = { (address: String) in program.get(address).text.matches(of: /BEGIN:VEVENT/).count }
        let all = events("/calendar.ics")
        #expect(events("/feeds/\(secret)/calendar.ics") == all + 1)
        try door.endAllFunctions()
        #expect(events("/feeds/\(secret)/calendar.ics") == all)
    }

    @Test(
        "end when they are renewed, when they are ended and with their owner's access; all that is wrong is not there")
    func ends() throws {
        let first = try renew(anna), second = try renew(anna)
        let program = try door.browser()
        let missing = program.get("/feeds/\(String(repeating: "0", count: 32))/calendar.ics")
        #expect(missing.status == .notFound)
        #expect(program.get("/feeds/\(first)/calendar.ics").status == .notFound)
        #expect(program.get("/feeds/\(second)/calendar.ics").status == .ok)
        #expect(anna.get("/account/feeds", language: .english).text.contains("You have one since 19 April 2018"))
        #expect(!anna.get("/account/feeds").text.contains(second))
        #expect(anna.post("/account/feeds/remove", form: []).status == .seeOther)
        #expect(program.get("/feeds/\(second)/news.atom").status == .notFound)
        let third = try renew(anna)
        try door.test.house.store.write { transaction in
            let member = try #require(try Account.named("Anna", in: transaction).first)
            try Account.end(member.id, by: "test", in: transaction)
        }
        let gone = program.get("/feeds/\(third)/calendar.ics")
        #expect(gone.status == .notFound)
        #expect(try door.count("feed_addresses") == 0)
        #expect(program.get("/feeds/x/calendar.ics").status == .notFound)
    }

    @Test("are not in the log, where the pattern stands in their place, and the store has their digest")
    func log() throws {
        let secret = try renew(anna)
        let application = HouseApplication(door.test.house, names: ["localhost"])
        for path in ["/feeds/\(secret)/calendar.ics", "/sv/feeds/\(secret)/news.atom"] {
            let request = HTTPRequest(path: path, authority: "localhost", fields: [:], peer: "127.0.0.1")
            guard case .handle(_, _, let route) = application.plan(request) else {
                Issue.record("\(path) is not asked for")
                continue
            }
            #expect(route?.contains("{secret}") == true)
        }
        let kept: [[UInt8]] = try door.test.house.store.read { try $0.values("select secret from feed_addresses") }
        #expect(kept.count == 1 && kept[0] != Hexadecimal.bytes(of: secret))
    }
}
