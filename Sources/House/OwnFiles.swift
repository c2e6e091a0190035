import Assets
import HTTP

/// The files inside the program: style sheets, icons and the like, cached for ever under an address with a checksum.
enum OwnFiles {
    /// The answer to a request for such a file; nil for any other address.
    static func answer(to request: HTTPRequest) -> HTTPResponse? {
        switch request.path {
        case _ where request.path.hasPrefix("/assets/"):
            guard let asset = Asset.at(address: request.path) else {
                return Answers.plain(.notFound, "There is no such file.")
            }
            return file(asset, "public, max-age=31536000, immutable", to: request)
        case "/robots.txt": return Asset.named("robots.txt").map { file($0, "public, max-age=86400", to: request) }
        case "/favicon.ico", "/favicon.svg":
            return Asset.named("favicon.svg").map { file($0, "public, max-age=86400", to: request) }
        default: return nil
        }
    }

    private static func file(_ asset: Asset, _ cacheControl: String, to request: HTTPRequest) -> HTTPResponse {
        guard request.method == .get || request.method == .head else {
            var answer = Answers.plain(.methodNotAllowed, "")
            answer.fields[.allow] = "GET, HEAD"
            return answer
        }
        return HTTPFile(
            bytes: asset.bytes, contentType: asset.contentType, etag: "\"\(asset.checksum)\"",
            cacheControl: cacheControl
        ).response(to: request)
    }
}
