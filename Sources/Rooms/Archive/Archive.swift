import Basics
import Cooperation
import Languages
public import Room
import Store
import Web

/// What was agreed and how it came about.
public enum Archive {
    public static let room = Room(
        "archive", window: .archive,
        doors: [
            Room.Door(Phrase("Conclusions"), Places.conclusions()), Room.Door(Phrase("History"), Places.history()),
        ],
        lately: lastAdopted
    ) { routes in
        routes.get(Places.conclusions, for: .everyone, conclusions)
        routes.get(Places.conclusion, for: .everyone, conclusion)
        routes.get(Places.history, for: .everyone, history)
        routes.get(Places.sources, for: .everyone, sources)
        routes.get(Places.search, for: .everyone, search)
    }

    @Sendable
    private static func lastAdopted(in store: Connection, until day: Day) throws -> Day? {
        let adopted: String? = try store.value(
            "select adopted from conclusions where adopted <= \(day.description) order by adopted desc limit 1")
        return adopted.flatMap { Day($0) ?? Day($0 + "-01") }
    }
}
