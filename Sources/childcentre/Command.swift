import Basics
import Converters
import Cooperation
import Files
import HTTP
import House
import Journal
import Room
import Store
import Web

/// The words that the command line understands.
enum Command {
    static let help = """
        childcentre – a house for a regional child-protection network

          serve [--config FILE] [--data DIR] [--port N] [--host ADDRESS] [--name HOST]… [--idle MINUTES]
                                          serve the house until it is stopped; should the program fall, another takes
                                          its place and those who waited are served
          serve --alone …                 the same in one process, over which somebody else watches
          serve --describe-configuration  print a configuration file that explains every key
          load FOLDER [--once] [--data DIR]   put a network's tables into the house, all or nothing;
                                          with --once only into a house that is still empty
          load --describe                 say what may stand in each table, column by column
          export FOLDER [--data DIR]      write the house's records as tables again, once the secretariat has consented
        \(PersonCommand.help)
          verify [--data DIR] [--witness FILE]   check that nothing recorded was altered
          witness FILE [--data DIR]       write down how far the journal has come, to be kept elsewhere
        \(ReportCommand.help)
        \(MailCommand.help)
          backup FILE [--data DIR]        copy the whole house, also while it is being served, and try the copy
          restore FILE [--data DIR]       put a copy into a folder that holds no house yet
          restore FILE --drill            only try whether that would go well
        \(RetentionCommand.help)
        \(KeysCommand.help)
        \(MoveCommand.help)
          routes                          list every address with its room
          help                            show this

        The keys of what is kept sealed stand in a folder “keys” beside the data, unless --keys DIR says otherwise.
        Without --data the house is where --config FILE says, else in ./data. Where a PostgreSQL database holds it, say so
        with --database-file FILE, which keeps its connection string, or with --database URL where that has no password.
        """

    static func run(_ words: [String]) throws {
        var arguments = try Arguments(words)
        switch arguments.verb {
        case "serve": try Serve.run(&arguments)
        case "load": try load(&arguments)
        case "export": try export(&arguments)
        case "verify": try verify(&arguments)
        case "witness": try witness(&arguments)
        case "person": try PersonCommand.run(&arguments)
        case "report": try ReportCommand.run(&arguments)
        case "mail": try MailCommand.run(&arguments)
        case "convert-helper": Helper.serve()
        case "backup": try BackupCommand.backup(&arguments)
        case "restore": try BackupCommand.restore(&arguments)
        case "retention": try RetentionCommand.run(&arguments)
        case "keys": try KeysCommand.run(&arguments)
        case "move": try MoveCommand.run(&arguments)
        case "routes": try routes(&arguments)
        case "help", "--help", "-h": Console.say(help)
        case nil: throw Usage(description: help)
        case let verb?: throw Usage(description: "There is no command “\(verb)”.\n\n\(help)")
        }
    }

    private static func load(_ arguments: inout Arguments) throws {
        if arguments.flag("--describe") {
            try arguments.end()
            Console.say(Tables.description)
            return
        }
        let folder = try arguments.word("the folder to load")
        let isOnce = arguments.flag("--once")
        let house = try open(&arguments)
        defer { house.store.close() }
        if isOnce, try house.store.read({ try $0.value("select 1 from network", as: Int.self) }) != nil {
            Console.say("The house has its network already; what was recorded since stays as it is.")
            return
        }
        let report = try Loader.load(folder: folder, into: house.store)
        Console.say(report.lines.joined(separator: "\n"))
    }

    private static func export(_ arguments: inout Arguments) throws {
        let folder = try arguments.word("the folder to write")
        let (house, configuration) = try opened(&arguments)
        defer { house.store.close() }
        let isAllowed = try house.store.write { transaction in
            let network: (Key<AnyRecord>, String)? = try transaction.first("select id, name from network limit 1") {
                row in (try row.next(), try row.text())
            }
            let (subject, name) = network ?? (Key(rawValue: 0), folder)
            return try SecondPerson.consents(to: .export, about: subject, named: name, in: transaction)
        }
        guard isAllowed else { throw SecondPerson.waits(in: configuration) }
        let files = try Exporter.export(to: folder, from: house.store)
        Console.say("\(files.count) files written to \(folder)")
        if files.contains("contacts.csv") {
            Console.say("How members are reached stands in contacts.csv unsealed: keep it as you keep an address book.")
        }
    }

    private static func verify(_ arguments: inout Arguments) throws {
        let file = try arguments.option("--witness")
        let house = try open(&arguments)
        defer { house.store.close() }
        var witness: Witness?
        if let file {
            let line = String(decoding: try Files.read(file, limit: 4096), as: UTF8.self).trimmed
            guard let read = Witness(line) else { throw Usage(description: "\(file) is not a witness of a journal.") }
            witness = read
        }
        let kept = witness
        let verdict = try house.store.read { try Journal.verify($0, witness: kept) }
        Console.say(verdict.explanation)
        if case .broken = verdict { throw Broken() }
    }

    private static func witness(_ arguments: inout Arguments) throws {
        let file = try arguments.word("the file to write")
        let house = try open(&arguments)
        defer { house.store.close() }
        guard let witness = try house.store.read({ try Journal.witness(in: $0) }) else {
            Console.say("The journal is still empty; there is nothing to witness.")
            return
        }
        try Files.write(Array("\(witness)\n".utf8), to: file)
        Console.say("\(witness)")
    }

    private static func routes(_ arguments: inout Arguments) throws {
        try arguments.end()
        for room in House.ownRooms {
            Console.say(room.name)
            for route in room.routes.all {
                Console.say("  \(route.method.rawValue.padding(to: 5)) \(route.address)")
            }
        }
    }

    /// The house of the folder named by `--data` or by the file of `--config`, the last of the arguments; whoever opens it
    /// closes its store.
    static func open(_ arguments: inout Arguments) throws -> House { try opened(&arguments).house }

    /// The same, with what it was opened by.
    static func opened(_ arguments: inout Arguments) throws -> (house: House, configuration: Configuration) {
        let configuration = try configuration(&arguments)
        try arguments.end()
        return (try House.open(configuration, storeLimits: patient), configuration)
    }

    /// Beside a house in which many write at once, a command may have to wait a while for its turn.
    static var patient: Store.Limits {
        var limits = Store.Limits()
        limits.busyMilliseconds = 60_000
        return limits
    }

    /// What the file of `--config` says, if there is one, with the folder of `--data` where that is given.
    static func configuration(_ arguments: inout Arguments) throws -> Configuration {
        var configuration = Configuration(dataFolder: "data")
        if let file = try arguments.option("--config") { try ConfigurationFile.read(file, into: &configuration) }
        if let folder = try arguments.option("--data") { configuration.dataFolder = folder }
        if let folder = try arguments.option("--keys") { configuration.keys = folder }
        if let file = try arguments.option("--database-file") {
            configuration.database = try ConnectionString.read(file)
        }
        if let words = try arguments.option("--database") { configuration.database = try ConnectionString.typed(words) }
        return configuration
    }
}

/// The journal is not sound; the explanation was already given.
struct Broken: Error, CustomStringConvertible {
    let description = "The journal is not sound."
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
