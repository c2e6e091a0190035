import CSystem
import Synchronization

/// A socket that listens before there is a server: connections wait in the kernel until one takes them.
public final class HTTPListener: Sendable {
    /// The port listened on.
    public let port: UInt16
    private let descriptor: Atomic<Int32>

    /// Listens on a numeric IPv4 or IPv6 address; port 0 takes a free one. Throws when the address is none, or taken.
    public init(host: String, port: UInt16) throws(HTTPServerError) {
        let listener = unsafe system_listen(host, port, 1024)
        guard listener >= 0 else {
            throw HTTPServerError(doing: "listen on \(host) port \(port)", code: listener)
        }
        self.port = UInt16(clamping: system_port(listener))
        descriptor = Atomic(listener)
    }

    /// Listens no more; nothing when a server has taken it over.
    public func close() {
        if let descriptor = take() { system_close(descriptor) }
    }

    /// The socket, which is now the taker's to close; nil when it was taken or closed.
    func take() -> Int32? {
        let taken = descriptor.exchange(-1, ordering: .acquiringAndReleasing)
        return taken >= 0 ? taken : nil
    }

    deinit {
        close()
    }
}
