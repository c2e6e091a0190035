import Glibc

/// Reading and writing whole files and folders.
public enum Files {
    /// Why a file could not be read or written, in plain English.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public let path: String
        public let reason: String

        public var description: String { "\(path): \(reason)" }
    }

    /// A file's bytes; throws when it is larger than `limit` bytes, before reading it.
    public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var facts = stat()
        guard unsafe fstat(file, &facts) == 0 else { throw failure(path) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw Failure(path: path, reason: "this is not a file") }
        guard facts.st_size <= limit else {
            throw Failure(path: path, reason: "the file has \(facts.st_size) bytes; at most \(limit) are read")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(facts.st_size))
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = unsafe Glibc.read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw Failure(path: path, reason: "the file is larger than \(limit) bytes")
    }

    /// Writes a file whole: beside its place first, then moved there, so that nobody ever reads half of it.
    public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let beside = path + ".part"
        let file = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(beside) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(beside) }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0, unsafe rename(beside, path) == 0 else { throw failure(path) }
    }

    /// Writes a new file that only its owner may read. Throws where there is one.
    public static func writePrivately(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(path) }
        close(file)
        try append(bytes, to: path)
    }

    /// The names in a folder, sorted; empty when there is no such folder.
    public static func names(in folder: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { field in
                unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a folder and those above it; does nothing where it is already there.
    public static func makeFolder(_ path: String) throws(Failure) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            guard unsafe mkdir(made, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
        }
    }

    /// Whether something stands at that path.
    public static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    static func failure(_ path: String) -> Failure {
        unsafe Failure(path: path, reason: String(cString: strerror(errno)))
    }
}
