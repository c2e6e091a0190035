import Glibc

/// Files that are too large to hold, and folders that come and go.
extension Files {
    /// The bytes of a regular file.
    public static func size(of path: String) throws(Failure) -> Int64 {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { throw failure(path) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw Failure(path: path, reason: "this is not a file") }
        return Int64(facts.st_size)
    }

    /// Gives a file's bytes away piece by piece, from an offset on, at most `count` of them.
    public static func read(
        _ path: String, from offset: Int64 = 0, count: Int64 = .max, each: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var place = max(0, offset)
        var left = max(0, count)
        while left > 0 {
            let got = unsafe pread(file, &buffer, Int(min(Int64(buffer.count), left)), Int(place))
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw failure(path) }
            if got == 0 { return }
            try each(buffer[..<got])
            place += Int64(got)
            left -= Int64(got)
        }
    }

    /// Adds bytes to the end of a file; they are on the disk afterwards.
    public static func append(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        try write(bytes[...], to: file, path)
        guard fsync(file) == 0 else { throw failure(path) }
    }

    /// Copies the first `count` bytes of a file to a new one that only its owner may read; `each` sees every piece. The
    /// copy is on the disk afterwards.
    public static func copy(
        _ path: String, count: Int64, to target: String, each: (ArraySlice<UInt8>) -> Void = { _ in }
    ) throws {
        let file = unsafe open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(target) }
        defer { close(file) }
        try read(path, count: count) { piece in
            each(piece)
            try write(piece, to: file, target)
        }
        guard fsync(file) == 0 else { throw failure(target) }
    }

    private static func write(_ piece: ArraySlice<UInt8>, to file: Int32, _ path: String) throws(Failure) {
        var rest = piece
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Gives a file another name, in place of whatever had it; the new name is on the disk afterwards.
    public static func move(_ path: String, to target: String) throws(Failure) {
        guard unsafe rename(path, target) == 0 else { throw failure(target) }
        let folder = unsafe open(Files.folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure(target) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure(target) }
    }

    /// Removes a file, or a folder with the files in it; does nothing where there is none.
    public static func remove(_ path: String) {
        if unsafe unlink(path) == 0 { return }
        for name in names(in: path) { remove("\(path)/\(name)") }
        unsafe rmdir(path)
    }

    /// The folder that a path leads into.
    public static func folder(of path: String) -> String {
        guard let stroke = path.lastIndex(of: "/") else { return "." }
        return stroke == path.startIndex ? "/" : String(path[..<stroke])
    }
}
