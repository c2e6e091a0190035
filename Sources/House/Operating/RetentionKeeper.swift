import Basics
public import Cooperation
import Languages
import Store
import Threads

/// Keeps the retention table once a day, on a thread of its own. When it was last done stands in the database, so that a
/// restart neither forgets a day nor does one twice.
public final class RetentionKeeper: Sendable {
    private let operations: Operations
    private let write: @Sendable (String) -> Void
    private let stops = Monitor(false)

    /// How long after the start it first looks, and how often then.
    private static let patience = 60.0, interval = 300.0

    /// `write` is given lines for the log.
    public init(_ operations: Operations, write: @escaping @Sendable (String) -> Void) {
        self.operations = operations
        self.write = write
    }

    /// Begins to wait for the first time.
    public func start() {
        let thread = Thread(named: "retention") { [self] in
            var seconds = RetentionKeeper.patience
            while !(stops.wait(seconds: seconds, until: { $0 ? true : nil }) ?? false) {
                run()
                seconds = RetentionKeeper.interval
            }
        }
        thread?.letGo()
    }

    /// Waits for no more.
    public func stop() {
        stops.change { $0 = true }
    }

    /// Does it now, unless it was done today; what happened stands in the log and in the figures.
    public func run() {
        let house = operations.house
        do {
            let times = try house.retentionTimes()
            guard try house.store.read({ try Retention.last(in: $0) }).map({ $0 < times.today }) ?? true else { return }
            let counts = try Retention.keep(times, in: house.store)
            operations.retention.locked {
                $0.lastSuccess = times.now.milliseconds / 1000
                for (kind, count) in counts { $0.deleted[kind, default: 0] += count }
            }
            write(operations.log.note("retention: \(RetentionKeeper.words(counts))"))
        } catch {
            operations.retention.locked { $0.failures += 1 }
            write(operations.log.note("retention failed: \(Explanation.of(error))"))
        }
    }

    /// What was or would be deleted, in a few words that name nobody.
    public static func words(_ counts: Retention.Counts) -> String {
        let told = RetentionClass.allCases.compactMap { kind in
            counts[kind].flatMap { $0 > 0 ? "\($0) of \(kind.rawValue)" : nil }
        }
        return told.isEmpty ? "nothing was due" : told.joined(separator: ", ")
    }
}

/// How retention went last.
struct RetentionState: Sendable {
    /// Seconds since 1970; nil before the first time.
    var lastSuccess: Int64?
    var failures = 0
    var deleted: Retention.Counts = [:]
}

extension House {
    /// Now, by the network's calendar; by a sample's day only as far as its functions are concerned.
    public func retentionTimes() throws -> RetentionTimes {
        let (name, sample) = try store.read { store in
            (
                try store.value("select time_zone from network limit 1", as: String.self),
                try store.value("select today from network where today is not null limit 1", as: Day.self)
            )
        }
        return RetentionTimes(
            clock.now, zone: name.flatMap(Zone.named) ?? .utc, sessions: sessionLimits, sample: sample)
    }
}
