import Glibc
import HTTP

/// A response as it came over the wire.
struct Answer {
    let status: Int
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a field that occurs once.
    func field(_ name: String) -> String? {
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.count == 1 ? values[0] : nil
    }
}

/// A client that sends exactly the bytes it is given; no call takes longer than five seconds.
///
/// One thread may send while another receives: sending only uses the descriptor, hence `@unchecked`.
final class TestClient: @unchecked Sendable {
    struct Failure: Error {}

    let descriptor: Int32
    private var left: [UInt8] = []
    private var isOpen = true

    init(port: UInt16, receiveBuffer: Int32? = nil, from address: String = "127.0.0.1") throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure() }
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var local = sockaddr_in()
        local.sin_family = sa_family_t(AF_INET)
        unsafe inet_pton(AF_INET, address, &local.sin_addr)
        var remote = sockaddr_in()
        remote.sin_family = sa_family_t(AF_INET)
        remote.sin_port = port.bigEndian
        unsafe inet_pton(AF_INET, "127.0.0.1", &remote.sin_addr)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = unsafe withUnsafePointer(to: &local) { local in
            unsafe withUnsafePointer(to: &remote) { remote in
                unsafe local.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
                    == 0
                    && remote.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
                        == 0
            }
        }
        guard isConnected else { throw Failure() }
    }

    deinit {
        if isOpen { close(descriptor) }
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    /// False when the server did not take everything.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                let start = unsafe $0.baseAddress?.advanced(by: sent)
                return unsafe Glibc.send(descriptor, start, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Leaves without a word: the connection is reset rather than ended.
    func reset() {
        var now = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        isOpen = false
        close(descriptor)
    }

    /// The next response; nil when the connection ends or nothing comes.
    func receive(toHead: Bool = false) -> Answer? {
        var end: Int?
        while true {
            end = left.indices.first {
                $0 + 3 < left.count && left[$0] == 13 && left[$0...].starts(with: [13, 10, 13, 10])
            }
            if end != nil || !more() { break }
        }
        guard let end else { return nil }
        let lines = String(decoding: left[..<end], as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        left.removeFirst(end + 4)
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            lines[0].hasPrefix("HTTP/1.1 ")
        else { return nil }
        let fields = lines.dropFirst().map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), String(parts.count > 1 ? parts[1].dropFirst() : ""))
        }
        let hasBody = !toHead && status != 304 && status != 204 && status >= 200
        let length = hasBody ? fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0 : 0
        while left.count < length, more() {}
        guard left.count >= length else { return nil }
        let body = Array(left.prefix(length))
        left.removeFirst(length)
        return Answer(status: status, fields: fields, body: body)
    }

    /// What comes until it ends so, or nothing more comes.
    func receive(until end: String) -> String {
        let end = Array(end.utf8)
        while !left.suffix(end.count).elementsEqual(end), more() {}
        defer { left = [] }
        return String(decoding: left, as: UTF8.self)
    }

    /// Whether nothing more came before the end of the connection, and the end came.
    func isEnded() -> Bool {
        left.isEmpty && receivedCount() <= 0 && errno != EAGAIN
    }

    private func more() -> Bool {
        receivedCount() > 0
    }

    private func receivedCount() -> Int {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        errno = 0
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { left += buffer[..<count] }
        return count
    }
}
