/// A whole response. The server adds `Date`, `Content-Length`, `Connection` and its standing fields,
/// and leaves the body out where HTTP has none (HEAD, 204, 304).
public struct HTTPResponse: Sendable {
    public var status: HTTPStatus
    public var fields: HTTPFields
    public var body: [UInt8]

    public init(status: HTTPStatus, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A response with a text, in UTF-8; the content type should say so.
    public init(_ status: HTTPStatus, _ text: String, type: String = "text/plain; charset=utf-8") {
        self.init(status: status, fields: [.contentType: type], body: Array(text.utf8))
    }
}
