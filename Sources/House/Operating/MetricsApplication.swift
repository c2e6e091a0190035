public import HTTP
import HTTPServer
import Metrics
public import Store

/// The figures as a page of their own, on an address that only this machine reaches.
public struct MetricsApplication: HTTPApplication {
    let operations: Operations

    public func makeWorker() throws -> Connection {
        try operations.house.store.reader()
    }

    public func plan(_ request: HTTPRequest) -> HTTPPlan {
        guard request.path == "/metrics" else {
            return .answer(Answers.plain(.notFound, "The figures are at /metrics."))
        }
        guard request.method == .get || request.method == .head else {
            var answer = Answers.plain(.methodNotAllowed, "")
            answer.fields[.allow] = "GET, HEAD"
            return .answer(answer)
        }
        return .handle(lane: .page, bodyLimit: 0)
    }

    public func respond(to request: HTTPRequest, body: [UInt8], worker: Connection, reply: HTTPReply) throws {
        var answer = Answers.plain(.ok, operations.figures(through: worker))
        answer.fields[.contentType] = Exposition.contentType
        reply.send(answer)
    }

    public func failure(_ status: HTTPStatus, incident: String?, to request: HTTPRequest?) -> HTTPResponse {
        Answers.plain(status, "\(status.code)")
    }
}
