import Basics
import CSystem
import Glibc
import Threads

/// The helper as the house sees it: started at once, and again whenever it is found dead.
public final class HelperProcess: Sendable {
    private struct Running {
        let process: pid_t
        let line: Int32
    }

    private let program: String
    private let words: [String]
    private let variables: [String]
    private let running = Monitor<Running?>(nil)

    /// Starts a helper: the program with those words must call `Helper.serve`.
    ///
    /// Call it before the program opens a database or listens, and from a thread that stays: the helper goes with it.
    /// `programs` says where the converters are. Throws `.helperGone` where no process can be started.
    public init(
        program: String = "/proc/self/exe", words: [String] = ["childcentre", "convert-helper"],
        programs: Programs = .ofEnvironment
    ) throws(ConverterFailure) {
        self.program = program
        self.words = words
        variables = [
            "PATH=\(Surroundings.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin")", "LANG=C.UTF-8",
            "CHILDCENTRE_WEASYPRINT=\(programs.weasyPrint)", "CHILDCENTRE_PANDOC=\(programs.pandoc)",
        ]
        _ = try startIfNeeded()
    }

    deinit {
        end()
    }

    /// The number of the helper's process; nil while there is none.
    public var process: Int32? { running.locked { $0?.process } }

    /// Has a recipe carried out in a folder, and waits for it. One thread at a time may ask.
    ///
    /// Where the helper dies meanwhile, throws `.helperGone` and leaves a new one in its place.
    public func convert(_ recipe: Recipe, in folder: String, seconds: Int) throws(ConverterFailure) {
        let line = try startIfNeeded()
        let order = HelperMessage.Order(
            recipe: recipe, seconds: seconds, folder: Surroundings.real(Surroundings.absolute(folder))
        ).bytes
        guard order.count <= HelperMessage.limit else { throw .disk(reason: "the path is too long") }
        guard unsafe system_line_send(line, order, order.count) == 0 else {
            throw replaced()
        }
        var bytes = [UInt8](repeating: 0, count: HelperMessage.limit)
        // The helper keeps the deadline; a helper that does not even do that is ended.
        let deadline = system_milliseconds() + Int64(seconds) * 1000 + 10_000
        while system_milliseconds() < deadline {
            let count = unsafe system_line_receive(line, &bytes, bytes.count, 1000)
            if count == -Int(ETIMEDOUT) || count == -Int(EINTR) { continue }
            guard count > 0 else { break }
            return try HelperMessage.result(of: Array(bytes.prefix(count))).get()
        }
        throw replaced()
    }

    /// Ends the helper.
    public func end() {
        let gone: Running? = running.locked { running in
            defer { running = nil }
            return running
        }
        guard let gone else { return }
        // At the end of its line it ends what it runs, and then itself.
        system_close(gone.line)
        for _ in 0..<100 where !system_has_ended(gone.process) { usleep(10_000) }
        kill(gone.process, SIGKILL)
        waitpid(gone.process, nil, 0)
    }

    private func replaced() -> ConverterFailure {
        end()
        _ = try? startIfNeeded()
        return .helperGone
    }

    /// The line to a living helper.
    private func startIfNeeded() throws(ConverterFailure) -> Int32 {
        if let running = running.locked({ $0 }) {
            if !system_has_ended(running.process) { return running.line }
            end()
        }
        var ends: (Int32, Int32) = (0, 0)
        let made = unsafe withUnsafeMutablePointer(to: &ends) { pair in
            unsafe pair.withMemoryRebound(to: Int32.self, capacity: 2) { unsafe system_line($0) }
        }
        guard made == 0 else { throw .helperGone }
        let (ours, its) = ends
        let process = unsafe CWords.lend(words) { words in
            unsafe CWords.lend(variables) { unsafe system_start_helper(program, words, $0, its) }
        }
        system_close(its)
        guard process > 0 else {
            system_close(ours)
            throw .helperGone
        }
        running.locked { $0 = Running(process: process, line: ours) }
        return ours
    }
}
