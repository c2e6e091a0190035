import Glibc
import House

/// Copies of the house, and the way back.
enum BackupCommand {
    static func backup(_ arguments: inout Arguments) throws {
        let file = try arguments.word("the file to write")
        let configuration = try Command.configuration(&arguments)
        try arguments.end()
        try refuseServer(configuration)
        let contents = try Backup.make(ofHouseIn: configuration.dataFolder, to: file)
        Console.say(
            "The house stands in \(file): \(contents.bytes) bytes, \(contents.entries) entries in a sound journal.")
    }

    static func restore(_ arguments: inout Arguments) throws {
        let file = try arguments.word("the file to restore")
        let isDrill = arguments.flag("--drill")
        let configuration = try Command.configuration(&arguments)
        try arguments.end()
        if isDrill {
            let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
            let contents = try Backup.drill(file, below: folder)
            return Console.say("\(file) can be restored: \(contents.entries) entries in a sound journal.")
        }
        try refuseServer(configuration)
        let contents = try Backup.restore(file, to: configuration.dataFolder)
        Console.say(
            "The house is back in \(configuration.dataFolder), with \(contents.entries) entries in its journal.")
    }

    /// A server's databases are copied by its own tools.
    static func refuseServer(_ configuration: Configuration) throws {
        guard configuration.database == nil else {
            throw Usage(
                description:
                    "The house is on a PostgreSQL server; keep copies with pg_basebackup or pg_dump, or move it to a folder."
            )
        }
    }
}
