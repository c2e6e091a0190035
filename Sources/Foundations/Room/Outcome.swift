public import HTTP
public import Markup
public import Store

/// What a handler decides; the house turns it into an answer.
public enum Outcome: Sendable {
    /// A page, put into the house's frame.
    case page(Page)
    /// A file as it is, such as a calendar.
    case file(HTTPFile)
    /// A short text for a script of the house.
    case said(String)
    /// What a member's script is told as it happens.
    case events(Events)
    /// Go on at another address of the house (303 See Other).
    case elsewhere(Link)
    /// There is no such thing, or not for this visitor: both look alike.
    case missing
    /// Another outcome, with fields for the head of its answer, such as a cookie.
    indirect case with(HTTPFields, Outcome)
    /// A write: runs on the one writer, and is answered only after its commit is durable.
    case commit(@Sendable (Transaction) throws -> Outcome)
}

/// A page of a room, without the frame that the house puts around it.
public struct Page: Sendable {
    public var title: String
    public var window: Window
    public var body: HTML
    public var status: HTTPStatus
    /// Other forms of the same page, such as its calendar.
    public var alternates: [Alternate]
    /// Whether search engines are welcome to list it.
    public var isListed = true
    /// Scripts of the house that make the page nicer, by the names of their files.
    public var scripts: [String] = []
    /// Style sheets of the house beside those of every page, by the names of their files.
    public var sheets: [String] = []

    /// Another form of a page.
    public struct Alternate: Sendable {
        public let title: String
        public let type: String
        public let link: Link

        public init(title: String, type: String, link: Link) {
            self.title = title
            self.type = type
            self.link = link
        }
    }

    public init(
        _ title: String, in window: Window, status: HTTPStatus = .ok, alternates: [Alternate] = [], body: HTML
    ) {
        self.title = title
        self.window = window
        self.status = status
        self.alternates = alternates
        self.body = body
    }
}
