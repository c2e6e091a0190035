import Synchronization

/// The one answer to one request, to be given from any thread.
///
/// Only the first of several answers counts. When the last reference goes away without an answer, the client
/// gets a 500 with an incident number: nobody is left waiting.
public final class HTTPReply: Sendable {
    /// How a request ended.
    public enum Outcome: Sendable {
        case answered(HTTPResponse)
        /// A response whose body is whatever is sent into the stream.
        case streaming(HTTPResponse, HTTPStream)
        case failed(any Error)
        /// Nobody holds the reply any more, and nobody answered.
        case dropped
    }

    private let deliver: @Sendable (Outcome) -> Void
    private let isDone = Atomic(false)

    /// - Parameter deliver: called exactly once, on the thread that answers.
    public init(_ deliver: @escaping @Sendable (Outcome) -> Void) {
        self.deliver = deliver
    }

    /// Sends the response; false when an answer was already given.
    @discardableResult
    public func send(_ response: HTTPResponse) -> Bool {
        finish(.answered(response))
    }

    /// Sends the head of the response and then whatever is sent into the stream; false when an answer was already given.
    /// The response's own body is not looked at.
    @discardableResult
    public func stream(_ response: HTTPResponse, _ stream: HTTPStream) -> Bool {
        let isFirst = finish(.streaming(response, stream))
        if !isFirst { stream.leave() }
        return isFirst
    }

    /// Answers with a 500 and an incident number; false when an answer was already given.
    @discardableResult
    public func fail(_ error: any Error) -> Bool {
        finish(.failed(error))
    }

    private func finish(_ outcome: Outcome) -> Bool {
        guard !isDone.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        deliver(outcome)
        return true
    }

    deinit {
        _ = finish(.dropped)
    }
}
