import Basics
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Identity
import Store
import Testing

@Suite("Failed attempts", .onEveryEngine)
struct AttemptsTests {
    private let step: Doorstep

    init() throws {
        step = try Doorstep()
        try step.add("Anna")
    }

    /// Counts failures without the work of checking passwords.
    private func fail(_ address: String, from client: String, times: Int) throws {
        let attempt = Attempt(address: address, client: client)
        try step.test.house.store.write { transaction in
            for _ in 0..<times { try attempt.fail(in: transaction) }
        }
    }

    private func pause(_ address: String, from client: String) throws -> Int64? {
        try step.test.house.store.read {
            try Attempt(address: address, client: client).pause(at: self.step.now, in: $0)
        }
    }

    @Test("C22: close the door after the fifth, for the right password too, and say for how long")
    func closing() throws {
        let browser = try step.browser()
        for _ in 0..<5 { #expect(browser.signIn("anna", "wrong password").status == .unprocessableContent) }
        let answer = browser.signIn("anna")
        #expect(answer.status == .tooManyRequests)
        #expect(answer.fields[.retryAfter] == "60")
        #expect(answer.text.contains("Try again in 60 seconds."))
        #expect(try step.count("sessions") == 0)
        step.pass(seconds: 60)
        #expect(browser.signIn("anna").status == .seeOther)
    }

    @Test("make each pause twice as long, up to a quarter of an hour")
    func growing() throws {
        var pauses: [Int64] = []
        for count in 0..<11 {
            try fail("anna", from: "192.0.2.1", times: 1)
            let pause = try pause("anna", from: "192.0.2.1")
            if count >= 4 { pauses.append(try #require(pause)) } else { #expect(pause == nil) }
            step.pass(seconds: pause ?? 0)
        }
        #expect(pauses == [60, 120, 240, 480, 900, 900, 900])
    }

    @Test("are forgotten after an hour without one, and by coming in")
    func forgetting() throws {
        try fail("anna", from: "127.0.0.1", times: 4)
        step.pass(seconds: 3600)
        try fail("anna", from: "127.0.0.1", times: 4)
        #expect(try pause("anna", from: "127.0.0.1") == nil)
        try step.browser().signIn("anna")
        try fail("anna", from: "127.0.0.1", times: 4)
        #expect(try pause("anna", from: "127.0.0.1") == nil)
    }

    @Test("C22: are still known after a restart")
    func restart() throws {
        let path = NSTemporaryDirectory() + "childcentre-attempts-\(Key<Member>.fresh(at: .now)).sqlite"
        defer { for ending in ["", "-wal", "-shm"] { unsafe unlink(path + ending) } }
        for isFirst in [true, false] {
            let store = try Store.open(.file(path), migrations: Identity.migrations, ledger: NoLedger())
            defer { store.close() }
            let attempt = Attempt(address: "anna", client: "192.0.2.1")
            if isFirst { try store.write { for _ in 0..<5 { try attempt.fail(in: $0) } } }
            #expect(try store.read { try attempt.pause(at: .now, in: $0) } != nil)
        }
    }

    @Test("of one address at the door hold up nobody else behind it")
    func office() throws {
        try fail("bert", from: "192.0.2.1", times: 30)
        #expect(try pause("bert", from: "192.0.2.1") != nil)
        #expect(try pause("anna", from: "192.0.2.1") == nil)
    }

    @Test("of many from one place hold up strangers there for a minute at most, and members known there not at all")
    func manyFromOnePlace() throws {
        try step.browser(at: "192.0.2.1").signIn("anna")
        for number in 0..<60 { try fail("guess \(number)", from: "192.0.2.1", times: 3) }
        #expect(try #require(try pause("stranger", from: "192.0.2.1")) <= 60)
        #expect(try pause("anna", from: "192.0.2.1") == nil)
        #expect(try step.browser(at: "192.0.2.1").signIn("anna").status == .seeOther)
        #expect(try pause("stranger", from: "192.0.2.2") == nil)
    }

    @Test("from everywhere at one account close it to strangers, and not to its member at a place they came in from")
    func manyAtOneAccount() throws {
        try step.browser(at: "192.0.2.1").signIn("anna")
        for number in 1...60 { try fail("anna", from: "198.51.100.\(number)", times: 1) }
        #expect(try pause("anna", from: "203.0.113.9") != nil)
        #expect(try pause("anna", from: "192.0.2.1") == nil)
    }

    @Test(
        "from one household's many IPv6 addresses are one place's",
        arguments: [
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
            ("2001:DB8::1", "2001:db8:0:0:1:2:3:4", true), ("::1", "127.0.0.1", false),
        ])
    func networks(_ one: String, _ other: String, _ isSame: Bool) throws {
        try fail("anna", from: one, times: 5)
        #expect((try pause("anna", from: other) != nil) == isSame)
    }

    @Test("are counted by who asks the proxy, where the proxy is the operator's own, and by nobody else's word")
    func proxies() throws {
        let form = [("address", "anna"), ("password", "wrong password")]
        func fail(as name: String, through proxies: Set<String>) throws {
            let headers: HTTPFields = [.secFetchSite: "same-origin", .xForwardedFor: name]
            let answer = try step.test.client(proxies: proxies).post("/sign-in", form: form, headers: headers)
            #expect(answer.status == .unprocessableContent)
        }
        for _ in 0..<5 { try fail(as: "203.0.113.1, 192.0.2.7", through: ["127.0.0.1"]) }
        #expect(try pause("anna", from: "192.0.2.7") != nil)
        #expect(try pause("anna", from: "203.0.113.1") == nil)
        #expect(try pause("anna", from: "127.0.0.1") == nil)
        for _ in 0..<4 { try fail(as: "192.0.2.8", through: []) }
        #expect(try pause("anna", from: "127.0.0.1") == nil)
        try fail(as: "<script>", through: ["127.0.0.1"])
        #expect(try pause("anna", from: "127.0.0.1") != nil)
        #expect(try pause("anna", from: "192.0.2.8") == nil)
    }

    @Test("that are counted while a right password is being checked count for it too")
    func atOnce() throws {
        let store = step.test.house.store
        let attempt = Attempt(address: "anna", client: "127.0.0.1")
        // The writer is held up until the password has most likely been looked up; the failures are next in its line.
        store.submit { _ in
            usleep(500_000)
        } completion: { _ in
        }
        store.submit {
            for _ in 0..<5 { try attempt.fail(in: $0) }
        } completion: { _ in
        }
        #expect(try step.browser().signIn("anna").status == .tooManyRequests)
        #expect(try step.count("sessions") == 0)
    }
}

/// These tests need no journal.
private struct NoLedger: Ledger {
    let migrations: [Migration] = []

    func append(_ changes: [Change], at moment: Moment, to connection: Connection) {}
}
