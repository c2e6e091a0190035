public import Basics
public import Converters
public import HTTP
public import Identity
public import Languages
public import OpenID
public import Passkeys
public import Store
public import Web

/// Whoever asks for a page, and all that a room may use to answer: nothing here can write.
public struct Visitor {
    public let request: HTTPRequest
    /// What stands behind the `?` of the address.
    public let query: Fields
    /// What was submitted; empty for `GET`.
    public let form: Fields
    /// The files that were sent with the form; empty unless it was sent as `multipart/form-data`.
    public let files: [FormFile]
    /// A connection for reading, lent to this request alone.
    public let store: Connection
    /// The visitor's language: its phrases, dates and numbers.
    public let say: Tongue
    /// The one day that every page takes for today, in the network's time zone or as a sample sets it.
    public let today: Day
    public let now: Moment
    /// The network's time zone.
    public let zone: Zone
    /// The languages that the network offers, its first language first.
    public let offered: [Language]
    /// Whoever has signed in, if anybody has.
    public var member: Member? { session?.member }
    /// The session of whoever has signed in.
    public let session: Session?
    /// What the visitor may do today.
    public let rights: Set<Right>
    /// The function in which they act, in the words of the cooperation; nil where they hold none.
    public let function: String?
    /// The house as passkeys know it; nil under a name for which browsers have none.
    public var passkeyPlace: PasskeyPlace? { findPasskeyPlace() }
    // Few pages ask.
    private let findPasskeyPlace: () -> PasskeyPlace?
    /// Somebody else's sign-in that this house believes, if there is one.
    public let provider: Provider?
    /// Where links in mails lead; nil where the house sends none.
    public let mailOrigin: String?
    /// How long a session lasts in this house.
    public let sessionLimits: Session.Limits
    /// Where documents become other documents.
    public let workshop: Workshop
    /// Every window of the house as it looks today.
    public let windows: @Sendable (Connection, Day) throws -> [WindowView]

    public init(
        request: HTTPRequest, query: Fields, form: Fields, files: [FormFile] = [], store: Connection, say: Tongue,
        today: Day, now: Moment, zone: Zone = .utc, offered: [Language], session: Session? = nil,
        rights: Set<Right> = [.everyone], function: String? = nil,
        passkeyPlace: @autoclosure @escaping () -> PasskeyPlace? = nil, provider: Provider? = nil,
        mailOrigin: String? = nil, sessionLimits: Session.Limits = Session.Limits(), workshop: Workshop,
        windows: @escaping @Sendable (Connection, Day) throws -> [WindowView]
    ) {
        self.request = request
        self.query = query
        self.form = form
        self.files = files
        self.store = store
        self.say = say
        self.today = today
        self.now = now
        self.zone = zone
        self.offered = offered
        self.session = session
        self.rights = rights
        self.function = function
        findPasskeyPlace = passkeyPlace
        self.provider = provider
        self.mailOrigin = mailOrigin
        self.sessionLimits = sessionLimits
        self.workshop = workshop
        self.windows = windows
    }

    public var language: Language { say.language }

    /// The file that was chosen in a field; nil where none was.
    public func file(_ name: String) -> FormFile? {
        files.first { $0.name == name }
    }
}
