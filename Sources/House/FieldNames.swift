import HTTP

extension HTTPFieldName {
    /// Integrity-Policy (W3C Subresource Integrity).
    static let integrityPolicy = HTTPFieldName("Integrity-Policy") ?? .contentSecurityPolicy
}
