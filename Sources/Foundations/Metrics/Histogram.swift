/// Counts values by size, in buckets whose limits are settled beforehand.
public struct Histogram: Sendable, Hashable {
    /// The limits of durations in seconds, from a millisecond to ten seconds.
    public static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// The upper limits, in ascending order.
    public let limits: [Double]
    private var counts: [Int]
    /// How many values were counted.
    public private(set) var count = 0
    /// What they come to together.
    public private(set) var sum = 0.0

    /// - Parameter limits: upper limits of the buckets; a value that is larger than all counts in `count` alone.
    public init(limits: [Double] = Histogram.seconds) {
        self.limits = limits.sorted()
        counts = limits.map { _ in 0 }
    }

    /// Counts a value.
    public mutating func add(_ value: Double) {
        count += 1
        sum += value
        if let place = limits.firstIndex(where: { value <= $0 }) { counts[place] += 1 }
    }

    /// How many values are at most as large as each limit.
    public var buckets: [(limit: Double, count: Int)] {
        var total = 0
        return zip(limits, counts).map { limit, count in
            total += count
            return (limit, total)
        }
    }
}
