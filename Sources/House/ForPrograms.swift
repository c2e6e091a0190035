import Cooperation
import HTTP
import Markup
import Room
import Store
import Web

/// What is different at the addresses that programs ask: one answer for everybody, whoever is signed in; readable from
/// the pages of every other site; and problems as objects instead of pages (RFC 9457).
enum ForPrograms {
    /// Whether an address is one of them.
    static func holds(_ path: String) -> Bool {
        let root = Places.openRoot().address
        return path.hasPrefix(root) && (path.utf8.dropFirst(root.utf8.count).first ?? 0x2f) == 0x2f
    }

    static let missing = Problem(
        .notFound, "There is nothing at this address. \(Places.openRoot().address) lists what there is.")

    /// What to do with such a request; nil for any other. None of these addresses has a language in front.
    static func plan(_ request: HTTPRequest, among router: Router<Right, Visitor, Outcome>) -> HTTPPlan? {
        let path = LanguagePrefix.split(request.path).path
        guard holds(path) else {
            // Routes are matched by what an address means, cookies are left out by what it says: the two must agree.
            return Percent.decoded(path).map(holds) ?? false ? .answer(opened(missing.response)) : nil
        }
        switch router.match(request.method, path: request.path) {
        case .found(let route, _): return .handle(lane: route.lane, bodyLimit: 0)
        case .nothing: return .answer(opened(missing.response))
        case .wrongMethod(let allowed):
            let methods = (allowed + [.options]).map(\.rawValue).joined(separator: ", ")
            var answer =
                request.method == .options
                ? HTTPResponse(status: .noContent, fields: preflight(methods))
                : Problem(.methodNotAllowed, "These records can only be read, with GET or HEAD.").response
            answer.fields[.allow] = methods
            return .answer(opened(answer))
        }
    }

    /// No cookie is looked at here: what a browser cannot show of itself cannot be told to another site. A key is shown on
    /// purpose, and only by programs that hold it: no page elsewhere may send one (`preflight`).
    static func forgetWhoAsks(_ request: inout HTTPRequest) {
        guard holds(request.path) else { return request.fields[.authorization] = nil }
        request.fields[.cookie] = nil
    }

    /// The same words for whatever is wrong with a key (RFC 6750, 3).
    static var keyRefused: HTTPResponse {
        var answer = Problem(.unauthorized, "This key opens nothing here. Without one, everything public can be read.")
            .response
        answer.fields[.wwwAuthenticate] = "Bearer error=\"invalid_token\""
        return opened(answer)
    }

    static func tooManyKeys(seconds: Int64) -> HTTPResponse {
        var answer = Problem(.tooManyRequests, "Those were too many keys that open nothing. Wait before the next.")
            .response
        answer.fields[.retryAfter] = String(seconds)
        return opened(answer)
    }

    /// What was answered to a key's owner is kept by nobody.
    static func personal(_ answer: HTTPResponse) -> HTTPResponse {
        var answer = answer
        answer.fields[.cacheControl] = "private, no-store"
        answer.fields[.vary] = "Accept, Accept-Language, Authorization"
        return answer
    }

    /// The answer with leave for every site to read it. Browsers send and keep no cookies where the leave is for all
    /// (Fetch, 3.2.5), and none would change the answer.
    static func opened(_ answer: HTTPResponse) -> HTTPResponse {
        var answer = answer
        answer.fields[.accessControlAllowOrigin] = "*"
        answer.fields[.accessControlExposeHeaders] = "ETag, Link"
        return answer
    }

    static func failure(_ status: HTTPStatus, incident: String?) -> HTTPResponse {
        opened(Problem(status, detail(of: status), incident: incident).response)
    }

    /// The answer to an error that a program can understand; nil for a fault that only its incident number explains.
    static func answer(to error: any Error) -> HTTPResponse? {
        switch error {
        case let problem as Problem: opened(problem.response)
        case Fields.Refusal.unknown(let name):
            opened(Problem(.badRequest, "There is no such parameter here.", parameter: name).response)
        case Fields.Refusal.repeated(let name):
            opened(Problem(.badRequest, "This parameter may stand once.", parameter: name).response)
        case is Fields.Refusal: opened(Problem(.badRequest, "The query cannot be read.").response)
        case let refused as Refused: failure(refused.status, incident: nil)
        case StoreFailure.tooLong: opened(later("That was too much to look through. Choose less."))
        case StoreFailure.busy, StoreFailure.closed, StoreFailure.lost, StoreFailure.readOnly,
            StoreFailure.unreachable, StoreFailure.unconfirmed:
            opened(later(detail(of: .serviceUnavailable)))
        default: nil
        }
    }

    private static func later(_ detail: String) -> HTTPResponse {
        var answer = Problem(.serviceUnavailable, detail).response
        answer.fields[.retryAfter] = "5"
        return answer
    }

    private static func detail(of status: HTTPStatus) -> String {
        switch status {
        case .badRequest: "What was sent with this address cannot be read."
        case .contentTooLarge: "These addresses take no body."
        case .serviceUnavailable: "The records cannot be reached just now. Try again in a moment."
        default: "Something went wrong in the house. Whoever runs it finds the cause by the incident's number."
        }
    }

    private static func preflight(_ methods: String) -> HTTPFields {
        [
            .accessControlAllowMethods: methods, .accessControlAllowHeaders: "Accept, Accept-Language, If-None-Match",
            .accessControlMaxAge: "86400", .cacheControl: "no-store",
        ]
    }
}
