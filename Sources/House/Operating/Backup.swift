import Basics
import Files
import Journal
public import Sealing
import Store

/// Copies of the whole house in one file, made while it is open, and the way back.
///
/// A backup is tried when it is made and again before it is put in place: SQLite reads every page and follows every
/// reference, and the journal is followed from its first entry to its last.
public enum Backup {
    /// Why something was not done.
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case noHouse(String)
        case exists(String)
        case notEmpty(String)
        case noBackup(String)
        case damaged(String)
        case journal(String)
        case incomplete(String, entries: Int64, wanted: Int64)
        case keys([String], folder: String)

        public var description: String {
            switch self {
            case .noHouse(let folder): "There is no house in \(folder)."
            case .exists(let file): "\(file) is there already; nothing was written."
            case .notEmpty(let folder): "There is a house in \(folder) already; nothing was changed."
            case .noBackup(let file): "\(file) is no backup of a house, or was cut short."
            case .damaged(let file): "\(file) is not what it was when it was made: its digest differs."
            case .journal(let words): "The journal in the backup is not sound: \(words)"
            case .incomplete(let file, let entries, let wanted):
                "\(file) holds \(entries) entries of the journal; \(wanted) were there when it was begun."
            case .keys(let names, let folder):
                """
                The backup was sealed with keys that are not in \(folder): \(names.joined(separator: ", ")). No backup holds \
                keys. Put their files there, for their owner's eyes only, and restore again; nothing was written.
                """
            }
        }
    }

    /// What a backup holds.
    public struct Contents: Hashable, Sendable {
        /// Bytes of the file.
        public let bytes: Int64
        /// Entries of the journal.
        public let entries: Int64
    }

    /// The ending of files that are not finished; a process that was killed leaves them behind.
    static let unfinished = ".unfinished"

    /// Makes a backup of a house, whether or not it is being served. The file appears whole, or not at all.
    @discardableResult
    public static func make(ofHouseIn folder: String, to file: String) throws -> Contents {
        let source = Configuration(dataFolder: folder).databaseFile
        guard Files.exists(source) else { throw Refusal.noHouse(folder) }
        guard !Files.exists(file) else { throw Refusal.exists(file) }
        let work = file + "." + Hexadecimal.text(of: Randomness.bytes(4)) + unfinished
        defer { clear(work) }
        try DatabaseCopy.make(of: source, at: work)
        let entries = try examine(work)
        try Files.append(try BackupSeal(of: work).text, to: work)
        let bytes = try Files.size(of: work)
        try Files.move(work, to: file)
        return Contents(bytes: bytes, entries: entries)
    }

    /// Makes the same of a house that is open, wherever it stands.
    ///
    /// What a server holds is copied into a file first, compared with what was read, and then treated as any other house.
    @discardableResult
    public static func make(of house: House, _ configuration: Configuration, to file: String) throws -> Contents {
        guard house.store.engine == .postgres else { return try make(ofHouseIn: configuration.dataFolder, to: file) }
        guard !Files.exists(file) else { throw Refusal.exists(file) }
        let place = file + "." + Hexadecimal.text(of: Randomness.bytes(4)) + unfinished
        defer { Files.remove(place) }
        try Files.makeFolder(place)
        try Move.copy(house.store, into: place)
        return try make(ofHouseIn: place, to: file)
    }

    /// Puts a backup where a configuration says that the house is: into its folder, or into the database of its server, which
    /// must be empty.
    @discardableResult
    public static func restore(_ file: String, to configuration: Configuration) throws -> Contents {
        let keys = Keyring(folder: configuration.keysFolder)
        guard configuration.database != nil else {
            return try restore(file, to: configuration.dataFolder, sealedWith: keys)
        }
        try Files.makeFolder(configuration.dataFolder)
        let place = "\(configuration.dataFolder)/restoring-\(Hexadecimal.text(of: Randomness.bytes(4)))\(unfinished)"
        defer { Files.remove(place) }
        let contents = try restore(file, to: place, sealedWith: keys)
        _ = try Move.run(from: Configuration(dataFolder: place).location, to: configuration.location)
        return contents
    }

    /// Puts a backup into a folder that holds no house yet. The house appears whole, or not at all, and not where keys are
    /// missing among those given.
    @discardableResult
    public static func restore(
        _ file: String, to folder: String, sealedWith keys: Keyring? = nil
    ) throws -> Contents {
        let place = Configuration(dataFolder: folder).databaseFile
        guard ["", "-wal", "-shm"].allSatisfy({ !Files.exists(place + $0) }) else { throw Refusal.notEmpty(folder) }
        let bytes = try Files.size(of: file)
        try Files.makeFolder(folder)
        let work = place + "." + Hexadecimal.text(of: Randomness.bytes(4)) + unfinished
        defer { clear(work) }
        try BackupSeal.open(file, to: work)
        let entries = try examine(work)
        if let keys { try check(work, against: keys) }
        try Files.move(work, to: place)
        return Contents(bytes: bytes, entries: entries)
    }

    /// Whether every key is there with which something in a database is sealed; one of an earlier program has none.
    private static func check(_ database: String, against keys: Keyring) throws {
        let here = try keys.names()
        let missing = try DatabaseCopy.look(at: database) { connection in
            let isSealed = try connection.value(
                "select 1 from migrations where name = 'sealing/0001 keys'", as: Int.self)
            return try isSealed == nil
                ? [] : Seals.known(in: connection).filter { $0.retired == nil && !here.contains($0.id) }
        }
        guard missing.isEmpty else { throw Refusal.keys(missing.map(\.id.description), folder: keys.place) }
    }

    /// Tries a backup: restores it into a folder of its own below another, opens the house there as after a disaster,
    /// and removes it. Throws what would have gone wrong.
    ///
    /// - Parameter keys: the folder of the house's keys. Without it, what is sealed is not opened.
    @discardableResult
    public static func drill(_ file: String, below folder: String, keys: String? = nil) throws -> Contents {
        let place = "\(folder)/drill-\(Hexadecimal.text(of: Randomness.bytes(4)))\(unfinished)"
        defer { Files.remove(place) }
        let contents = try restore(file, to: place, sealedWith: keys.map { Keyring(folder: $0) })
        guard let keys else { return contents }
        var configuration = Configuration(dataFolder: place)
        configuration.keys = keys
        let house = try House.open(configuration)
        defer { house.store.close() }
        guard
            try house.store.read({ try $0.value("select count(*) from journal_entries", as: Int64.self) }) ?? 0
                >= contents.entries
        else { throw Refusal.damaged(file) }
        return contents
    }

    /// Says how many entries the journal has; throws where anything is not sound.
    private static func examine(_ database: String) throws -> Int64 {
        try DatabaseCopy.examine(database)
        let verdict = try DatabaseCopy.look(at: database) { try Journal.verify($0) }
        guard case .sound(let entries, _) = verdict else { throw Refusal.journal(verdict.explanation) }
        return entries
    }

    private static func clear(_ work: String) {
        for ending in ["", "-journal", "-wal", "-shm"] { Files.remove(work + ending) }
    }
}
