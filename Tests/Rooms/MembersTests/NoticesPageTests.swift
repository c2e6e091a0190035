import Basics
import Cooperation
import HTTP
import House
import HouseTesting
import Identity
import Store
import Testing
import Threads
import Web

@Suite("The page of notices", .timeLimit(.minutes(10)))
struct NoticesPageTests {
    private let test: TestHouse
    private let sigrun: TestClient
    private let bo: TestClient

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        sigrun = try test.client(as: "Sigrun Seat", holding: [.seat], more: ["state": "AR"])
        bo = try test.client(as: "Bo Seat", holding: [.seat], more: ["state": "BO"])
        try test.house.store.write { transaction in
            for account in try Account.all(in: transaction) { try Notice.forget(of: account.id, in: transaction) }
        }
    }

    private func member(_ name: String) throws -> Key<Member> {
        try test.house.store.read { try #require(try Account.named(name, in: $0).first?.id) }
    }

    private func tell(_ name: String, _ kinds: [Notice.Kind]) throws {
        let member = try member(name)
        try test.house.store.write { transaction in
            for kind in kinds { try Notice.add(kind, to: member, at: Places.account(), in: transaction) }
        }
    }

    private func page(_ client: TestClient, _ address: String = "/members/notices") -> String {
        client.get(address, language: .english).text
    }

    @Test("says so when there is nothing")
    func empty() {
        #expect(page(sigrun).contains("Nothing has happened yet of which you would be told here."))
        #expect(!page(sigrun).contains("Mark all as seen"))
        #expect(page(sigrun).contains("<span class=\"count\" hidden>0</span>"))
    }

    @Test("shows a member their own notices and nobody else's, and counts them in the frame")
    func own() throws {
        try tell("Sigrun Seat", [.commitmentMade, .signIn])
        #expect(page(sigrun).contains("There is a new commitment that is yours to keep."))
        #expect(page(sigrun, "/about").contains("<span class=\"count\">2</span>"))
        #expect(!page(bo).contains("There is a new commitment"))
        #expect(page(bo, "/about").contains("<span class=\"count\" hidden>0</span>"))
        let stranger = try test.client()
        #expect(stranger.get("/members/notices").fields[.location] == "/sign-in?next=%2Fmembers%2Fnotices")
        #expect(!page(stranger, "/about").contains("class=\"bell\""))
        #expect(!page(stranger, "/about").contains("notices"))
    }

    @Test("marks as seen what it showed, and not what came after it")
    func seen() throws {
        try tell("Sigrun Seat", [.commitmentMade])
        let through = page(sigrun).firstMatch(of: /name="through" value="([0-9a-f]{32})"/)
        let last = try #require(through.map { String($0.1) })
        // Later than all that was shown.
        let member = try member("Sigrun Seat")
        try test.house.store.write { transaction in
            try Notice.add(.signIn, to: member, at: Places.account(), in: transaction)
            let later = Key<Notice>.fresh(at: transaction.moment.adding(seconds: 1))
            try transaction.run(
                "update notices set id = \(later) where member = \(member) and kind = \(Notice.Kind.signIn)")
        }
        let answer = sigrun.post("/members/notices/seen", form: [("through", last)])
        #expect(answer.fields[.location] == "/members/notices?seen=all")
        #expect(page(sigrun, "/about").contains("<span class=\"count\">1</span>"))
        // Another member's key marks nothing of theirs.
        try tell("Bo Seat", [.reportPublished])
        let newest = try #require(page(bo).firstMatch(of: /name="through" value="([0-9a-f]{32})"/).map { String($0.1) })
        _ = sigrun.post("/members/notices/seen", form: [("through", newest)])
        #expect(page(bo, "/about").contains("<span class=\"count\">1</span>"))
        #expect(sigrun.post("/members/notices/seen", form: []).status == .badRequest)
    }

    @Test("has pages, each notice on one of them")
    func pages() throws {
        let member = try member("Sigrun Seat")
        try test.house.store.write { transaction in
            for _ in 0..<65 {
                try Notice.add(
                    .commitmentMade, to: member, at: Places.meetings(),
                    about: Key<AnyRecord>.fresh(at: transaction.moment), of: "commitments", in: transaction)
            }
        }
        var address: String? = "/members/notices"
        var counts: [Int] = []
        while let here = address, counts.count < 9 {
            let text = page(sigrun, here)
            counts.append(text.matches(of: /<li class="unseen">/).count)
            address = text.firstMatch(of: /rel="next" href="([^"]*)"/).map { String($0.1) }
        }
        #expect(counts == [30, 30, 5])
    }

    @Test("names the record for a reader who may see it, in the page and nowhere else")
    func subject() throws {
        let key = Key<AnyRecord>.fresh(at: TestHouse.moment)
        try test.house.store.write { transaction in
            let table = try #require(Tables.named("commitments"))
            try Recorder(transaction, by: "system").add(
                Sheet(language: .english, values: ["title": "Count the beds", "owner_state": "AR", "state": "open"]),
                to: table, key: key)
        }
        #expect(page(sigrun).contains("Count the beds"))
        #expect(!page(sigrun, "/members").contains("Count the beds"))
        #expect(!page(bo).contains("Count the beds"))
    }
}

@Suite("The stream of notices", .timeLimit(.minutes(10)))
struct NoticeStreamTests {
    private let test: TestHouse
    private let sigrun: TestClient

    init() throws {
        test = try TestHouse.fresh(network: "Tests/Networks/three-rivers")
        sigrun = try test.client(as: "Sigrun Seat", holding: [.seat], more: ["state": "AR"])
        try test.house.store.write { transaction in
            for account in try Account.all(in: transaction) { try Notice.forget(of: account.id, in: transaction) }
        }
    }

    private func open(_ client: TestClient, lastHeard: String? = nil) throws -> TestStream {
        var headers: HTTPFields = [:]
        headers[.lastEventID] = lastHeard
        let head = client.get("/members/notices/stream", language: .english, headers: headers)
        #expect(head.status == .ok)
        #expect(head.fields[.contentType] == "text/event-stream; charset=utf-8")
        #expect(head.fields[.xAccelBuffering] == "no")
        #expect(head.fields[.cacheControl] == "no-store")
        return try #require(client.streams.last)
    }

    private func tell(_ name: String, _ kind: Notice.Kind) throws {
        try test.house.store.write { transaction in
            let member = try Account.named(name, in: transaction)[0].id
            try Notice.add(kind, to: member, at: Places.account(), in: transaction)
        }
    }

    @Test("begins with how it stands, and tells what changes, to whom it concerns")
    func tells() throws {
        let bo = try test.client(as: "Bo Seat", holding: [.seat], more: ["state": "BO"])
        try test.house.store.write { transaction in
            try Notice.forget(of: try Account.named("Bo Seat", in: transaction)[0].id, in: transaction)
        }
        let stream = try open(sigrun), other = try open(bo)
        #expect(stream.text.contains("id: 0\ndata: {\"unread\":0,\"shown\":\"0\","))
        try tell("Sigrun Seat", .commitmentMade)
        #expect(
            stream.says(
                "id: 1\ndata: {\"unread\":1,\"shown\":\"1\",\"words\":\"1 notice that you have not seen\"}\n\n"))
        try tell("Sigrun Seat", .signIn)
        #expect(stream.says("id: 2\n"))
        #expect(!other.text.contains("id: 1\n"))
        #expect(!stream.hasEnded && !other.hasEnded)
    }

    @Test("is quiet to a browser that knows how it stands, and tells one that was away")
    func lastEventID() throws {
        try tell("Sigrun Seat", .commitmentMade)
        #expect(try open(sigrun, lastHeard: "1").text == "retry: 5000\n\n")
        #expect(try open(sigrun, lastHeard: "0").text.contains("id: 1\n"))
        #expect(try open(sigrun, lastHeard: "nonsense\u{1}").text.contains("id: 1\n"))
    }

    @Test("ends within a second when the session does, in whatever way")
    func ends() throws {
        let ways: [(String, @Sendable (Transaction, Key<Member>) throws -> Void)] = [
            ("all sessions end", { try Session.endAll(of: $1, by: "test", in: $0) }),
            ("the member leaves", { _ = try Account.end($1, by: "test", in: $0) }),
        ]
        for (way, act) in ways {
            let client = try test.client(as: "Sigrun Seat", holding: [.seat], more: ["state": "AR"])
            let member = try test.house.store.read { try Account.named("Sigrun Seat", in: $0)[0].id }
            let stream = try open(client)
            #expect(!stream.hasEnded)
            try test.house.store.write { try act($0, member) }
            let began = ContinuousClock.now
            #expect(stream.ends(), "\(way)")
            let milliseconds = Int((ContinuousClock.now - began) / .milliseconds(1))
            print("A stream ended \(milliseconds) ms after \(way)")
        }
    }

    @Test("ends with the sessions of one browser and not with another's")
    func oneOfTwo() throws {
        let other = try test.client(as: "Sigrun Seat", holding: [.seat])
        let mine = try open(sigrun), theirs = try open(other)
        #expect(other.post("/sign-out", form: []).status == .seeOther)
        #expect(theirs.ends())
        try tell("Sigrun Seat", .commitmentMade)
        #expect(mine.says("id: 1\n"))
        #expect(!mine.hasEnded)
    }

    @Test("does not lengthen its session, and ends when that has run out")
    func idle() throws {
        let time = Monitor(TestHouse.moment)
        let test = try TestHouse.fresh(clock: Clock { time.locked { $0 } })
        let anna = try test.client(as: "Anna")
        #expect(anna.get("/members/notices/stream").status == .ok)
        time.locked { $0 = $0.adding(seconds: 29 * 60) }
        #expect(anna.get("/members/notices/stream").status == .ok)
        #expect(anna.streams.count == 2)
        time.locked { $0 = $0.adding(seconds: 2 * 60) }
        for stream in anna.streams { #expect(stream.ends(within: 30)) }
        #expect(anna.get("/members/notices/stream").status == .seeOther)
    }

    @Test("is nobody's who has not signed in")
    func strangers() throws {
        let stranger = try test.client()
        #expect(stranger.get("/members/notices/stream").status == .seeOther)
        #expect(stranger.streams.isEmpty)
    }
}
