import Testing

@testable import HTTPServer

@Suite("Pauses before a program is started again")
struct PausesTests {
    @Test("there is none before the first")
    func first() {
        var pauses = Pauses()
        #expect(pauses.next(served: true, milliseconds: 60_000) == 0)
    }

    @Test("they grow while programs fall soon, and are over once one has served for a while")
    func growing() {
        var pauses = Pauses()
        let all = (0..<8).map { _ in pauses.next(served: true, milliseconds: 300) }
        #expect(all == [0, 50, 100, 200, 400, 500, 500, 500])
        #expect(pauses.next(served: true, milliseconds: 10_000) == 0)
        #expect(pauses.next(served: true, milliseconds: 300) == 50)
    }

    @Test("a program that cannot even serve is tried less and less often, but never given up")
    func unserved() {
        var pauses = Pauses()
        let all = (0..<100).map { _ in pauses.next(served: false, milliseconds: 20) }
        #expect(all.prefix(5) == [0, 50, 100, 200, 400])
        #expect(all.last == 10_000)
        #expect(all == all.sorted())
    }

    @Test("what serves at all is back within a second, however often it falls")
    func within() {
        var pauses = Pauses()
        for _ in 0..<1000 { #expect(pauses.next(served: true, milliseconds: 1) <= 500) }
    }

    @Test(
        "the end of a program is told in words and in the code that a shell would give",
        arguments: [
            (0, 0, "ended with 0"), (3 << 8, 3, "ended with 3"), (4, 132, "fell by a fault of its own (signal 4)"),
            (4 | 0x80, 132, "fell by a fault of its own (signal 4)"),
            (9, 137, "was killed, by somebody or for want of memory"),
        ] as [(Int32, Int32, String)])
    func ends(status: Int32, code: Int32, words: String) {
        #expect(End(status: status).code == code)
        #expect(End(status: status).words == words)
    }
}
