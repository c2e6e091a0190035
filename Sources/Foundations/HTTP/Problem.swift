public import Basics

/// Why a program's request was not answered, as an object that the program and its author can read (RFC 9457).
///
/// It is written for developers, in English; people at pages get a phrase in their own language.
public struct Problem: Error, Sendable, Hashable {
    public let status: HTTPStatus
    /// What is wrong and what to do.
    public let detail: String
    /// The parameter that is at fault, if one is.
    public var parameter: String?
    /// The number under which a fault of the house was reported.
    public var incident: String?

    public init(_ status: HTTPStatus, _ detail: String, parameter: String? = nil, incident: String? = nil) {
        self.status = status
        self.detail = detail
        self.parameter = parameter
        self.incident = incident
    }

    /// The type of an answer that is a problem.
    public static let contentType = "application/problem+json"

    /// The object. Its type is `about:blank`: the status says all that a program has to tell apart.
    public var json: JSON {
        var members: [JSON.Member] = [
            .init("type", "about:blank"), .init("title", .text(status.reasonPhrase)),
            .init("status", .number(status.code)), .init("detail", .text(detail)),
        ]
        if let parameter { members.append(.init("parameter", .text(parameter))) }
        if let incident { members.append(.init("incident", .text(incident))) }
        return .object(members)
    }

    /// The answer, which nobody keeps.
    public var response: HTTPResponse {
        HTTPResponse(
            status: status, fields: [.contentType: Problem.contentType, .cacheControl: "no-store"], body: json.bytes)
    }
}
