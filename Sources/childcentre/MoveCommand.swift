import Files
import House
import Store

/// A house on another database.
enum MoveCommand {
    static let help = """
          move [--data DIR] --to-database-file FILE   copy a house that is not being served into an empty PostgreSQL
                                          database, and compare; FILE holds its connection string
          move --from-database-file FILE --to-data DIR   the way back
                                          also --to URL and --from URL, where that has no password
        """

    static func run(_ arguments: inout Arguments) throws {
        let to = try server(file: "--to-database-file", words: "--to", &arguments)
        let from = try server(file: "--from-database-file", words: "--from", &arguments)
        let folder = try arguments.option("--to-data")
        let here = try Command.configuration(&arguments)
        try arguments.end()
        let contents: Move.Contents
        switch (to, from, folder) {
        case (let to?, nil, nil):
            contents = try Move.run(from: .file(here.databaseFile), to: to)
        case (nil, let from?, let folder?):
            try Files.makeFolder(folder)
            contents = try Move.run(from: from, to: .file(Configuration(dataFolder: folder).databaseFile))
        default:
            throw Usage(description: "Say from where to where:\n\n\(help)")
        }
        if let folder, from != nil { try carry(here.keysFolder, to: "\(folder)/keys") }
        for table in contents.tables where table.rows > 0 { Console.say("\(table.name): \(table.rows)") }
        Console.say("Everything arrived as it left, with \(contents.entries) entries in a sound journal.")
    }

    /// What is sealed stays sealed on the way; its keys go along where the new place has none.
    private static func carry(_ keys: String, to folder: String) throws {
        guard !Files.exists(folder) else { return }
        guard Files.exists(keys) else {
            return Console.say(
                "There are no keys in \(keys); put those of the house into \(folder), or name them with --keys.")
        }
        for name in Files.names(in: keys) where name.hasSuffix(".key") {
            try Files.makeFolder(folder)
            try Files.copy(
                "\(keys)/\(name)", count: try Files.size(of: "\(keys)/\(name)"), to: "\(folder)/\(name)")
        }
        Console.say("The keys were copied to \(folder).")
    }

    private static func server(
        file: String, words: String, _ arguments: inout Arguments
    ) throws -> Store.Location? {
        if let path = try arguments.option(file) { return .postgresql(try ConnectionString.read(path)) }
        return try arguments.option(words).map { .postgresql(try ConnectionString.typed($0)) }
    }
}
