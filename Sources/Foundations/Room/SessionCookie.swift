import Basics
public import HTTP
public import Identity
import Web

/// The cookie that carries a session: sent to this house alone, over a safe line, never shown to scripts
/// (RFC 6265bis, 4.1.3; OWASP ASVS 5.0, 3.3).
public enum SessionCookie {
    static let name = "__Host-session"
    private static let manner = "Path=/; Secure; HttpOnly; SameSite=Strict"

    /// What a request brings; nil without a cookie or with one that cannot be ours.
    public static func token(in request: HTTPRequest) -> SessionToken? {
        Cookies.value(of: name, in: request.fields[.cookie]).flatMap(SessionToken.init)
    }

    /// As a browser sends it back.
    public static func text(of token: SessionToken) -> String {
        "\(name)=\(token.text)"
    }

    /// The fields that give it to a browser, until the browser ends.
    public static func given(_ token: SessionToken) -> HTTPFields {
        [.setCookie: "\(text(of: token)); \(manner)"]
    }

    /// The fields that take it away, with all that the browser has kept of the house (W3C Clear Site Data).
    public static var taken: HTTPFields {
        [
            .setCookie: "\(name)=; Max-Age=0; \(manner)",
            .clearSiteData: "\"cache\", \"cookies\", \"storage\"",
        ]
    }
}
