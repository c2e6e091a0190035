/// The name in a request's authority (RFC 9110, 4.2.1).
enum HostName {
    /// `localhost:8080` is `localhost`; an IPv6 address keeps its brackets.
    static func withoutPort(_ authority: String) -> String {
        guard let colon = authority.lastIndex(of: ":"), authority[colon...].dropFirst().allSatisfy(\.isNumber),
            !authority[..<colon].contains(":") || authority[..<colon].hasSuffix("]")
        else { return authority }
        return String(authority[..<colon])
    }
}
