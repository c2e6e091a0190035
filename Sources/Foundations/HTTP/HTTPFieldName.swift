/// The name of a header field (RFC 9110, section 5.1): a token whose case does not matter.
public struct HTTPFieldName: Hashable, Sendable {
    /// The name as it is written to the wire.
    public let rawName: String
    /// The name in lower case, by which names are compared.
    public let canonicalName: String

    /// Nil when the text is empty or has a character that no name may have.
    public init?(_ name: String) {
        guard !name.isEmpty, name.utf8.allSatisfy(HTTPFieldName.allows) else { return nil }
        self.init(token: name)
    }

    /// A name already known to be a token.
    package init(token name: String) {
        rawName = name
        canonicalName = name.lowercased()
    }

    /// A token already in lower case, as the parser makes them.
    package init(lowercasedToken name: String) {
        rawName = name
        canonicalName = name
    }

    /// The characters of a token (RFC 9110, section 5.6.2).
    @inlinable
    package static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x30...0x39, 0x41...0x5a, 0x5e...0x7a, 0x7c, 0x7e: true
        default: false
        }
    }

    public static func == (one: HTTPFieldName, other: HTTPFieldName) -> Bool {
        one.canonicalName == other.canonicalName
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonicalName)
    }
}

extension HTTPFieldName: CustomStringConvertible {
    public var description: String { rawName }
}

extension HTTPFieldName {
    public static let accept = HTTPFieldName(token: "Accept")
    public static let acceptEncoding = HTTPFieldName(token: "Accept-Encoding")
    public static let acceptLanguage = HTTPFieldName(token: "Accept-Language")
    public static let acceptRanges = HTTPFieldName(token: "Accept-Ranges")
    public static let accessControlAllowHeaders = HTTPFieldName(token: "Access-Control-Allow-Headers")
    public static let accessControlAllowMethods = HTTPFieldName(token: "Access-Control-Allow-Methods")
    public static let accessControlAllowOrigin = HTTPFieldName(token: "Access-Control-Allow-Origin")
    public static let accessControlExposeHeaders = HTTPFieldName(token: "Access-Control-Expose-Headers")
    public static let accessControlMaxAge = HTTPFieldName(token: "Access-Control-Max-Age")
    public static let allow = HTTPFieldName(token: "Allow")
    public static let authorization = HTTPFieldName(token: "Authorization")
    public static let cacheControl = HTTPFieldName(token: "Cache-Control")
    public static let clearSiteData = HTTPFieldName(token: "Clear-Site-Data")
    public static let connection = HTTPFieldName(token: "Connection")
    public static let contentDisposition = HTTPFieldName(token: "Content-Disposition")
    public static let contentEncoding = HTTPFieldName(token: "Content-Encoding")
    public static let contentLanguage = HTTPFieldName(token: "Content-Language")
    public static let contentLength = HTTPFieldName(token: "Content-Length")
    public static let contentRange = HTTPFieldName(token: "Content-Range")
    public static let contentSecurityPolicy = HTTPFieldName(token: "Content-Security-Policy")
    public static let contentType = HTTPFieldName(token: "Content-Type")
    public static let cookie = HTTPFieldName(token: "Cookie")
    public static let crossOriginEmbedderPolicy = HTTPFieldName(token: "Cross-Origin-Embedder-Policy")
    public static let crossOriginOpenerPolicy = HTTPFieldName(token: "Cross-Origin-Opener-Policy")
    public static let crossOriginResourcePolicy = HTTPFieldName(token: "Cross-Origin-Resource-Policy")
    public static let date = HTTPFieldName(token: "Date")
    public static let eTag = HTTPFieldName(token: "ETag")
    public static let expect = HTTPFieldName(token: "Expect")
    public static let forwarded = HTTPFieldName(token: "Forwarded")
    public static let host = HTTPFieldName(token: "Host")
    public static let ifMatch = HTTPFieldName(token: "If-Match")
    public static let ifModifiedSince = HTTPFieldName(token: "If-Modified-Since")
    public static let ifNoneMatch = HTTPFieldName(token: "If-None-Match")
    public static let ifRange = HTTPFieldName(token: "If-Range")
    public static let lastEventID = HTTPFieldName(token: "Last-Event-ID")
    public static let lastModified = HTTPFieldName(token: "Last-Modified")
    public static let link = HTTPFieldName(token: "Link")
    public static let location = HTTPFieldName(token: "Location")
    public static let origin = HTTPFieldName(token: "Origin")
    public static let permissionsPolicy = HTTPFieldName(token: "Permissions-Policy")
    public static let range = HTTPFieldName(token: "Range")
    public static let referer = HTTPFieldName(token: "Referer")
    public static let referrerPolicy = HTTPFieldName(token: "Referrer-Policy")
    public static let retryAfter = HTTPFieldName(token: "Retry-After")
    public static let secFetchDest = HTTPFieldName(token: "Sec-Fetch-Dest")
    public static let secFetchMode = HTTPFieldName(token: "Sec-Fetch-Mode")
    public static let secFetchSite = HTTPFieldName(token: "Sec-Fetch-Site")
    public static let setCookie = HTTPFieldName(token: "Set-Cookie")
    public static let strictTransportSecurity = HTTPFieldName(token: "Strict-Transport-Security")
    public static let transferEncoding = HTTPFieldName(token: "Transfer-Encoding")
    public static let userAgent = HTTPFieldName(token: "User-Agent")
    public static let vary = HTTPFieldName(token: "Vary")
    public static let wwwAuthenticate = HTTPFieldName(token: "WWW-Authenticate")
    public static let xAccelBuffering = HTTPFieldName(token: "X-Accel-Buffering")
    public static let xContentTypeOptions = HTTPFieldName(token: "X-Content-Type-Options")
    public static let xForwardedFor = HTTPFieldName(token: "X-Forwarded-For")
    public static let xForwardedProto = HTTPFieldName(token: "X-Forwarded-Proto")
}
