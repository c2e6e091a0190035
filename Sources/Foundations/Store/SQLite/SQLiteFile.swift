import Basics
import CSQLite
import Glibc

/// The file of a database: made for its owner's eyes only, and opened with the settings it needs.
final class SQLiteFile: Database {
    let path: String
    /// The folder that goes with a temporary database.
    private let folder: String?

    init(_ location: Store.Location) throws(StoreFailure) {
        switch location {
        case .file(let path):
            guard !path.isEmpty, !path.utf8.contains(0) else { throw .lost(code: SQLITE_CANTOPEN) }
            self.path = path
            folder = nil
            SQLiteFile.makeFolders(above: path)
        case .temporary:
            let root = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
            let folder = "\(root)/childcentre-\(Hexadecimal.text(of: Randomness.bytes(8)))"
            guard unsafe mkdir(folder, 0o700) == 0 else { throw .lost(code: SQLITE_CANTOPEN) }
            self.folder = folder
            path = "\(folder)/store.sqlite"
        case .postgresql: throw .invalid(statement: "", message: "a server is no file")
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

    func writer(limits: Store.Limits) throws(StoreFailure) -> Connection {
        let connection = try SQLiteConnection.writing(to: path, limits: limits)
        try connection.writeLogAgain(busyMilliseconds: limits.busyMilliseconds)
        return connection
    }

    func reader(limits: Store.Limits, veils: [Veil]) throws(StoreFailure) -> Connection {
        try SQLiteConnection(path: path, writes: false, busyMilliseconds: limits.busyMilliseconds, veils: veils)
    }

    /// One that has written through to the disk.
    func trustedWriter(limits: Store.Limits) throws(StoreFailure) -> Connection {
        let connection = try SQLiteConnection.writing(to: path, limits: limits)
        let number: Int = try connection.answer("pragma user_version") ?? 0
        try connection.command("begin immediate; pragma user_version = \((number + 1) & 0xffff); commit")
        return connection
    }

    /// A temporary database leaves nothing behind.
    func remove() {
        guard let folder else { return }
        for ending in ["", "-wal", "-shm"] { unsafe unlink(path + ending) }
        unsafe rmdir(folder)
    }
}

extension SQLiteConnection {
    /// The connection that writes: what it commits is on the disk before the commit ends.
    fileprivate static func writing(to path: String, limits: Store.Limits) throws(StoreFailure) -> SQLiteConnection {
        let connection = try SQLiteConnection(path: path, writes: true, busyMilliseconds: limits.busyMilliseconds)
        let mode: String? = try connection.answer("pragma journal_mode = wal")
        guard mode == "wal" else { throw .lost(code: SQLITE_CANTOPEN) }
        try connection.command("pragma synchronous = full")
        try connection.command("pragma journal_size_limit = 67108864")
        return connection
    }
}
