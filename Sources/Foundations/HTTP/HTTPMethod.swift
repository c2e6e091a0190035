/// The method of a request (RFC 9110, section 9), case-sensitive.
public struct HTTPMethod: Hashable, Sendable, RawRepresentable {
    /// The method as it stands in the request line.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let get = HTTPMethod(rawValue: "GET")
    public static let head = HTTPMethod(rawValue: "HEAD")
    public static let post = HTTPMethod(rawValue: "POST")
    public static let put = HTTPMethod(rawValue: "PUT")
    public static let patch = HTTPMethod(rawValue: "PATCH")
    public static let delete = HTTPMethod(rawValue: "DELETE")
    public static let options = HTTPMethod(rawValue: "OPTIONS")
    /// Reading with a question in the body, a newer method: known, so that it is refused for the address (405) and not as
    /// a word that nobody understands (501).
    public static let query = HTTPMethod(rawValue: "QUERY")
}

extension HTTPMethod: CustomStringConvertible {
    public var description: String { rawValue }
}
