import Basics

/// What opens a session: 256 random bits, known to the browser alone. The store has only their digest.
public struct SessionToken: Sendable {
    private let bytes: [UInt8]

    static let count = 32

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func fresh() -> SessionToken {
        SessionToken(Randomness.bytes(count))
    }

    /// Reads what a browser sent; nil unless it is 64 hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.count == 2 * SessionToken.count, let bytes = Hexadecimal.bytes(of: text) else { return nil }
        self.bytes = bytes
    }

    /// As it stands in the cookie, and nowhere else.
    public var text: String { Hexadecimal.text(of: bytes) }

    /// What the store keeps, and finds the session by.
    var digest: Digest { Digest(of: bytes) }
}
