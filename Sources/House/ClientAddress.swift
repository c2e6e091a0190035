import HTTP

/// The machine that somebody sits at, also where a proxy of the operator's stands between.
enum ClientAddress {
    /// What a trusted proxy says at the end of `X-Forwarded-For`, where each adds whom it heard; anybody else's word
    /// about it counts for nothing.
    static func of(_ request: HTTPRequest, proxies: Set<String>) -> String {
        guard proxies.contains(request.peer), let last = request.fields[.xForwardedFor]?.split(separator: ",").last
        else { return request.peer }
        let address = last.filter { $0 != " " && $0 != "\t" }
        let isAddress =
            (2...45).contains(address.utf8.count)
            && address.utf8.allSatisfy { "0123456789abcdefABCDEF:.".utf8.contains($0) }
        return isAddress ? address : request.peer
    }
}
