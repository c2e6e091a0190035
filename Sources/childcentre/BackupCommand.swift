import Files
import Glibc
import House
import Store

/// Copies of the house, and the way back.
enum BackupCommand {
    static func backup(_ arguments: inout Arguments) throws {
        let file = try arguments.word("the file to write")
        let configuration = try Command.configuration(&arguments)
        try arguments.end()
        let contents = try make(of: configuration, to: file)
        Console.say(
            "The house stands in \(file): \(contents.bytes) bytes, \(contents.entries) entries in a sound journal.")
        Console.say("It does not hold the keys. \(KeysCommand.advice(configuration.keysFolder))")
    }

    /// A file is copied as it is, by whatever program it was written last; a server has to be asked.
    private static func make(of configuration: Configuration, to file: String) throws -> Backup.Contents {
        guard configuration.database != nil else {
            return try Backup.make(ofHouseIn: configuration.dataFolder, to: file)
        }
        let house = try House.open(configuration)
        defer { house.store.close() }
        return try Backup.make(of: house, configuration, to: file)
    }

    static func restore(_ arguments: inout Arguments) throws {
        let file = try arguments.word("the file to restore")
        let isDrill = arguments.flag("--drill")
        let configuration = try Command.configuration(&arguments)
        try arguments.end()
        if isDrill {
            let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
            let keys = Files.exists(configuration.keysFolder) ? configuration.keysFolder : nil
            let contents = try Backup.drill(file, below: folder, keys: keys)
            Console.say("\(file) can be restored: \(contents.entries) entries in a sound journal.")
            if keys == nil {
                Console.say(
                    "Whether what is sealed opens was not tried: there are no keys in \(configuration.keysFolder).")
            }
            return
        }
        let contents = try Backup.restore(file, to: configuration)
        let place = configuration.database == nil ? "in \(configuration.dataFolder)" : "on its server"
        Console.say("The house is back \(place), with \(contents.entries) entries in its journal.")
    }
}
