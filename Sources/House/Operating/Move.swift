import Cooperation
import Files
import Journal
public import Store

/// Takes a whole house from one database to another, and back.
public enum Move {
    /// What arrived.
    public struct Contents: Sendable {
        public let tables: [MovedTable]
        /// Entries of the journal, followed from the first to the last after they arrived.
        public let entries: Int64
    }

    /// Moves a house. The house must not be served meanwhile; what it would write would be refused as busy.
    ///
    /// The place it leaves stays as it was. Throws `MoveFault` where the other place is not empty or what arrived is not what
    /// left, `Backup.Refusal` where there is no house or its journal is not sound.
    public static func run(from: Store.Location, to: Store.Location) throws -> Contents {
        if case .file(let path) = from, !Files.exists(path) { throw Backup.Refusal.noHouse(Files.folder(of: path)) }
        let source = try open(from)
        defer { source.close() }
        let target = try open(to)
        defer { target.close() }
        let tables = try source.move(to: target) { try SearchIndex.adopt(in: $0) }
        let witness = try source.read { try Journal.witness(in: $0) }
        let verdict = try target.read { try Journal.verify($0, witness: witness) }
        guard case .sound(let entries, _) = verdict else { throw Backup.Refusal.journal(verdict.explanation) }
        return Contents(tables: tables, entries: entries)
    }

    /// Copies a house that is open, and may be written to meanwhile, into a folder, as it stood at one moment.
    static func copy(_ source: Store, into folder: String) throws {
        let target = try open(.file(Configuration(dataFolder: folder).databaseFile))
        defer { target.close() }
        _ = try source.copy(to: target) { try SearchIndex.adopt(in: $0) }
    }

    private static func open(_ location: Store.Location) throws -> Store {
        var limits = Store.Limits()
        // A whole house is one transaction.
        limits.confirmMilliseconds = 600_000
        return try Store.open(
            location, migrations: House.migrations(of: House.ownRooms), ledger: Journal(), limits: limits)
    }
}
