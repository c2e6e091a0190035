public import Basics
import Synchronization

/// A time zone with its history, such as `Europe/Stockholm`.
///
///     let zone = Zone.named("Europe/Stockholm")
///     zone?.localTime(of: meeting.start)
///
/// The offsets of 1900 to 2100 are read once, so asking it costs nothing; the first and the last hold beyond.
public struct Zone: Sendable {
    /// The name in the IANA time zone database.
    public let name: String
    private let starts: [Int64]
    private let offsets: [Int64]

    /// Universal time, for where no zone is given.
    public static let utc = Zone(name: "Etc/UTC", [(0, 0)])

    /// The zone of a name; nil for a name nobody knows.
    public static func named(_ name: String) -> Zone? {
        // Only names that exist are kept, so a guesser fills no memory.
        if let known = known.withLock({ $0[name] }) { return known }
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            let offsets = ICU.offsets(ofZone: name, from: Zone.first, to: Zone.last)
        else { return nil }
        let zone = Zone(name: name, offsets)
        known.withLock { $0[name] = zone }
        return zone
    }

    /// Seconds to add to universal time.
    public func utcOffset(of moment: Moment) -> Int { Int(offset(at: moment.milliseconds) / 1000) }

    /// The day on the zone's calendars.
    public func day(of moment: Moment) -> Day { shifted(moment).day }

    /// What the zone's clocks and calendars show.
    public func localTime(of moment: Moment) -> LocalTime {
        let local = shifted(moment), day = local.day
        let second = Int((local.milliseconds - Moment(startOf: day).milliseconds) / 1000)
        return LocalTime(day: day, hour: second / 3600, minute: second / 60 % 60, second: second % 60)
    }

    /// When the zone's clocks show a time. A time they show twice, in autumn, is the first of the two; a time they
    /// skip, in spring, is as much later as they were put forward.
    public func moment(of day: Day, hour: Int, minute: Int) -> Moment {
        let minutes = Int64(min(max(hour, 0), 23) * 60 + min(max(minute, 0), 59))
        let local = Moment(startOf: day).milliseconds + minutes * 60_000
        let before = offset(at: local - 86_400_000), after = offset(at: local + 86_400_000)
        if offset(at: local - before) == before || offset(at: local - after) != after {
            return Moment(milliseconds: local - before)
        }
        return Moment(milliseconds: local - after)
    }

    private init(name: String, _ changes: [(from: Int64, offset: Int32)]) {
        self.name = name
        starts = changes.map(\.from)
        offsets = changes.map { Int64($0.offset) }
    }

    /// The moment whose universal time shows what the zone's clocks show; within the days that can be counted.
    private func shifted(_ moment: Moment) -> Moment {
        let limit: Int64 = 86_400_000 * 2_000_000_000
        let time = min(max(moment.milliseconds, -limit), limit)
        return Moment(milliseconds: time + offset(at: time))
    }

    private func offset(at time: Int64) -> Int64 {
        var low = 0, high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return offsets.isEmpty ? 0 : offsets[max(low - 1, 0)]
    }

    private static let known = Mutex<[String: Zone]>([:])
    private static let first: Int64 = -2_208_988_800_000
    private static let last: Int64 = 4_102_444_800_000
}

/// What clocks and calendars show in one time zone.
public struct LocalTime: Hashable, Sendable {
    public let day: Day
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int
}
