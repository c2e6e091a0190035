import Basics
import CSystem
import Files
import Glibc

/// Runs converters one at a time in the process that calls it: with a folder and a deadline, and with nothing else that
/// the kernel can keep from them.
public struct Converter: Sendable {
    let programs: Programs

    public init(_ programs: Programs = .ofEnvironment) {
        self.programs = programs
    }

    /// Carries out a recipe on the document in a folder, within so many seconds.
    ///
    /// At the deadline, or when `isGivenUp` says so, the converter and everybody it started are ended. What it prints is
    /// thrown away.
    public func run(
        _ recipe: Recipe, in folder: String, seconds: Int, isGivenUp: () -> Bool = { false }
    ) throws(ConverterFailure) {
        guard let program = Surroundings.path(of: programs.program(for: recipe)) else { throw .missing(recipe) }
        let process = start(program, recipe, in: Surroundings.absolute(folder), seconds: seconds)
        guard process > 0 else { throw .disk(reason: "no process could be started (\(-process))") }
        defer { system_end_group(process) }
        let end = system_milliseconds() + Int64(seconds) * 1000
        var status: Int32 = 0
        while system_milliseconds() < end, !isGivenUp() {
            // Not taken in yet, so its number stays its own until its whole group has been ended.
            guard system_has_ended(process) else {
                usleep(10_000)
                continue
            }
            kill(-process, SIGKILL)
            unsafe waitpid(process, &status, 0)
            return try judge(status, recipe)
        }
        throw .tooSlow(recipe, seconds: seconds)
    }

    private func judge(_ status: Int32, _ recipe: Recipe) throws(ConverterFailure) {
        let signal = Int(status & 0x7f)
        let code = signal != 0 ? 128 + signal : Int((status >> 8) & 0xff)
        switch code {
        case 0: return
        case 126: throw .unconfined(recipe)
        case 127: throw .missing(recipe)
        default: throw .failed(recipe, code: code)
        }
    }

    private func start(_ program: String, _ recipe: Recipe, in folder: String, seconds: Int) -> pid_t {
        let words = [program] + recipe.arguments(with: Set(Files.names(in: folder)))
        let environment = [
            "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=\(folder)", "TMPDIR=\(folder)",
            "PYTHONDONTWRITEBYTECODE=1",
        ]
        return unsafe CWords.lend(words) { words in
            unsafe CWords.lend(environment) { environment in
                let readable = Confinement.readable(for: program)
                return unsafe CWords.lend(readable) { paths in
                    unsafe folder.withCString { folder in
                        var work = unsafe system_work(
                            words: words, environment: environment, folder: folder, readable: paths,
                            readable_count: readable.count, memory: Confinement.memory,
                            file: UInt64(Conversion.resultLimit), seconds: UInt64(max(1, seconds)) + 5)
                        return unsafe system_start_confined(&work)
                    }
                }
            }
        }
    }
}

/// Texts lent to C as it likes them: an array of pointers with nothing at its end.
enum CWords {
    static func lend<Result>(
        _ words: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let count = words.count
        let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count + 1)
        for (index, word) in words.enumerated() { unsafe pointers[index] = strdup(word) }
        unsafe pointers[count] = nil
        defer {
            for index in 0..<count { unsafe free(pointers[index]) }
            unsafe pointers.deallocate()
        }
        return unsafe body(pointers)
    }
}
