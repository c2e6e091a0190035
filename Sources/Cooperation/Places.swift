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
    /// Where one becomes an invented person, in a house that is a sample.
    public static let signInSample = Address("/sign-in/sample")
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
    /// What a member is told.
    public static let notices = Address("/members/notices")
    /// The same as it happens, for a script (`text/event-stream`).
    public static let noticeStream = Address("/members/notices/stream")
    public static let noticesSeen = Address("/members/notices/seen")
    public static let directory = Address("/members/directory")
    /// Somebody's entry as a card for address books.
    public static let directoryCard = Path<String>("/members/directory/{person}/card")
    public static let papers = Address("/members/papers")
    public static let paper = Path<String>("/members/papers/{paper}")
    public static let directoryEntry = Address("/members/entry")
    /// Where a person of the network is let in.
    public static let personInvitation = Path<String>("/members/people/{person}/invitation")
    /// The policy, as everybody may read it.
    public static let policy = Address("/who-may-do-what")
    /// How a member is written to.
    public static let accountMail = Address("/account/mail")
    public static let accountMailAddress = Address("/account/mail/address")
    /// Where a code from a mail says that an address is the member's.
    public static let mailConfirmation = Address("/mail/confirmation")
    /// Where a token from a mail ends the mails that say that something waits; works without signing in.
    public static let unsubscription = Address("/mail/unsubscription")
    /// Which mail does not arrive.
    public static let mailTroubles = Address("/members/mail")
    /// What waits for a second person.
    public static let consents = Address("/members/consents")
    /// In which of their functions somebody acts.
    public static let acting = Address("/members/acting")
    /// Everybody the secretariat knows, and whether they can come in.
    public static let peopleAtAGlance = Address("/members/people")
    /// Where a person's access is ended.
    public static let personEnd = Path<String>("/members/people/{person}/end")
    /// Keys for a member's own programs.
    public static let accountTokens = Address("/account/tokens")
    public static let accountTokensRemoval = Address("/account/tokens/remove")
    /// The addresses of a member's own calendar and news.
    public static let accountFeeds = Address("/account/feeds")
    public static let accountFeedsRemoval = Address("/account/feeds/remove")
    /// A member's own calendar and news, by a secret: see `FeedAddress`.
    public static let ownCalendar = Path<String>("/feeds/{secret}/calendar.ics")
    public static let ownNews = Path<String>("/feeds/{secret}/news.atom")

    /// The secret in one of these two; nil for every other address.
    public static func secret(in path: String) -> String? {
        let segments = path.split(separator: "/").map(String.init)
        return ownCalendar.read(segments) ?? ownNews.read(segments)
    }

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
