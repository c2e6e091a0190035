import HTTP

/// Whether a form comes from a page of this house: browsers say so themselves (Fetch Metadata; RFC 6454).
enum SameOrigin {
    /// A request that says neither is refused: every browser of the last years says one of them.
    static func holds(for request: HTTPRequest) -> Bool {
        if let site = request.fields[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.fields[.origin] else { return false }
        return origin == "http://\(request.authority)" || origin == "https://\(request.authority)"
    }
}
