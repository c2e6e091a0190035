public import Basics
public import Identity
import Languages
public import Store

/// Who of the secretariat can come in, and by which calendar that is asked where there is no page.
public enum SecretariatPeople {
    /// The members who hold the function today.
    public static func members(on today: Day, in store: some Querying) throws -> [Key<Member>] {
        let all: [Key<Member>] = try store.values(
            "select id from members where ended is null and person is not null order by id")
        return try all.filter { try Standing.of($0, on: today, in: store).contains { $0.kind == .secretariat } }
    }

    /// The network's day at a moment, as pages have it.
    public static func today(at moment: Moment, in store: some Querying) throws -> Day {
        let sample: Day? = try store.value("select today from network where today is not null")
        let zone: String? = try store.value("select time_zone from network limit 1")
        return sample ?? (zone.flatMap(Zone.named) ?? .utc).day(of: moment)
    }
}
