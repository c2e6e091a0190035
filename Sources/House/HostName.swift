import Passkeys

/// The name in a request's authority (RFC 9110, 4.2.1).
enum HostName {
    /// `localhost:8080` is `localhost`; an IPv6 address keeps its brackets.
    static func withoutPort(_ authority: String) -> String {
        guard let colon = authority.lastIndex(of: ":"), authority[colon...].dropFirst().allSatisfy(\.isNumber),
            !authority[..<colon].contains(":") || authority[..<colon].hasSuffix("]")
        else { return authority }
        return String(authority[..<colon])
    }

    /// The house as passkeys know it: by the address that the operator gave, or, on this machine and where there is none,
    /// by the name under which it is asked; nil where browsers know none.
    static func passkeyPlace(_ authority: String, address: String?) -> PasskeyPlace? {
        let authority = authority.lowercased()
        if withoutPort(authority) == "localhost" { return PasskeyPlace(origin: "http://\(authority)") }
        return PasskeyPlace(origin: address?.lowercased() ?? "https://\(authority)")
    }
}
