public import Basics
import Languages
public import Store

/// Which day it is in the network.
public enum NetworkDay {
    /// The day in the network's time zone, or the one that a sample takes for today.
    public static func today(at moment: Moment, in store: some Querying) throws -> Day {
        let found = try store.first("select today, time_zone from network limit 1") { row in
            (try row.next() as Day?, try row.text())
        }
        guard let (sample, zone) = found else { return moment.day }
        return sample ?? (Zone.named(zone) ?? .utc).day(of: moment)
    }
}

extension Day {
    /// The dates that last until the end of this day: itself, and its month and its year where it is their last.
    var endings: [String] {
        let next = adding(days: 1)
        let day = description
        return [day] + (next.month != month ? [String(day.prefix(7))] : [])
            + (next.year != year ? [String(day.prefix(4))] : [])
    }
}
