public import HTTP

/// Answers that are the same in every house.
public enum Answers {
    /// A short text without a frame, for programs and for moments when nothing else works.
    static func plain(_ status: HTTPStatus, _ text: String) -> HTTPResponse {
        var answer = HTTPResponse(status, text)
        answer.fields[.cacheControl] = "no-store"
        return answer
    }

    /// The fields that every answer carries, whatever it is (the product's security checks C01 to C03).
    public static let standingFields: HTTPFields = [
        .strictTransportSecurity: "max-age=63072000; includeSubDomains",
        .contentSecurityPolicy: """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
        font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'; trusted-types cc; report-to csp
        """,
        .integrityPolicy: "blocked-destinations=(script), endpoints=(csp)",
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "no-referrer",
        .crossOriginOpenerPolicy: "same-origin",
        .crossOriginEmbedderPolicy: "require-corp",
        .crossOriginResourcePolicy: "same-origin",
        .permissionsPolicy: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ]
}
