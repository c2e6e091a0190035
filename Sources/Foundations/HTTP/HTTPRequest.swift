/// A request whose head has been read and checked; its body is handed over apart.
public struct HTTPRequest: Sendable {
    public var method: HTTPMethod
    /// The path as it was sent, percent-encoded, beginning with `/`, without the query.
    public var path: String
    /// What stood behind the first `?`, as it was sent; nil without one.
    public var query: String?
    /// The host in lower case with the port as sent; empty only for HTTP/1.0 without `Host`.
    public var authority: String
    public var fields: HTTPFields
    /// The address of the machine at the other end, without a port. It may be a proxy's.
    public var peer: String

    public init(
        method: HTTPMethod = .get, path: String, query: String? = nil, authority: String = "",
        fields: HTTPFields = [:], peer: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.authority = authority
        self.fields = fields
        self.peer = peer
    }
}
