import Glibc

/// A point in time: milliseconds since 1 January 1970, UTC.
public struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch; negative before it.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Midnight, UTC, at which a day begins.
    public init(startOf day: Day) {
        milliseconds = Int64(day.number) * 86_400_000
    }

    /// The moment this machine's clock shows.
    public static var now: Moment {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// A later moment, or an earlier one when `seconds` is negative.
    public func adding(seconds: Int64) -> Moment {
        Moment(milliseconds: milliseconds + seconds * 1000)
    }

    /// The calendar day in UTC.
    public var day: Day {
        Day(
            number: Int32(
                clamping: milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000))
    }

    public static func < (one: Moment, other: Moment) -> Bool {
        one.milliseconds < other.milliseconds
    }
}

extension Moment: CustomStringConvertible {
    /// The moment as RFC 3339 writes it, in UTC with milliseconds: `2018-04-19T09:30:00.000Z`.
    public var description: String {
        let within = milliseconds - Moment(startOf: day).milliseconds
        let time = [within / 3_600_000, within / 60_000 % 60, within / 1000 % 60].map { Day.padded($0, to: 2) }
        return "\(day)T\(time.joined(separator: ":")).\(Day.padded(within % 1000, to: 3))Z"
    }
}

/// Where a program reads the time, so that a test or a sample can hold it still.
public struct Clock: Sendable {
    private let read: @Sendable () -> Moment

    public init(_ read: @escaping @Sendable () -> Moment) {
        self.read = read
    }

    /// This machine's clock.
    public static let system = Clock { Moment.now }

    /// A clock that stands still.
    public static func fixed(_ moment: Moment) -> Clock {
        Clock { moment }
    }

    public var now: Moment { read() }
}
