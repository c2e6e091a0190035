import Glibc

/// A converter of documents, such as WeasyPrint or pandoc: another program, given a folder and a deadline.
public struct Converter: Sendable {
    /// Its name, as people know it.
    public let name: String
    /// Where it is: a path, or a name to be found on the PATH.
    public let program: String

    public init(name: String, program: String) {
        self.name = name
        self.program = program
    }

    /// Why a document could not be converted, in plain English.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case missing(name: String, program: String)
        case tooSlow(name: String, seconds: Int)
        case failed(name: String, code: Int32)

        public var description: String {
            switch self {
            case .missing(let name, let program):
                "\(name) is not installed (looked for “\(program)”). The web page works without it."
            case .tooSlow(let name, let seconds): "\(name) did not finish within \(seconds) seconds and was ended."
            case .failed(let name, let code): "\(name) could not convert the document (it ended with \(code))."
            }
        }
    }

    /// Runs the converter and waits for it, at most so many seconds; what it prints is thrown away.
    public func run(_ arguments: [String], seconds: Int) throws(Failure) {
        var process = pid_t()
        guard start(arguments, &process) else { throw .missing(name: name, program: program) }
        var status: Int32 = 0
        for _ in 0..<(seconds * 50) {
            let ended = unsafe waitpid(process, &status, WNOHANG)
            if ended == process {
                let code = (status >> 8) & 0xff
                guard status & 0x7f == 0, code == 0 else {
                    throw code == 127 ? .missing(name: name, program: program) : .failed(name: name, code: code)
                }
                return
            }
            usleep(20_000)
        }
        kill(process, SIGKILL)
        unsafe waitpid(process, &status, 0)
        throw .tooSlow(name: name, seconds: seconds)
    }

    private func start(_ arguments: [String], _ process: inout pid_t) -> Bool {
        var files = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&files)
        defer { unsafe posix_spawn_file_actions_destroy(&files) }
        unsafe posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
        let count = arguments.count + 1
        let words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count + 1)
        for (index, word) in ([program] + arguments).enumerated() { unsafe words[index] = strdup(word) }
        unsafe words[count] = nil
        defer {
            for index in 0..<count { unsafe free(words[index]) }
            unsafe words.deallocate()
        }
        return unsafe posix_spawnp(&process, program, &files, nil, words, environ) == 0
    }
}
