import Basics
import Cooperation
import Languages
public import Room
import Store
import Web

/// Where officials meet: programmes, messages, and what they took upon themselves.
public enum Meetings {
    public static let room = Room(
        "meetings", window: .policymakers, doors: [Room.Door(Phrase("Meetings"), Places.meetings())],
        lately: lastMeeting
    ) { routes in
        routes.get(Places.meetings, for: .everyone, meetings)
        routes.get(Places.meeting, for: .everyone, meeting)
    }

    @Sendable
    private static func lastMeeting(in store: Connection, until day: Day) throws -> Day? {
        try store.value(
            "select a.begins from meetings m join activities a on a.id = m.activity_id where a.begins <= \(day) order by a.begins desc limit 1"
        )
    }
}
