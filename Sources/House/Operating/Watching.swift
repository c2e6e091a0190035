import HTTP

/// The two addresses that tell other programs how the house is.
enum Watching {
    /// Whether the program answers at all.
    static let alive = "/health"
    /// Whether it can do its work.
    static let ready = "/health/ready"

    /// What is to be done with a request for one of them; nil for any other.
    static func plan(_ request: HTTPRequest) -> HTTPPlan? {
        guard request.path == alive || request.path == ready else { return nil }
        guard request.method == .get || request.method == .head else {
            var answer = Answers.plain(.methodNotAllowed, "")
            answer.fields[.allow] = "GET, HEAD"
            return .answer(answer, route: request.path)
        }
        // Said by the loop itself, also where every worker is busy.
        if request.path == alive { return .answer(Answers.plain(.ok, "alive\n"), route: alive) }
        return .handle(lane: .page, bodyLimit: 0, route: ready)
    }

    static func answer(_ readiness: Readiness) -> HTTPResponse {
        Answers.plain(readiness.isReady ? .ok : .serviceUnavailable, readiness.text)
    }
}
