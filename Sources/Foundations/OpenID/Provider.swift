import Basics

/// A sign-in of somebody else's, such as a ministry's, that the house believes (OpenID Connect Core 1.0).
public struct Provider: Sendable, Hashable {
    /// Its address, exactly as it names itself: `https://login.example.org`.
    public let issuer: String
    /// What the house is called there.
    public let client: String
    /// What the house shows there to prove that; in no log and on no page.
    public let secret: String
    /// What people are told that it is.
    public let name: String

    /// Nil for an issuer that is not spoken to over a safe line; on this machine any will do.
    public init?(issuer: String, client: String, secret: String, name: String) {
        guard !client.isEmpty, !secret.isEmpty, Provider.isSafe(issuer), !issuer.contains("?"), !issuer.contains("#")
        else { return nil }
        self.issuer = issuer
        self.client = client
        self.secret = secret
        self.name = name
    }

    /// Whether an address may be asked for what the house will believe.
    static func isSafe(_ address: String) -> Bool {
        guard !address.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7f }) else { return false }
        return address.hasPrefix("https://") || isOnThisMachine(address)
    }

    static func isOnThisMachine(_ address: String) -> Bool {
        ["http://localhost", "http://127.0.0.1"].contains { start in
            address.hasPrefix(start)
                && [":", "/"].contains(address.dropFirst(start.count).first.map(String.init) ?? "/")
        } && !address.contains("@")
    }
}

/// Why somebody did not come in by a provider. For the log and for tests.
public enum OpenIDFault: String, Error, Sendable, Hashable, CaseIterable {
    case unreachable, unreadable
    case description, noToken
    case form, algorithm, key, signature
    case issuer, audience, time, nonce, subject
}

/// What the house remembers of somebody it sent to a provider.
public struct Journey: Sendable, Hashable {
    /// What the provider sends back, so that the house knows whose return it is.
    public let state: String
    /// What stands in the token, so that no other token will do.
    public let nonce: String
    /// What shows that whoever sends the code is who asked for it (PKCE, RFC 7636).
    public let verifier: String

    /// A new one; each of the three has 256 random bits.
    public static func fresh() -> Journey {
        func text() -> String { Base64URL.text(of: Randomness.bytes(32)) }
        return Journey(state: text(), nonce: text(), verifier: text())
    }

    public init(state: String, nonce: String, verifier: String) {
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
    }

    /// What is sent first in the place of the verifier.
    var challenge: String { Base64URL.text(of: Digest(of: verifier).bytes) }
}
