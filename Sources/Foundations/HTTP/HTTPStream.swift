import Synchronization
import Threads

/// An answer that goes on: what is sent into it reaches the client at once, until one of the two has enough.
///
/// The server's loop holds the connection, and no worker thread waits for it. The response that it begins with has no
/// length; where it ends, the connection ends.
public final class HTTPStream: Sendable {
    /// Whose stream it is: the server bounds how many one owner has at a time.
    public let owner: String

    /// Pieces in the order in which they were sent; nil is the end.
    private enum State {
        case waiting([[UInt8]], isEnded: Bool)
        case attached(@Sendable ([UInt8]?) -> Void)
        case over
    }

    // Not `Mutex`: the thread sanitiser does not see through it.
    private let state = Monitor(State.waiting([], isEnded: false))
    private let onLeaving: @Sendable () -> Void
    private let hasLeft = Atomic(false)

    /// - Parameter onLeaving: called once, when nothing that is sent reaches anybody any more; it must not block.
    public init(owner: String, onLeaving: @escaping @Sendable () -> Void = {}) {
        self.owner = owner
        self.onLeaving = onLeaving
    }

    /// Sends some bytes; from any thread, and without waiting. After the end they are forgotten.
    public func send(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        pass(bytes)
    }

    /// Ends the answer after what was sent before.
    public func end() {
        pass(nil)
    }

    private func pass(_ piece: [UInt8]?) {
        // Under the lock, so that pieces of several threads keep one order.
        state.locked { state in
            switch state {
            case .waiting(let pieces, isEnded: false):
                state = .waiting(pieces + (piece.map { [$0] } ?? []), isEnded: piece == nil)
            case .attached(let deliver):
                deliver(piece)
                if piece == nil { state = .over }
            case .waiting, .over: break
            }
        }
    }

    /// The server takes the stream over: it is given what was sent so far, and then whatever follows. `deliver` must not
    /// block.
    package func attach(_ deliver: @escaping @Sendable ([UInt8]?) -> Void) {
        state.locked { state in
            guard case .waiting(let pieces, let isEnded) = state else { return }
            for piece in pieces { deliver(piece) }
            if isEnded { deliver(nil) }
            state = isEnded ? .over : .attached(deliver)
        }
    }

    /// The connection is gone, or never was.
    package func leave() {
        state.locked { $0 = .over }
        if !hasLeft.exchange(true, ordering: .acquiringAndReleasing) { onLeaving() }
    }

    deinit {
        leave()
    }
}
