import Glibc
import House

/// Lines for whoever sits at the terminal, or for the log that reads it.
enum Console {
    static func say(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    static func complain(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    static func explanation(of error: any Error) -> String {
        Explanation.of(error)
    }

    private static func write(_ text: String, to file: Int32) {
        var rest = Array((text + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
