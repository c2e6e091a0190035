public import Basics
public import Identity
public import Languages

/// The moment at which retention is looked at, and what was how long ago by the network's own calendar.
public struct RetentionTimes: Sendable {
    public let now: Moment
    /// The day in the network's time zone.
    public let today: Day
    private let zone: Zone
    let sessions: Session.Limits
    /// The day by which functions have ended: that of a sample, where the network is one.
    private let functions: Day

    /// - Parameter sample: the day that a sample network takes for today.
    public init(_ now: Moment, zone: Zone, sessions: Session.Limits = Session.Limits(), sample: Day? = nil) {
        self.now = now
        self.zone = zone
        self.sessions = sessions
        today = zone.day(of: now)
        functions = sample ?? today
    }

    /// The day so many days ago: a function that ended before it has been over for that long.
    func day(before days: Int) -> Day { functions.adding(days: -days) }

    /// The beginning of that day in the network's time zone, whatever its clocks did since.
    func moment(before days: Int) -> Moment { zone.moment(of: today.adding(days: -days), hour: 0, minute: 0) }

    /// The beginning of the day after the last one from which so many whole years have passed: whatever was before it is
    /// due. What was on a 29 February is due on 1 March, never earlier.
    func moment(beforeYears years: Int) -> Moment {
        let last =
            Day(year: today.year - years, month: today.month, day: today.day)
            ?? Day(year: today.year - years, month: 2, day: 28) ?? today
        return zone.moment(of: last.adding(days: 1), hour: 0, minute: 0)
    }
}
