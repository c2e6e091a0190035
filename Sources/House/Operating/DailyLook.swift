import Basics
import Cooperation
import Threads

/// Looks once a day at what comes due by date, on a thread of its own.
public final class DailyLook: Sendable {
    private let house: House
    private let write: @Sendable (String) -> Void
    private let stops = Monitor(false)

    /// Seconds between two questions whether a new day has begun: it begins in the network's time zone, the clock may be
    /// set, and the database may be away.
    private static let pause = 300.0

    /// `write` is given a line for the log where a look fails.
    public init(_ house: House, write: @escaping @Sendable (String) -> Void) {
        self.house = house
        self.write = write
    }

    /// Begins at once: the program may have been away for days.
    public func start() {
        let thread = Thread(named: "days") { [self] in
            repeat { look() } while !isStopped()
        }
        thread?.letGo()
    }

    public func stop() {
        stops.change { $0 = true }
    }

    private func look() {
        do {
            try ComingDue.look(at: house.clock.now, in: house.store)
        } catch {
            write("what comes due could not be looked at: \(Explanation.of(error))")
        }
    }

    private func isStopped() -> Bool {
        stops.wait(seconds: DailyLook.pause) { $0 ? true : nil } ?? false
    }
}
