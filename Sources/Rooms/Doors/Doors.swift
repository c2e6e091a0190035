import Cooperation
import HTTP
public import Room
import Web

/// How members come in and go out: by a passkey, or by a password and a code; accepting an invitation; one's own keys
/// and sessions; and showing once more who one is before what is dangerous.
public enum Doors {
    public static let room = Room("doors", window: .frontDoor) { routes in
        routes.get(Places.signIn, for: .everyone, signInPage)
        routes.post(Places.signIn, for: .everyone, limit: 8 << 10, lane: .slow, signIn)
        routes.post(Places.signInChallenge, for: .everyone, limit: 1 << 10, signInChallenge)
        routes.post(Places.signInPasskey, for: .everyone, limit: PasskeyForm.limit, signInPasskey)
        routes.post(Places.signInCode, for: .everyone, limit: 8 << 10, signInCode)
        routes.post(Places.signInSample, for: .everyone, limit: 8 << 10, signInAsSample)
        routes.post(Places.signInProvider, for: .everyone, limit: 8 << 10, lane: .slow, setOut)
        routes.get(Places.signInReturn, for: .everyone, returnPage)
        routes.post(Places.signInReturn, for: .everyone, limit: 16 << 10, lane: .slow, comeBack)
        routes.post(Places.signOut, for: .everyone, limit: 8 << 10, signOut)
        routes.get(Places.welcome, for: .everyone, welcomePage)
        routes.post(Places.welcome, for: .everyone, limit: 8 << 10, lane: .slow, welcome)
        routes.get(Places.accountData, for: .ownAccount, dataPage)
        routes.post(Places.accountData, for: .ownAccount, limit: 8 << 10, takeData)
        routes.post(Places.accountErasure, for: .ownAccount, limit: 8 << 10, eraseData)
        routes.get(Places.account, for: .ownAccount, accountPage)
        routes.post(Places.accountPassword, for: .ownAccount, limit: 8 << 10, lane: .slow, changePassword)
        routes.post(Places.accountSessions, for: .ownAccount, limit: 8 << 10, endSessions)
        routes.post(Places.accountPasskeyChallenge, for: .ownAccount, limit: 1 << 10, passkeyChallenge)
        routes.post(Places.accountPasskeys, for: .ownAccount, limit: PasskeyForm.limit, addPasskey)
        routes.post(Places.accountPasskeyRemoval, for: .ownAccount, limit: 8 << 10, removePasskey)
        routes.get(Places.accountCodes, for: .ownAccount, codesPage)
        routes.post(Places.accountCodes, for: .ownAccount, limit: 8 << 10, keepCodes)
        routes.post(Places.accountCodesRemoval, for: .ownAccount, limit: 8 << 10, removeCodes)
        routes.post(Places.accountRecovery, for: .ownAccount, limit: 8 << 10, renewRecovery)
        routes.get(Places.accountTokens, for: .ownAccount, tokensPage)
        routes.post(Places.accountTokens, for: .ownAccount, limit: 8 << 10, makeToken)
        routes.post(Places.accountTokensRemoval, for: .ownAccount, limit: 8 << 10, endToken)
        routes.get(Places.accountFeeds, for: .ownAccount, feedsPage)
        routes.post(Places.accountFeeds, for: .ownAccount, limit: 8 << 10, renewFeeds)
        routes.post(Places.accountFeedsRemoval, for: .ownAccount, limit: 8 << 10, endFeeds)
        routes.get(Places.proof, for: .ownAccount, proofPage)
        routes.post(Places.proof, for: .ownAccount, limit: 256 << 10, lane: .slow, prove)
        routes.post(Places.proofChallenge, for: .ownAccount, limit: 1 << 10, proofChallenge)
        routes.post(Places.proofPasskey, for: .ownAccount, limit: 256 << 10, proveByPasskey)
    }
}
