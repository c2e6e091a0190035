import Cooperation
import HTTP
public import Room
import Web

/// What is the members' own: each one's page, the directory, their entries, and the policy that says who may do what.
public enum Members {
    public static let room = Room("members", window: .frontDoor) { routes in
        routes.get(Places.members, for: .ownAccount, home)
        routes.get(Places.directory, for: .members, directory)
        routes.get(Places.directoryCard, for: .members, card)
        routes.get(Places.directoryEntry, for: .members, entry)
        routes.post(Places.directoryEntry, for: .members, limit: 16 << 10, keepEntry)
        routes.get(Places.personInvitation, for: .people, askInvite)
        routes.post(Places.personInvitation, for: .people, limit: 8 << 10, invite)
        routes.get(Places.policy, for: .everyone, policy)
        routes.get(Places.retention, for: .everyone, retention)
        routes.get(Places.personData, for: .people, personData)
        routes.post(Places.personData, for: .people, limit: 8 << 10, takePersonData)
    }
}
