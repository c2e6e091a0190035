import Basics
import Files
import Glibc

/// The folder with a house's keys: a file each, for the eyes of its owner only.
struct KeyFolder: Sendable {
    let path: String

    private static let ending = ".key"

    /// What tells that the folder has changed.
    struct Stamp: Hashable {
        let seconds: Int
        let nanoseconds: Int
    }

    /// When a file was last added or removed; nil where there is no folder.
    var stamp: Stamp? {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        return Stamp(seconds: Int(facts.st_mtim.tv_sec), nanoseconds: Int(facts.st_mtim.tv_nsec))
    }

    /// Every key in it. Throws where others may read one.
    func keys() throws(SealingFault) -> [SealingKey] {
        guard Files.exists(path) else { return [] }
        try check(path)
        var keys: [SealingKey] = []
        for name in Files.names(in: path) where name.hasSuffix(KeyFolder.ending) {
            let file = "\(path)/\(name)"
            try check(file)
            let bytes: [UInt8]
            do throws(Files.Failure) {
                bytes = try Files.read(file, limit: 4096)
            } catch {
                throw .unreadable(reason: error.description)
            }
            guard let key = SealingKey(line: String(decoding: bytes, as: UTF8.self)),
                name == "\(key.id)\(KeyFolder.ending)"
            else { throw .unfit(path: file) }
            keys.append(key)
        }
        return keys
    }

    /// Writes a key's file: on the disk, with its folder, before anything is sealed with it.
    func keep(_ key: SealingKey) throws(SealingFault) {
        do throws(Files.Failure) {
            try Files.makeFolder(path)
        } catch {
            throw .unreadable(reason: error.description)
        }
        try check(path)
        let file = "\(path)/\(key.id)\(KeyFolder.ending)", beside = "\(file).part"
        let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o400)
        guard descriptor >= 0 else { throw unreadable(beside) }
        defer { close(descriptor) }
        let bytes = Array(key.line.utf8)
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(descriptor) == 0, unsafe rename(beside, file) == 0 else {
            let fault = unreadable(file)
            unsafe unlink(beside)
            throw fault
        }
        let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw unreadable(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw unreadable(path) }
    }

    /// Neither the group nor others may do anything with it, and it belongs to whoever runs the house, or to root.
    private func check(_ path: String) throws(SealingFault) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { throw unreadable(path) }
        guard facts.st_mode & 0o077 == 0, facts.st_uid == geteuid() || facts.st_uid == 0 else {
            throw .open(path: path)
        }
    }

    private func unreadable(_ path: String) -> SealingFault {
        unsafe .unreadable(reason: "\(path): \(String(cString: strerror(errno)))")
    }
}
