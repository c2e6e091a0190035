import Basics

/// The mail server to which the house hands its mail, and how it shows there who it is.
public struct MailServer: Hashable, Sendable {
    /// How the line is kept safe.
    public enum Security: String, Hashable, Sendable, CaseIterable {
        /// Safe from its first byte on (RFC 8314), usually at port 465.
        case tls
        /// Made safe before anything is said on it (RFC 3207), usually at port 587; a server that cannot is not used.
        case starttls
        /// Plain text; to this machine alone.
        case none
    }

    public let host: String
    public let port: UInt16
    public let security: Security
    /// What the house calls itself when it says hello.
    public let name: String
    public let user: String?
    /// In no log and on no page.
    let password: String?
    /// A file of certificates that are believed instead of the system's.
    public let authorities: String?

    /// Nil where the host is none, or where plain text would leave this machine.
    public init?(
        host: String, port: UInt16, security: Security, name: String, user: String? = nil, password: String? = nil,
        authorities: String? = nil
    ) {
        guard MailServer.isHost(host), MailServer.isHost(name), port > 0,
            security != .none || MailServer.isThisMachine(host), (user == nil) == (password == nil)
        else { return nil }
        self.host = host
        self.port = port
        self.security = security
        self.name = name
        self.user = user
        self.password = password
        self.authorities = authorities
    }

    /// Where libcurl finds it.
    var address: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)/\(name)"
    }

    public static func isThisMachine(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "::1"].contains(host)
    }

    private static func isHost(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }
}

/// What became of a mail that was handed to the server.
public enum Delivery: Hashable, Sendable {
    /// The server took it, and answers for it from now on.
    case taken
    /// The server will never take it: what it said, with its code.
    case refused(String)
    /// The server does not take this mail now.
    case postponed(String)
    /// The server itself is the trouble: it cannot be reached, is not safe, or does not know the house.
    case unreachable(String)
}

/// Whoever takes mail away.
public protocol MailCarrier: Sendable {
    /// Hands one mail over; may take a minute. Called by one thread at a time.
    func carry(_ letter: Letter) -> Delivery
    /// There is nothing more to carry for now.
    func rest()
}
