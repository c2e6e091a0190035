/// Where a number stands best on a shape: the point of a coarse grid that is farthest from the shape's edge.
enum RingMiddle {
    /// The middle of the largest of some rings; each point has at least two numbers.
    static func of(_ rings: [[[Double]]]) -> (x: Double, y: Double) {
        guard let ring = rings.max(by: { area($0) < area($1) }), let first = ring.first else { return (0, 0) }
        let across = ring.map { $0[0] }, down = ring.map { $0[1] }
        guard let left = across.min(), let right = across.max(), let top = down.min(), let bottom = down.max() else {
            return (first[0], first[1])
        }
        var best = (x: (left + right) / 2, y: (top + bottom) / 2), distance = 0.0
        for row in 1..<20 {
            for column in 1..<20 {
                let x = left + (right - left) * Double(column) / 20
                let y = top + (bottom - top) * Double(row) / 20
                guard contains(ring, x, y) else { continue }
                let here = ring.reduce(Double.infinity) { nearest, point in
                    // Numbers are wider than high, so room to the sides counts for less.
                    let aside = (point[0] - x) / 1.4, above = point[1] - y
                    return min(nearest, aside * aside + above * above)
                }
                if here > distance {
                    best = (x, y)
                    distance = here
                }
            }
        }
        return best
    }

    private static func area(_ ring: [[Double]]) -> Double {
        var sum = 0.0
        for (one, next) in zip(ring, ring.dropFirst()) { sum += one[0] * next[1] - next[0] * one[1] }
        return abs(sum)
    }

    /// Whether a point lies inside, by counting the edges to its right.
    private static func contains(_ ring: [[Double]], _ x: Double, _ y: Double) -> Bool {
        var isInside = false
        for (one, next) in zip(ring, ring.dropFirst()) where (one[1] > y) != (next[1] > y) {
            let edge = one[0] + (y - one[1]) / (next[1] - one[1]) * (next[0] - one[0])
            if edge > x { isInside.toggle() }
        }
        return isInside
    }
}
