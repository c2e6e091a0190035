/// What differs between two rows of things: runs that are the same in both, and runs that stand for each other.
///
/// Short differences are found exactly (Myers, “An O(ND) Difference Algorithm and Its Variations”, 1986); where rows
/// differ in more than `effort` places, things that occur once in each serve as fixed points (patience), and what is
/// left between them counts as replaced. So hostile rows cost little more than their length.
public struct Difference: Sendable {
    /// A run of the old row and the run of the new one that stands in its place.
    public struct Run: Hashable, Sendable {
        public let old: Range<Int>
        public let new: Range<Int>
        /// Whether the two are equal, thing by thing.
        public let isSame: Bool
    }

    /// The runs, which together make up both rows.
    public private(set) var runs: [Run] = []

    /// How many places may differ before the search becomes coarse.
    public static let effort = 200
    private static let depthLimit = 24

    public init<Thing: Hashable>(from old: [Thing], to new: [Thing]) {
        // Numbers are quicker to compare than texts.
        var numbers: [Thing: Int] = [:]
        func numbered(_ things: [Thing]) -> [Int] {
            things.map { thing in
                if let known = numbers[thing] { return known }
                let number = numbers.count
                numbers[thing] = number
                return number
            }
        }
        let old = numbered(old)
        compare(old, 0..<old.count, numbered(new), nil, depth: 0)
    }

    private mutating func compare(
        _ old: [Int], _ oldRange: Range<Int>, _ new: [Int], _ newRange: Range<Int>?, depth: Int
    ) {
        let newRange = newRange ?? 0..<new.count
        let most = min(oldRange.count, newRange.count)
        var head = 0
        while head < most, old[oldRange.lowerBound + head] == new[newRange.lowerBound + head] { head += 1 }
        var tail = 0
        while tail < most - head, old[oldRange.upperBound - 1 - tail] == new[newRange.upperBound - 1 - tail] {
            tail += 1
        }
        let its = (oldRange.lowerBound + head)..<(oldRange.upperBound - tail)
        let others = (newRange.lowerBound + head)..<(newRange.upperBound - tail)
        add(oldRange.lowerBound..<its.lowerBound, newRange.lowerBound..<others.lowerBound, isSame: true)
        defer { add(its.upperBound..<oldRange.upperBound, others.upperBound..<newRange.upperBound, isSame: true) }
        guard !its.isEmpty, !others.isEmpty else { return add(its, others, isSame: false) }
        let pairs = ShortestScript.pairs(old[its], new[others], effort: Difference.effort)
        if let pairs {
            fill(its, others, with: pairs)
        } else if depth < Difference.depthLimit {
            split(old, its, new, others, depth: depth)
        } else {
            add(its, others, isSame: false)
        }
    }

    /// Compares what lies between the fixed points.
    private mutating func split(_ old: [Int], _ its: Range<Int>, _ new: [Int], _ others: Range<Int>, depth: Int) {
        let points = FixedPoints.pairs(old[its], new[others])
        guard !points.isEmpty else { return add(its, others, isSame: false) }
        var (from, to) = (its.lowerBound, others.lowerBound)
        for point in points {
            compare(old, from..<point.old, new, to..<point.new, depth: depth + 1)
            add(point.old..<(point.old + 1), point.new..<(point.new + 1), isSame: true)
            (from, to) = (point.old + 1, point.new + 1)
        }
        compare(old, from..<its.upperBound, new, to..<others.upperBound, depth: depth + 1)
    }

    /// Turns pairs of equal things into runs.
    private mutating func fill(_ its: Range<Int>, _ others: Range<Int>, with pairs: [(old: Int, new: Int)]) {
        var (from, to) = (its.lowerBound, others.lowerBound)
        for pair in pairs {
            add(from..<pair.old, to..<pair.new, isSame: false)
            add(pair.old..<(pair.old + 1), pair.new..<(pair.new + 1), isSame: true)
            (from, to) = (pair.old + 1, pair.new + 1)
        }
        add(from..<its.upperBound, to..<others.upperBound, isSame: false)
    }

    /// Adds a run, together with the one before where they are of one kind.
    private mutating func add(_ old: Range<Int>, _ new: Range<Int>, isSame: Bool) {
        guard !old.isEmpty || !new.isEmpty else { return }
        if let last = runs.last, last.isSame == isSame {
            runs[runs.count - 1] = Run(
                old: last.old.lowerBound..<old.upperBound, new: last.new.lowerBound..<new.upperBound, isSame: isSame)
        } else {
            runs.append(Run(old: old, new: new, isSame: isSame))
        }
    }
}

/// The shortest way from one row to another, if it is short.
enum ShortestScript {
    /// The places of equal things in both rows, in order; nil where more than `effort` things differ.
    static func pairs(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>, effort: Int) -> [(old: Int, new: Int)]? {
        let (count, others) = (old.count, new.count)
        let most = min(effort, count + others)
        // How far each diagonal reaches in the old row; diagonal k lies at k + most + 1.
        var reach = [Int](repeating: 0, count: 2 * most + 3)
        var steps: [[Int]] = []
        for distance in 0...most {
            steps.append(Array(reach[(most + 1 - distance)...(most + 1 + distance)]))
            for diagonal in stride(from: -distance, through: distance, by: 2) {
                let here = diagonal + most + 1
                let isDown = diagonal == -distance || diagonal != distance && reach[here - 1] < reach[here + 1]
                var x = isDown ? reach[here + 1] : reach[here - 1] + 1
                var y = x - diagonal
                while x < count, y >= 0, y < others, old[old.startIndex + x] == new[new.startIndex + y] {
                    x += 1
                    y += 1
                }
                reach[here] = x
                if x >= count, y >= others { return walkBack(from: (count, others), steps, old, new) }
            }
        }
        return nil
    }

    private static func walkBack(
        from end: (x: Int, y: Int), _ steps: [[Int]], _ old: ArraySlice<Int>, _ new: ArraySlice<Int>
    ) -> [(old: Int, new: Int)] {
        var pairs: [(old: Int, new: Int)] = []
        var (x, y) = end
        for distance in stride(from: steps.count - 1, through: 0, by: -1) {
            let reach = steps[distance]
            let diagonal = x - y
            // Before the first step every diagonal but the middle one is out of reach.
            let at = { (k: Int) in reach.indices.contains(k + distance) ? reach[k + distance] : -1 }
            let isDown = diagonal == -distance || diagonal != distance && at(diagonal - 1) < at(diagonal + 1)
            let before = distance == 0 ? 0 : isDown ? diagonal + 1 : diagonal - 1
            let (fromX, fromY) = distance == 0 ? (0, 0) : (at(before), at(before) - before)
            let (turnX, turnY) = distance == 0 ? (0, 0) : isDown ? (fromX, fromY + 1) : (fromX + 1, fromY)
            while x > turnX, y > turnY {
                x -= 1
                y -= 1
                pairs.append((old.startIndex + x, new.startIndex + y))
            }
            (x, y) = (fromX, fromY)
        }
        return pairs.reversed()
    }
}

/// Things that occur once in each of two rows, as many as stand in the same order in both.
enum FixedPoints {
    static func pairs(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>) -> [(old: Int, new: Int)] {
        let its = single(old)
        let pairs = single(new).compactMap { thing, place in its[thing].map { (old: $0, new: place) } }.sorted {
            $0.old < $1.old
        }
        // The longest rising row of places in the new row, by the tops of piles.
        var tops: [Int] = []
        var before = [Int?](repeating: nil, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, tops.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? tops[low - 1] : nil
            if low == tops.count { tops.append(index) } else { tops[low] = index }
        }
        var rising: [(old: Int, new: Int)] = []
        var next = tops.last
        while let index = next {
            rising.append(pairs[index])
            next = before[index]
        }
        return rising.reversed()
    }

    private static func single(_ row: ArraySlice<Int>) -> [Int: Int] {
        var places: [Int: Int?] = [:]
        for (place, thing) in zip(row.indices, row) {
            places.updateValue(places.keys.contains(thing) ? nil : place, forKey: thing)
        }
        return places.compactMapValues { $0 }
    }
}
