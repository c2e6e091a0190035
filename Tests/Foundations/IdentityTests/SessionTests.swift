import Basics
import EngineTesting
import Identity
import Journal
import Store
import Testing

@Suite("A session", .onEveryEngine)
struct SessionTests {
    private let door: Doorway
    private let anna: Key<Member>

    init() throws {
        door = try Doorway()
        anna = try door.add("Anna")
    }

    @Test("C14: is opened by 256 random bits, of which the store keeps the digest alone")
    func token() throws {
        let token = try door.begin(anna)
        #expect(token.text.utf8.count == 64)
        #expect(try door.begin(anna).text != token.text)
        let kept = try door.store.read { store in
            try store.all("select token, form_token, device from sessions") { row in
                let bytes: [UInt8] = try row.next()
                return Hexadecimal.text(of: bytes) + (try row.text()) + (try row.text())
            }
        }
        #expect(kept.count == 2)
        #expect(!kept.joined().contains(token.text))
        #expect(try door.session(token)?.member.name == "Anna")
    }

    @Test(
        "C14: is opened by nothing else",
        arguments: ["", "0", String(repeating: "0", count: 64), String(repeating: "g", count: 64), "' or 1=1 --"])
    func strangers(_ text: String) throws {
        _ = try door.begin(anna)
        let token = SessionToken(text)
        #expect(try token.flatMap { try door.session($0) } == nil)
    }

    @Test("C16: ends after half an hour without a page, and not before")
    func idle() throws {
        let token = try door.begin(anna)
        door.pass(seconds: 30 * 60 - 1)
        #expect(try door.session(token) != nil)
        door.pass(seconds: 1)
        #expect(try door.session(token) == nil)
    }

    @Test("C16: goes on while it is used, and ends after twelve hours all the same")
    func whole() throws {
        let token = try door.begin(anna)
        for _ in 0..<(12 * 60 / 20 - 1) {
            door.pass(seconds: 20 * 60)
            let session = try #require(try door.session(token))
            try door.store.write { try session.touch(in: $0) }
        }
        door.pass(seconds: 20 * 60 - 1)
        #expect(try door.session(token) != nil)
        door.pass(seconds: 1)
        #expect(try door.session(token) == nil)
    }

    @Test("C16: lasts as long as the house says")
    func limits() throws {
        var limits = Session.Limits()
        limits.idleSeconds = 120
        let token = try door.begin(anna, limits)
        door.pass(seconds: 119)
        #expect(try door.session(token, limits) != nil)
        door.pass(seconds: 1)
        #expect(try door.session(token, limits) == nil)
    }

    @Test("C16: is not lengthened by a clock that is set back")
    func clockBack() throws {
        let token = try door.begin(anna)
        door.pass(seconds: -3600)
        #expect(try door.session(token) == nil)
    }

    @Test("writes its last use down once a minute, and not into the journal")
    func touching() throws {
        let token = try door.begin(anna)
        let entries = try door.count("journal_entries")
        door.pass(seconds: 59)
        var session = try #require(try door.session(token))
        #expect(!session.isStale(at: door.now))
        let early = session
        try door.store.write { try early.touch(in: $0) }
        #expect(try door.session(token)?.seen == session.seen)
        door.pass(seconds: 1)
        session = try #require(try door.session(token))
        #expect(session.isStale(at: door.now))
        let late = session
        try door.store.write { try late.touch(in: $0) }
        #expect(try door.session(token)?.seen == door.now)
        #expect(try door.count("journal_entries") == entries)
    }

    @Test("C17: ends with its member, at once and for good")
    func memberEnds() throws {
        let token = try door.begin(anna)
        let other = try door.begin(try door.add("Bo"))
        let anna = anna
        #expect(try door.store.write { try Account.end(anna, by: "operator", in: $0) })
        #expect(try door.session(token) == nil)
        #expect(try door.session(other) != nil)
        #expect(try door.count("sessions") == 1)
        #expect(try !door.store.write { try Account.end(anna, by: "operator", in: $0) })
        #expect(try door.store.read { try Member.name(of: anna.description, in: $0) } == "Anna")
    }

    @Test("cannot be ended by another member")
    func others() throws {
        let token = try door.begin(anna)
        let session = try #require(try door.session(token))
        let bo = try door.add("Bo")
        #expect(try !door.store.write { try Session.end(session.id, of: bo, by: bo.description, in: $0) })
        #expect(try door.session(token) != nil)
    }

    @Test("that ran out is cleared away when the next one begins")
    func clearing() throws {
        _ = try door.begin(anna)
        door.pass(seconds: 31 * 60)
        _ = try door.begin(anna)
        #expect(try door.count("sessions") == 1)
    }

    @Test("leaves its beginning and its end in the journal, without an address or a secret")
    func journal() throws {
        let token = try door.begin(anna)
        let session = try #require(try door.session(token))
        let anna = anna
        try door.store.write { try Session.end(session.id, of: anna, by: anna.description, in: $0) }
        let entries = try door.store.read { try Journal.entries(after: 0, in: $0) }
        #expect(entries.map(\.verb) == ["member.added", "session.begun", "session.ended"])
        #expect(entries.map(\.values?.count) == [1, 0, 0])
    }
}
