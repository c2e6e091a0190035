import Languages
public import Room
import Web

/// A room as small as a room can be: people write notes, everybody reads them.
public enum Notebook {
    public static let room = Room(
        "notebook", window: .meetingRoom, doors: [Room.Door(Phrase("Notebook"), place())], migrations: [notes]
    ) { routes in
        routes.get(place, for: .everyone, read)
        routes.post(place, for: .everyone, write)
    }

    static let place = Address("/notebook")
}
