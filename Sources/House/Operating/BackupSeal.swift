import Basics
import Files

/// The last bytes of a backup: how long the database before them is, and its digest. A database alone does not notice
/// when a word inside one of its fields was altered; this does.
struct BackupSeal: Equatable {
    /// Bytes that a seal takes.
    static let size = 160
    private static let beginning = "\nchildcentre backup 1, bytes "
    private static let middle = ", sha256 "

    let bytes: Int64
    let digest: Digest

    /// The seal for a database file.
    init(of path: String) throws {
        bytes = try Files.size(of: path)
        digest = try BackupSeal.digest(of: path, count: bytes)
    }

    /// The seal at the end of a backup; throws where there is none.
    init(readFrom path: String) throws {
        let size = try Files.size(of: path)
        guard size > BackupSeal.size else { throw Backup.Refusal.noBackup(path) }
        var tail: [UInt8] = []
        try Files.read(path, from: size - Int64(BackupSeal.size)) { tail += $0 }
        let text = String(decoding: tail, as: UTF8.self)
        let parts = text.dropFirst(BackupSeal.beginning.count).split(separator: BackupSeal.middle).map {
            String($0).trimmed
        }
        guard text.hasPrefix(BackupSeal.beginning), parts.count == 2, let bytes = Int64(parts[0]),
            bytes == size - Int64(BackupSeal.size),
            let digest = Hexadecimal.bytes(of: parts[1]).flatMap(Digest.init(bytes:))
        else { throw Backup.Refusal.noBackup(path) }
        self.bytes = bytes
        self.digest = digest
        guard self.text == tail else { throw Backup.Refusal.noBackup(path) }
    }

    /// The seal as it stands in the file.
    var text: [UInt8] {
        let words = Array("\(BackupSeal.beginning)\(bytes)\(BackupSeal.middle)\(digest)".utf8)
        let room = max(0, BackupSeal.size - 1 - words.count)
        return words + Array(repeating: UInt8(ascii: " "), count: room) + [UInt8(ascii: "\n")]
    }

    /// Copies the database out of a sealed backup; throws where it is not the one that was sealed.
    static func open(_ backup: String, to target: String) throws {
        let seal = try BackupSeal(readFrom: backup)
        var digesting = Digesting()
        try Files.copy(backup, count: seal.bytes, to: target) { digesting.add($0) }
        guard digesting.digest() == seal.digest else { throw Backup.Refusal.damaged(backup) }
    }

    private static func digest(of path: String, count: Int64) throws -> Digest {
        var digesting = Digesting()
        try Files.read(path, count: count) { digesting.add($0) }
        return digesting.digest()
    }
}
