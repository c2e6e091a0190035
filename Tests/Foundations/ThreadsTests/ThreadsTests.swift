import Testing
import Threads

@Suite("Threads")
struct ThreadsTests {
    @Test("share a state without losing a change")
    func shared() throws {
        let sum = Monitor(0)
        let threads = try (0..<8).map { number in
            try #require(Thread(named: "adder \(number)") { for _ in 0..<1000 { sum.locked { $0 += 1 } } })
        }
        for thread in threads { thread.join() }
        #expect(sum.locked { $0 } == 8000)
    }

    @Test("wait for a change, and no longer than they were told")
    func waits() throws {
        let door = Monitor(false)
        #expect(door.wait(seconds: 0.02) { $0 ? true : nil } == nil)
        let thread = try #require(Thread(named: "opener") { door.change { $0 = true } })
        #expect(door.wait(seconds: 20) { $0 ? true : nil } == true)
        thread.join()
    }

    @Test("know themselves")
    func current() throws {
        let seen = Monitor<Bool?>(nil)
        let slot = Monitor<Thread?>(nil)
        let thread = try #require(Thread(named: "self") { seen.change { $0 = slot.wait { $0 }?.isCurrent } })
        slot.change { $0 = thread }
        #expect(seen.wait(seconds: 20) { $0 } == true)
        #expect(!thread.isCurrent)
        thread.join()
    }
}
