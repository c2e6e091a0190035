/// The difference between two documents as a reader wants it: paragraph by paragraph, and word by word inside.
public struct Changes: Sendable {
    /// One paragraph, and what became of it.
    public enum Passage: Hashable, Sendable {
        case same(Paragraph)
        case removed(Paragraph)
        case added(Paragraph)
        case changed(Paragraph.Kind, [Piece])
    }

    /// Some words of a paragraph that was changed.
    public enum Piece: Hashable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
    }

    public private(set) var passages: [Passage] = []

    /// How many paragraphs were added, removed and changed.
    public var counts: (added: Int, removed: Int, changed: Int) {
        passages.reduce(into: (0, 0, 0)) { counts, passage in
            switch passage {
            case .same: break
            case .added: counts.0 += 1
            case .removed: counts.1 += 1
            case .changed: counts.2 += 1
            }
        }
    }

    public var isEmpty: Bool { counts == (0, 0, 0) }

    public init(from old: [Paragraph], to new: [Paragraph]) {
        for run in Difference(from: old, to: new).runs {
            if run.isSame {
                passages += new[run.new].map { .same($0) }
            } else {
                replace(Array(old[run.old]), by: Array(new[run.new]))
            }
        }
    }

    /// Of two runs, those paragraphs that are much alike count as changed, in their order; the others went or came.
    private mutating func replace(_ old: [Paragraph], by new: [Paragraph]) {
        var (from, to) = (0, 0)
        for pair in Likeness.pairs(old, new) {
            passages += old[from..<pair.old].map { .removed($0) }
            passages += new[to..<pair.new].map { .added($0) }
            passages.append(.changed(new[pair.new].kind, Changes.pieces(old[pair.old].text, new[pair.new].text)))
            (from, to) = (pair.old + 1, pair.new + 1)
        }
        passages += old[from...].map { .removed($0) }
        passages += new[to...].map { .added($0) }
    }

    /// What became of the words of a paragraph.
    static func pieces(_ old: String, _ new: String) -> [Piece] {
        let (its, others) = (old.split(separator: " "), new.split(separator: " "))
        return Difference(from: its, to: others).runs.flatMap { run -> [Piece] in
            if run.isSame { return [.same(others[run.new].joined(separator: " "))] }
            let gone = run.old.isEmpty ? [] : [Piece.removed(its[run.old].joined(separator: " "))]
            return gone + (run.new.isEmpty ? [] : [.added(others[run.new].joined(separator: " "))])
        }
    }
}

/// Which paragraphs of two runs are versions of each other.
private enum Likeness {
    /// More comparisons than this are not made: such runs were written anew.
    static let effort = 4000
    /// How many words of a paragraph are looked at.
    static let words = 300

    /// Pairs in the order of both runs, with as much in common as possible, each at least half of its words.
    static func pairs(_ old: [Paragraph], _ new: [Paragraph]) -> [(old: Int, new: Int)] {
        guard !old.isEmpty, !new.isEmpty, old.count <= effort / new.count else { return [] }
        let (its, others) = (old.map(counted), new.map(counted))
        var best = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        var likeness = best
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                let same = old[i].kind == new[j].kind ? common(its[i], others[j]) : 0
                likeness[i][j] = same
                best[i][j] = max(best[i + 1][j], best[i][j + 1], same > 0 ? same + best[i + 1][j + 1] : 0)
            }
        }
        var pairs: [(old: Int, new: Int)] = []
        var (i, j) = (0, 0)
        while i < old.count, j < new.count {
            if likeness[i][j] > 0, best[i][j] == likeness[i][j] + best[i + 1][j + 1] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if best[i][j] == best[i + 1][j] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    private static func counted(_ paragraph: Paragraph) -> [Substring: Int] {
        paragraph.text.split(separator: " ", maxSplits: words).prefix(words).reduce(into: [:]) {
            $0[$1, default: 0] += 1
        }
    }

    /// Thousandths of the words that two paragraphs have in common; 0 below half.
    private static func common(_ one: [Substring: Int], _ other: [Substring: Int]) -> Int {
        let all = one.values.reduce(0, +) + other.values.reduce(0, +)
        let same = one.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }
        let share = all > 0 ? 2000 * same / all : 0
        return share >= 500 ? share : 0
    }
}
