import Basics
import Cooperation
import EngineTesting
import Foundation
import HTTP
import House
import HouseTesting
import Identity
import Store
import StoreTesting
import Testing
import Web

@Suite("Several programs on one database", .onEveryEngine, .timeLimit(.minutes(10)))
struct SharedStreamTests {
    /// Two houses at one place, as two processes have them.
    private func two() throws -> (TestHouse, TestHouse) {
        let place: Store.Location =
            switch Engine.tried {
            case .sqlite:
                .file(FileManager.default.temporaryDirectory.path() + "/streams-\(Randomness.number()).sqlite")
            case .postgres: try Engine.tried.freshLocation()
            }
        let open = { TestHouse(try House.open(place, clock: .fixed(TestHouse.moment))) }
        return (try open(), try open())
    }

    @Test("tell a browser at one of them what happened in the other, and end its stream with its session")
    func stream() throws {
        let (here, there) = try two()
        let anna = try here.client(as: "Anna")
        let member = try here.house.store.read { try #require(try Account.named("Anna", in: $0).first?.id) }
        try here.house.store.write { try Notice.forget(of: member, in: $0) }
        #expect(anna.get("/members/notices/stream").status == .ok)
        let stream = try #require(anna.streams.last)
        try there.house.store.write { try Notice.add(.signIn, to: member, at: Places.account(), in: $0) }
        let began = ContinuousClock.now
        #expect(stream.says("id: 1\n"))
        print("\(Engine.tried): heard of the other program after \(ContinuousClock.now - began)")
        try there.house.store.write { try Session.endAll(of: member, by: "test", in: $0) }
        #expect(stream.ends())
    }

    @Test("look together at what comes due, and tell it once")
    func due() throws {
        let (here, there) = try two()
        #expect(try ComingDue.look(at: TestHouse.moment, in: here.house.store) == 1)
        #expect(try ComingDue.look(at: TestHouse.moment, in: there.house.store) == 0)
    }
}
