import Glibc

/// How long to wait before the next program is started.
struct Pauses {
    private var early = 0

    /// Milliseconds. None after a program that served for ten seconds; then more each time, up to half a second after
    /// one that served at all, so that the house is back within a second, and up to ten seconds after one that did not.
    mutating func next(served: Bool, milliseconds: Int64) -> Int64 {
        if served, milliseconds >= 10_000 { early = 0 }
        defer { early += 1 }
        guard early > 0 else { return 0 }
        let growing = Int64(25) << Int64(min(early, 16))
        return min(growing, served ? 500 : 10_000)
    }
}

/// How a program ended.
enum End: Equatable {
    case failed(code: Int32)
    case killed(signal: Int32)

    /// Reads what `waitpid` tells.
    init(status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .failed(code: (status >> 8) & 0xff) : .killed(signal: signal)
    }

    /// What a shell would make of it.
    var code: Int32 {
        switch self {
        case .failed(let code): code
        case .killed(let signal): 128 + signal
        }
    }

    var words: String {
        switch self {
        case .failed(let code): "ended with \(code)"
        case .killed(SIGKILL): "was killed, by somebody or for want of memory"
        case .killed(let signal): "fell by a fault of its own (signal \(signal))"
        }
    }
}

/// Why nothing could be started.
public struct SupervisorFailure: Error, CustomStringConvertible {
    let code: Int32

    public var description: String { "cannot start the program that serves (error \(code) of the system)" }
}
