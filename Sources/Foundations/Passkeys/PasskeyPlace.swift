/// The house as passkeys know it (WebAuthn, “relying party”): they work under this name alone.
public struct PasskeyPlace: Sendable, Hashable {
    /// Scheme, name and port exactly as browsers say them: `https://house.example.org`.
    public let origin: String
    /// The host name alone, in lower case.
    public let name: String

    /// Nil for an origin under which browsers know no passkeys: not `https`, unless it is `localhost`; or a bare number.
    public init?(origin: String) {
        let parts = origin.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "https" || parts[0] == "http", origin == origin.lowercased() else {
            return nil
        }
        let name = String(parts[1].prefix { $0 != ":" })
        guard let first = name.utf8.first, let last = name.split(separator: ".").last,
            name.utf8.allSatisfy({ PasskeyPlace.isOfName($0) }), first != UInt8(ascii: "."),
            !last.allSatisfy(\.isNumber), parts[0] == "https" || name == "localhost"
        else { return nil }
        self.origin = origin
        self.name = name
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
