public import Web

/// The permanent addresses of the public pages, so that rooms can link to each other without knowing each other.
public enum Places {
    public static let home = Address("/")
    public static let about = Address("/about")

    public static let activities = Address("/activities")
    public static let activity = Path<Int>("/activities/{number}")
    public static let calendar = Address("/calendar")
    public static let month = Path<String>("/calendar/{month}")
    public static let calendarFile = Address("/calendar.ics")

    public static let projects = Address("/projects")
    public static let project = Path<String>("/projects/{project}")
    public static let projectCalendar = Path<String>("/projects/{project}/calendar.ics")

    public static let states = Address("/states")
    public static let state = Path<String>("/states/{state}")
    public static let stateCalendar = Path<String>("/states/{state}/calendar.ics")

    public static let strategy = Address("/strategy")
    public static let priority = Path<String>("/strategy/priorities/{priority}")
    public static let objective = Path<String>("/strategy/objectives/{objective}")
    public static let goals = Address("/goals")

    public static let meetings = Address("/meetings")
    public static let meeting = Path<String>("/meetings/{meeting}")
    public static let reports = Address("/reports")
    public static let report = Path<String>("/reports/{presidency}")
    public static let reportCheck = Path<String>("/reports/{presidency}/check")
    public static let reportPublish = Path<String>("/reports/{presidency}/publish")
    public static let reportDownload = Path<String, String>("/reports/{presidency}/download/{format}")
    /// A published version of a report, by its number.
    public static let reportVersion = Path<String, Int>("/reports/{presidency}/versions/{number}")
    /// What differs from the version before.
    public static let reportChanges = Path<String, Int>("/reports/{presidency}/versions/{number}/changes")
    public static let versionDownload = Path<String, Int, String>(
        "/reports/{presidency}/versions/{number}/download/{format}")
    public static let finances = Address("/finances")

    public static let conclusions = Address("/conclusions")
    public static let conclusion = Path<String>("/conclusions/{conclusion}")
    public static let history = Address("/history")
    public static let sources = Address("/sources")

    public static let law = Address("/law")

    public static let search = Address("/search")

    /// The page that explains how programs read the public records.
    public static let openData = Address("/api")
    /// Where programs ask: everything at and below it is for them.
    public static let openRoot = Address("/api/v1")
    public static let openSearch = Address("/api/v1/search")
    public static let openDescription = Address("/api/v1/openapi.json")
    public static let openTable = Path<String>("/api/v1/{table}")
    public static let openRecord = Path<String, String>("/api/v1/{table}/{record}")

    public static let news = Address("/news")
    public static let newsFeed = Address("/news.atom")

    /// The secretariat's desk.
    public static let desk = Address("/desk")
    /// The records of one kind; a kind is the name of its table.
    public static let records = Path<String>("/desk/{kind}")
    /// An empty form for a record; fields named in the query are filled in.
    public static let newRecord = Path<String>("/desk/{kind}/new")
    /// The form of a record.
    public static let record = Path<String, String>("/desk/{kind}/{record}")

    /// What was done to a record, and by whom.
    public static let recordHistory = Path<String, String>("/desk/{kind}/{record}/history")

    public static let signIn = Address("/sign-in")
    /// What a browser is to have signed by a passkey, for signing in.
    public static let signInChallenge = Address("/sign-in/challenge")
    public static let signInPasskey = Address("/sign-in/passkey")
    /// The code after the password.
    public static let signInCode = Address("/sign-in/code")
    /// To the sign-in of somebody else, and back from there.
    public static let signInProvider = Address("/sign-in/provider")
    public static let signInReturn = Address("/sign-in/return")
    public static let signOut = Address("/sign-out")
    /// Where an invitation is accepted.
    public static let welcome = Address("/welcome")
    /// A member's own password and sessions.
    public static let account = Address("/account")
    /// A member's own page, and what only members read.
    public static let members = Address("/members")
    public static let directory = Address("/members/directory")
    /// Somebody's entry as a card for address books.
    public static let directoryCard = Path<String>("/members/directory/{person}/card")
    public static let directoryEntry = Address("/members/entry")
    /// Where a person of the network is let in.
    public static let personInvitation = Path<String>("/members/people/{person}/invitation")
    /// The policy, as everybody may read it.
    public static let policy = Address("/who-may-do-what")
    /// How long the house keeps what, as everybody may read it.
    public static let retention = Address("/retention")
    /// What the house holds about a member, and being forgotten.
    public static let accountData = Address("/account/data")
    public static let accountErasure = Address("/account/data/erasure")
    /// What the house holds about a person of the network.
    public static let personData = Path<String>("/members/people/{person}/data")
    public static let accountPassword = Address("/account/password")
    public static let accountSessions = Address("/account/sessions")
    public static let accountPasskeys = Address("/account/passkeys")
    public static let accountPasskeyChallenge = Address("/account/passkeys/challenge")
    public static let accountPasskeyRemoval = Address("/account/passkeys/remove")
    /// Codes of a telephone.
    public static let accountCodes = Address("/account/codes")
    public static let accountCodesRemoval = Address("/account/codes/remove")
    public static let accountRecovery = Address("/account/recovery")
    /// Where a member shows once more that it is them.
    public static let proof = Address("/account/proof")
    public static let proofChallenge = Address("/account/proof/challenge")
    public static let proofPasskey = Address("/account/proof/passkey")
}
