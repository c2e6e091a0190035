import Threads

/// Log lines on their way to the terminal: written by a thread of their own, so that a reader who does not keep up
/// holds up nobody. Past ten thousand waiting lines the new ones are counted instead of kept.
struct LogThread: Sendable {
    private struct Waiting {
        var lines: [String] = []
        var lost = 0
    }

    private static let limit = 10_000
    private let waiting = Monitor(Waiting())

    /// `note` makes a line of what the log says about itself.
    init(note: @escaping @Sendable (String) -> String) {
        let waiting = waiting
        let thread = Thread(named: "log") {
            while true {
                let batch = waiting.wait { waiting -> Waiting? in
                    guard !waiting.lines.isEmpty else { return nil }
                    defer { waiting = Waiting() }
                    return waiting
                }
                guard let batch else { continue }
                Console.say(batch.lines.joined(separator: "\n"))
                if batch.lost > 0 {
                    Console.say(note("\(batch.lost) lines of the log were lost: nobody read them in time"))
                }
            }
        }
        thread?.letGo()
    }

    /// Takes a line and returns at once.
    func write(_ line: String) {
        waiting.change { waiting in
            if waiting.lines.count < LogThread.limit { waiting.lines.append(line) } else { waiting.lost += 1 }
        }
    }
}
