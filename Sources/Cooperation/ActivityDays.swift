public import Basics
public import Store

/// The days on which activities take place.
public enum ActivityDays {
    /// The day on which the last activity before the end of a day began; nil where there is none.
    @Sendable
    public static func last(in store: Connection, until day: Day) throws -> Day? {
        try store.value(
            "select begins from activity_tags where tag = 'all' and begins <= \(day) order by begins desc limit 1")
    }
}
