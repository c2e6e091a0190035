import Basics
import CSQLite
import Glibc

/// The file of a database: made for its owner's eyes only, and opened with the settings it needs.
struct DatabaseFile: Sendable {
    let path: String
    /// The folder that goes with a temporary database.
    private let folder: String?

    init(_ location: Store.Location) throws(StoreFailure) {
        switch location {
        case .file(let path):
            guard !path.isEmpty, !path.utf8.contains(0) else { throw .lost(code: SQLITE_CANTOPEN) }
            self.path = path
            folder = nil
            DatabaseFile.makeFolders(above: path)
        case .temporary:
            let root = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
            let folder = "\(root)/childcentre-\(Hexadecimal.text(of: Randomness.bytes(8)))"
            guard unsafe mkdir(folder, 0o700) == 0 else { throw .lost(code: SQLITE_CANTOPEN) }
            self.folder = folder
            path = "\(folder)/store.sqlite"
        }
        try make()
    }

    /// SQLite gives its other files the rights of this one.
    ///
    /// A file that is there is not opened: closing it would let go the locks that this process has on it.
    private func make() throws(StoreFailure) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else {
            let code = errno
            guard code == EEXIST else { throw code == ENOSPC ? .full : .lost(code: SQLITE_CANTOPEN) }
            guard unsafe chmod(path, 0o600) == 0 else { throw .lost(code: SQLITE_PERM) }
        }
    }

    private static func makeFolders(above path: String) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/").dropLast() {
            made += part
            unsafe mkdir(made, 0o700)
            made += "/"
        }
    }

    /// The connection that writes: what it commits is on the disk before the commit ends.
    func writer(limits: Store.Limits) throws(StoreFailure) -> Connection {
        let connection = try Connection(path: path, writes: true, busyMilliseconds: limits.busyMilliseconds)
        let mode: String? = try connection.answer("pragma journal_mode = wal")
        guard mode == "wal" else { throw .lost(code: SQLITE_CANTOPEN) }
        try connection.command("pragma synchronous = full")
        try connection.command("pragma journal_size_limit = 67108864")
        return connection
    }

    func reader(limits: Store.Limits) throws(StoreFailure) -> Connection {
        try Connection(path: path, writes: false, busyMilliseconds: limits.busyMilliseconds)
    }

    /// A temporary database leaves nothing behind.
    func remove() {
        guard let folder else { return }
        for ending in ["", "-wal", "-shm"] { unsafe unlink(path + ending) }
        unsafe rmdir(folder)
    }
}
