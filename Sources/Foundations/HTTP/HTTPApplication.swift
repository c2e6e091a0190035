/// What a server serves: the one thing a house implements, and all that a server knows of it.
///
/// Another server could stand behind the same face.
public protocol HTTPApplication: Sendable {
    /// What one worker thread keeps for itself, such as a read connection; it need not be Sendable.
    associatedtype Worker

    /// Called once on each worker thread before it serves; an error keeps the server from starting.
    func makeWorker() throws -> Worker

    /// Decides from the head alone. Called on the server's loop before the body is read: it must not block.
    func plan(_ request: HTTPRequest) -> HTTPPlan

    /// Answers a request on a worker thread, or passes `reply` on to whoever will. An error, like a reply
    /// that is let go unsent, becomes a 500 with an incident number.
    func respond(to request: HTTPRequest, body: [UInt8], worker: Worker, reply: HTTPReply) throws

    /// The body and type of an answer the server makes itself, such as 400, 413, 500 or 503; it must not block.
    ///
    /// - Parameters:
    ///   - incident: the number under which the fault was reported, to be shown to the person.
    ///   - request: the request that is answered; nil where its head could not be read.
    func failure(_ status: HTTPStatus, incident: String?, to request: HTTPRequest?) -> HTTPResponse
}

/// What is to be done with a request whose head is known.
public enum HTTPPlan: Sendable {
    /// Answer at once, on the loop, without reading the body.
    ///
    /// `route` is what the log and the figures call the address, without what stands in its holes; the path where it is nil.
    case answer(HTTPResponse, route: String? = nil)
    /// Read a body of at most `bodyLimit` bytes, then call the handler on a worker of the lane.
    case handle(lane: HTTPLane, bodyLimit: Int, route: String? = nil)
}

/// The threads on which a request is handled.
public enum HTTPLane: Hashable, Sendable, CaseIterable {
    /// Ordinary pages: reads and small writes.
    case page
    /// A few threads for password hashes, exports and imports, so that they never hold up pages.
    case slow
}
