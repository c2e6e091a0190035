import Cooperation
import HTTP
public import Room
import Web

/// How members come in and go out: by a passkey, or by a password and a code; accepting an invitation; one's own keys
/// and sessions; and showing once more who one is before what is dangerous.
public enum Doors {
    public static let room = Room("doors", window: .frontDoor) { routes in
        routes.get(Places.signIn, signInPage)
        routes.post(Places.signIn, limit: 8 << 10, lane: .slow, signIn)
        routes.post(Places.signInChallenge, limit: 1 << 10, signInChallenge)
        routes.post(Places.signInPasskey, limit: PasskeyForm.limit, signInPasskey)
        routes.post(Places.signInCode, limit: 8 << 10, signInCode)
        routes.post(Places.signInProvider, limit: 8 << 10, lane: .slow, setOut)
        routes.get(Places.signInReturn, returnPage)
        routes.post(Places.signInReturn, limit: 16 << 10, lane: .slow, comeBack)
        routes.post(Places.signOut, limit: 8 << 10, signOut)
        routes.get(Places.welcome, welcomePage)
        routes.post(Places.welcome, limit: 8 << 10, lane: .slow, welcome)
        routes.get(Places.account, accountPage)
        routes.post(Places.accountPassword, limit: 8 << 10, lane: .slow, changePassword)
        routes.post(Places.accountSessions, limit: 8 << 10, endSessions)
        routes.post(Places.accountPasskeyChallenge, limit: 1 << 10, passkeyChallenge)
        routes.post(Places.accountPasskeys, limit: PasskeyForm.limit, addPasskey)
        routes.post(Places.accountPasskeyRemoval, limit: 8 << 10, removePasskey)
        routes.get(Places.accountCodes, codesPage)
        routes.post(Places.accountCodes, limit: 8 << 10, keepCodes)
        routes.post(Places.accountCodesRemoval, limit: 8 << 10, removeCodes)
        routes.post(Places.accountRecovery, limit: 8 << 10, renewRecovery)
        routes.get(Places.proof, proofPage)
        routes.post(Places.proof, limit: 256 << 10, lane: .slow, prove)
        routes.post(Places.proofChallenge, limit: 1 << 10, proofChallenge)
        routes.post(Places.proofPasskey, limit: 256 << 10, proveByPasskey)
    }
}
