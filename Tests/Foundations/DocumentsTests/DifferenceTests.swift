import Documents
import Markup
import Testing

@Suite("A difference")
struct DifferenceTests {
    /// Both rows put together again from the runs, which must be equal where they say so.
    private func isTrue<Thing: Hashable>(_ old: [Thing], _ new: [Thing]) -> Bool {
        let runs = Difference(from: old, to: new).runs
        var (from, to) = (0, 0)
        for run in runs {
            guard run.old.lowerBound == from, run.new.lowerBound == to else { return false }
            if run.isSame, old[run.old] != new[run.new] { return false }
            (from, to) = (run.old.upperBound, run.new.upperBound)
        }
        return from == old.count && to == new.count && zip(runs, runs.dropFirst()).allSatisfy { $0.isSame != $1.isSame }
    }

    @Test(
        "finds what stayed, what went and what came",
        arguments: [
            ("", ""), ("a", ""), ("", "a"), ("abc", "abc"), ("abc", "axc"), ("abcabba", "cbabac"), ("ab", "ba"),
            ("xaby", "xby"), ("aaaa", "aa"), ("abcdef", "uvwxyz"), ("mouse", "house"),
        ])
    func small(_ old: String, _ new: String) {
        #expect(isTrue(Array(old), Array(new)))
    }

    @Test("is as short as can be where little differs")
    func shortest() {
        let runs = Difference(from: Array("abcabba"), to: Array("cbabac")).runs
        let edits = runs.filter { !$0.isSame }.reduce(0) { $0 + $1.old.count + $1.new.count }
        #expect(edits == 5)
    }

    @Test("is true for rows of chance, short and long", arguments: [3, 20, 400, 3000])
    func chance(_ count: Int) {
        var number: UInt64 = 88_172_645_463_325_252
        func next(_ below: Int) -> Int {
            number ^= number << 13
            number ^= number >> 7
            number ^= number << 17
            return Int(number % UInt64(below))
        }
        for kinds in [2, 10, count] {
            let old = (0..<count).map { _ in next(kinds) }
            let new = old.compactMap { next(10) == 0 ? nil : next(10) == 0 ? next(kinds) : $0 }
            #expect(isTrue(old, new))
            #expect(isTrue(old, (0..<count).map { _ in next(kinds) }))
        }
    }

    @Test("takes no longer than it should where everything differs")
    func hostile() {
        let count = 20_000
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(isTrue(Array(0..<count), Array((0..<count).reversed())))
            #expect(isTrue((0..<count).map { $0 % 7 }, (0..<count).map { $0 * 3 % 11 }))
            let long = Array(repeating: "word", count: count).joined(separator: " ")
            let other = Array(repeating: "other", count: count).joined(separator: " ")
            let both = (0..<300).map { Paragraph(.text, "\($0) \(long.prefix(2000))") }
            #expect(Changes(from: both, to: both.reversed().map { Paragraph(.text, "\($0.text) x") }).counts.added > 0)
            #expect(!Changes(from: [Paragraph(.text, long)], to: [Paragraph(.text, other)]).isEmpty)
        }
        #expect(time < .seconds(20))
    }

    @Test("of documents names paragraphs that came, went and were changed, and the words inside")
    func paragraphs() {
        let old = [
            Paragraph(.heading, "Meetings"), Paragraph(.text, "The group met in spring, in the old hall."),
            Paragraph(.text, "Nobody came."), Paragraph(.item, "One"), Paragraph(.item, "Two"),
        ]
        let new = [
            Paragraph(.heading, "Meetings"), Paragraph(.text, "The group met in autumn, in the old hall."),
            Paragraph(.item, "One"), Paragraph(.item, "Two"), Paragraph(.item, "Three"),
        ]
        let changes = Changes(from: old, to: new)
        #expect(
            changes.passages == [
                .same(old[0]),
                .changed(
                    .text,
                    [.same("The group met in"), .removed("spring,"), .added("autumn,"), .same("in the old hall.")]),
                .removed(old[2]), .same(old[3]), .same(old[4]), .added(new[4]),
            ])
        #expect(changes.counts == (1, 1, 1))
        #expect(Changes(from: old, to: old).isEmpty)
    }

    @Test("reads the paragraphs of our own markup, without drawings, navigation and tags")
    func plain() {
        let markup: HTML = """
            <nav><ol><li>Contents</li></ol></nav><h2 id="a">A &amp; B</h2>
            <p class="x">One <em>two</em>
             three<br>four</p><ul><li>item <svg viewBox="0 0 1 1"><title>drawn</title><g><svg></svg></g></svg></li></ul>
            <table><tr><th>Name</th><td>Value &lt;1&gt;</td></tr></table>end
            """
        let found = Paragraph.paragraphs(of: markup)
        #expect(
            found == [
                Paragraph(.heading, "A & B"), Paragraph(.text, "One two three four"), Paragraph(.item, "item"),
                Paragraph(.item, "Name Value <1>"), Paragraph(.text, "end"),
            ])
        #expect(Paragraph.paragraphs(in: Paragraph.lines(of: found)) == found)
        #expect(Paragraph.paragraphs(of: HTML(text: "<<<")).map(\.text) == ["<<<"])
    }
}
