import Cooperation
import Languages
public import Room
import Web

/// What the network set out to do, and how far it has come.
public enum StrategyRoom {
    public static let room = Room(
        "strategy", window: .policymakers, doors: [Room.Door(Phrase("Strategy"), Places.strategy())],
        lately: ActivityDays.last
    ) { routes in
        routes.get(Places.strategy, for: .everyone, strategy)
        routes.get(Places.priority, for: .everyone, priority)
        routes.get(Places.objective, for: .everyone, objective)
    }
}
