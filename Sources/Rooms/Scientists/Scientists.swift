import Cooperation
import Languages
public import Room
import Web

/// What is known: the law in each state, and the goals that the work serves.
public enum Scientists {
    public static let room = Room(
        "scientists", window: .scientists,
        doors: [Room.Door(Phrase("The law"), Places.law())],
        lately: ActivityDays.last
    ) { routes in
        routes.get(Places.law, for: .everyone, law)
        routes.get(Places.goals, for: .everyone, goals)
    }
}
