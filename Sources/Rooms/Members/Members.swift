import Cooperation
import HTTP
public import Room
import Web

/// What is the members' own: each one's page, the directory, their entries, and the policy that says who may do what.
public enum Members {
    public static let room = Room("members", window: .frontDoor) { routes in
        routes.get(Places.members, for: .ownAccount, home)
        routes.get(Places.notices, for: .ownAccount, notices)
        routes.get(Places.noticeStream, for: .ownAccount, noticeStream)
        routes.post(Places.noticesSeen, for: .ownAccount, limit: 4 << 10, seeNotices)
        routes.get(Places.directory, for: .members, directory)
        routes.get(Places.directoryCard, for: .members, card)
        routes.get(Places.directoryEntry, for: .members, entry)
        routes.post(Places.directoryEntry, for: .members, limit: 16 << 10, keepEntry)
        routes.get(Places.papers, for: .ownAccount, papers)
        routes.get(Places.paper, for: .ownAccount, paper)
        routes.get(Places.personInvitation, for: .people, askInvite)
        routes.post(Places.personInvitation, for: .people, limit: 8 << 10, invite)
        routes.post(Places.acting, for: .ownAccount, limit: 8 << 10, act)
        routes.get(Places.consents, for: .consenting, consents)
        routes.post(Places.consents, for: .consenting, limit: 8 << 10, decide)
        routes.get(Places.peopleAtAGlance, for: .people, people)
        routes.get(Places.personEnd, for: .people, askEnd)
        routes.post(Places.personEnd, for: .people, limit: 8 << 10, end)
        routes.get(Places.policy, for: .everyone, policy)
        routes.get(Places.retention, for: .everyone, retention)
        routes.get(Places.personData, for: .people, personData)
        routes.post(Places.personData, for: .people, limit: 8 << 10, takePersonData)
    }
}
