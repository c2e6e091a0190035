import Cooperation
import HTTP
public import Room
import Web

/// How members come in and go out: signing in with a password, accepting an invitation, one's own sessions.
///
/// Small on purpose: other doors may take its place, as long as they begin and end sessions.
public enum Doors {
    public static let room = Room("doors", window: .frontDoor) { routes in
        routes.get(Places.signIn, signInPage)
        routes.post(Places.signIn, limit: 8 << 10, lane: .slow, signIn)
        routes.post(Places.signOut, limit: 8 << 10, signOut)
        routes.get(Places.welcome, welcomePage)
        routes.post(Places.welcome, limit: 8 << 10, lane: .slow, welcome)
        routes.get(Places.account, accountPage)
        routes.post(Places.accountPassword, limit: 8 << 10, lane: .slow, changePassword)
        routes.post(Places.accountSessions, limit: 8 << 10, endSessions)
    }
}
