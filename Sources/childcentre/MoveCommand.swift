import Files
import House
import Store

/// A house on another database.
enum MoveCommand {
    static let help = """
          move [--data DIR] --to-database-file FILE   copy a house that is not being served into an empty PostgreSQL
                                          database, and compare; FILE holds its connection string
          move --from-database-file FILE --to-data DIR   the way back
        """

    static func run(_ arguments: inout Arguments) throws {
        let to = try arguments.option("--to-database-file")
        let from = try arguments.option("--from-database-file")
        let folder = try arguments.option("--to-data")
        let contents: Move.Contents
        switch (to, from, folder) {
        case (let to?, nil, nil):
            let here = Configuration(dataFolder: try arguments.option("--data") ?? "data")
            try arguments.end()
            contents = try Move.run(from: .file(here.databaseFile), to: .postgresql(try ConnectionString.read(to)))
        case (nil, let from?, let folder?):
            try arguments.end()
            try Files.makeFolder(folder)
            let there = Configuration(dataFolder: folder)
            contents = try Move.run(from: .postgresql(try ConnectionString.read(from)), to: .file(there.databaseFile))
        default:
            throw Usage(description: "Say from where to where:\n\n\(help)")
        }
        for table in contents.tables where table.rows > 0 { Console.say("\(table.name): \(table.rows)") }
        Console.say("Everything arrived as it left, with \(contents.entries) entries in a sound journal.")
    }
}
