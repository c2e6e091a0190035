import Glibc

/// How much memory the program holds.
enum Memory {
    /// Opened once and early: behind the walls the file is out of reach.
    private static let file: Int32 = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)

    /// Opens what is read later.
    static func prepare() {
        _ = file
    }

    /// Bytes that the kernel counts as resident; nothing where it does not tell.
    static var resident: Int {
        var text = [UInt8](repeating: 0, count: 128)
        let count = unsafe pread(file, &text, text.count, 0)
        guard count > 0 else { return 0 }
        let words = text[..<count].split(separator: UInt8(ascii: " "))
        guard words.count > 1, let pages = Int(String(decoding: words[1], as: UTF8.self)) else { return 0 }
        return pages.multipliedReportingOverflow(by: Int(getpagesize())).partialValue
    }
}
