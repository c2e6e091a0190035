import Basics
import Journal
import Store
import StoreTesting
import Synchronization
import Testing

@Suite("What the journal tells the public")
struct NoticeTests {
    /// A clock that goes on by a minute whenever somebody looks at it.
    private static func clock() -> Clock {
        let minutes = SharedNumber()
        return Clock { Moment(milliseconds: noon.milliseconds + minutes.next() * 60_000) }
    }

    final class SharedNumber: Sendable {
        private let number = Mutex<Int64>(0)
        func next() -> Int64 {
            number.withLock {
                $0 += 1; return $0
            }
        }
    }

    @Test(
        "is what happened, the latest first, and when the record was new and next spoken of",
        arguments: Engine.here)
    func notices(_ engine: Engine) throws {
        let house = try TestHouse(engine, clock: Self.clock())
        defer { house.store.close() }
        let child = house.child("A")
        let other = house.child("B")
        try house.store.write { try child.save(in: $0) }
        try house.store.write { try other.save(in: $0) }
        try house.store.write { try child.save(in: $0) }
        let notices = try house.store.read { try Journal.notices(in: $0) }
        #expect(notices.map(\.position) == [3, 2, 1])
        #expect(notices[0].first == notices[2].moment)
        #expect(notices[0].next == nil)
        #expect(notices[2].next == notices[0].moment)
        #expect(notices[1].first == notices[1].moment)
        #expect(try house.store.read { try Journal.notices(before: 3, limit: 1, in: $0).map(\.position) } == [2])
        #expect(try house.store.read { try Journal.notices(before: 1, in: $0) } == [])
        // It has no word for an actor or a value.
        #expect(!"\(notices)".contains("keeper") && !"\(notices)".contains("name"))
    }

    @Test("knows where a stroke began, however long it was", arguments: [1, 2, 3, 40, 41, 1000], Engine.here)
    func strokes(_ count: Int, _ engine: Engine) throws {
        let house = try TestHouse(engine, clock: Self.clock())
        defer { house.store.close() }
        let children = (0..<count).map { house.child("Child \($0)") }
        try house.fill(2)
        try house.store.write { transaction in for child in children { try child.save(in: transaction) } }
        let last = try #require(try house.store.read { try Journal.notices(limit: 1, in: $0).first })
        #expect(last.position == Int64(count + 2))
        #expect(try house.store.read { try Journal.stroke(endingWith: last, in: $0) } == 3)
    }
}
