import CSystem
import Glibc

/// One of the programs that the supervisor starts one after the other.
public struct Life: Sendable {
    /// How many there were before.
    public let restarts: Int
    private let word: Int32

    /// For a program over which nobody watches.
    public static let alone = Life(restarts: 0, word: -1)

    init(restarts: Int, word: Int32) {
        self.restarts = restarts
        self.word = word
    }

    /// Tells the supervisor that this one got as far as serving.
    public func hasBegunToServe() {
        guard word >= 0 else { return }
        var byte: UInt8 = 1
        _ = unsafe write(word, &byte, 1)
        close(word)
    }
}

/// A small parent of the program that serves: it holds the socket, so that connections wait when the program falls, and
/// starts the next. It opens no database, reads nothing from anybody, and has one thread.
public final class Supervisor {
    private let listener: HTTPListener
    private let note: (String) -> Void
    private var signals = sigset_t()
    private var isStopping = false

    /// Returns only in a copy of this process, which is to serve; the process itself ends when nothing is left to watch.
    ///
    /// Call it before any thread is started. Throws where no process can be started at all.
    public static func watch(over listener: HTTPListener, note: @escaping (String) -> Void) throws(SupervisorFailure)
        -> Life
    {
        try Supervisor(listener, note).begin()
    }

    private init(_ listener: HTTPListener, _ note: @escaping (String) -> Void) {
        self.listener = listener
        self.note = note
        unsafe sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT, SIGCHLD] { unsafe sigaddset(&signals, signal) }
    }

    private func begin() throws(SupervisorFailure) -> Life {
        var before = sigset_t()
        // Whoever started us may have chosen not to hear of children.
        signal(SIGCHLD, SIG_DFL)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
        var restarts = 0
        var pauses = Pauses()
        while true {
            var ends: [Int32] = [-1, -1]
            guard unsafe pipe(&ends) == 0 else { throw SupervisorFailure(code: errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            let child = system_fork_watched()
            if child == 0 {
                close(ends[0])
                unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
                return Life(restarts: restarts, word: ends[1])
            }
            close(ends[1])
            defer { close(ends[0]) }
            if child < 0, restarts == 0 { throw SupervisorFailure(code: -child) }
            let began = system_milliseconds()
            let end = child > 0 ? wait(for: child) : .failed(code: 1)
            var byte: UInt8 = 0
            let told = unsafe read(ends[0], &byte, 1)
            let served = child > 0 && told == 1
            // What keeps the first one from serving, it has said; the next would say the same.
            if isStopping || end == .failed(code: 0) || (restarts == 0 && !served) { exit(end.code) }
            restarts += 1
            let pause = pauses.next(served: served, milliseconds: system_milliseconds() - began)
            note(
                "The program \(end.words). It is started again\(pause > 0 ? " in \(pause) ms" : ""): number \(restarts)."
            )
            sleep(pause)
        }
    }

    /// Waits for the end of a child, and passes on the wish that it should end.
    private func wait(for child: pid_t) -> End {
        while true {
            var status: Int32 = 0
            if unsafe waitpid(child, &status, WNOHANG) == child { return End(status: status) }
            guard hear(milliseconds: 60_000) else { continue }
            kill(child, SIGTERM)
        }
    }

    private func sleep(_ milliseconds: Int64) {
        let end = system_milliseconds() + milliseconds
        while system_milliseconds() < end {
            if hear(milliseconds: end - system_milliseconds()) { exit(0) }
        }
    }

    /// Whether somebody asks us to end, before the time is up or a child has ended.
    private func hear(milliseconds: Int64) -> Bool {
        var limit = timespec(
            tv_sec: Int(max(0, milliseconds) / 1000), tv_nsec: Int(max(0, milliseconds) % 1000) * 1_000_000)
        let heard = unsafe sigtimedwait(&signals, nil, &limit)
        guard heard == SIGTERM || heard == SIGINT else { return false }
        isStopping = true
        // From now on whoever comes is turned away at once, as soon as the program has closed the socket as well.
        listener.close()
        return true
    }
}
