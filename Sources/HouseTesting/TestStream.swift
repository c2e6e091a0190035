import HTTP
import Threads

/// What a stream said to a client without a socket.
public final class TestStream: Sendable {
    private let stream: HTTPStream
    private let heard = Monitor((text: "", hasEnded: false))

    init(_ stream: HTTPStream) {
        self.stream = stream
        stream.attach { [heard] piece in
            heard.change { heard in
                if let piece { heard.text += String(decoding: piece, as: UTF8.self) } else { heard.hasEnded = true }
            }
        }
    }

    /// All that was said so far.
    public var text: String { heard.locked { $0.text } }

    public var hasEnded: Bool { heard.locked { $0.hasEnded } }

    /// Waits until something was said; false when that takes longer.
    public func says(_ words: String, within seconds: Double = 10) -> Bool {
        heard.wait(seconds: seconds) { $0.text.contains(words) ? true : nil } ?? false
    }

    /// Waits for the end; false when that takes longer.
    public func ends(within seconds: Double = 10) -> Bool {
        heard.wait(seconds: seconds) { $0.hasEnded ? true : nil } ?? false
    }

    /// The client goes away.
    public func close() {
        stream.leave()
    }
}
