import HTTPServer
import Metrics
import Threads

/// Counts requests as they are answered.
final class Meter: Sendable {
    struct Kind: Hashable, Comparable {
        let method: String
        let route: String
        let status: Int

        static func < (one: Kind, other: Kind) -> Bool {
            (one.route, one.method, one.status) < (other.route, other.method, other.status)
        }
    }

    struct Counted {
        var requests: [Kind: Int] = [:]
        var seconds: [String: Histogram] = [:]
        var bytes = 0
        var incidents = 0
    }

    private let counted = Monitor(Counted())

    var all: Counted { counted.locked { $0 } }

    /// Routes stand in the program and methods are few, so this grows to a few hundred lines and no further.
    func count(_ line: HTTPLogLine) {
        let route = line.route ?? "unreadable"
        counted.locked { counted in
            counted.requests[Kind(method: line.method, route: route, status: line.status), default: 0] += 1
            counted.seconds[route, default: Histogram()].add(Double(line.milliseconds) / 1000)
            counted.bytes += line.bytes
            if line.incident != nil { counted.incidents += 1 }
        }
    }
}
