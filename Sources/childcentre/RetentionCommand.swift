import Cooperation
import House
import Store

/// How long the house keeps what, as a command.
enum RetentionCommand {
    static let help = """
          retention --dry-run [--data DIR]   say how much of what has been kept for long enough
          retention run [--data DIR]      delete it now; a house that is served does so once a day
        """

    static func run(_ arguments: inout Arguments) throws {
        let isDry = arguments.flag("--dry-run")
        if !isDry, try arguments.word("what to do: run, or --dry-run") != "run" {
            throw Usage(description: "Retention can be “run”, or tried with --dry-run.")
        }
        let house = try Command.open(&arguments)
        defer { house.store.close() }
        let times = try house.retentionTimes()
        let counts =
            try isDry
            ? house.store.readWhole { try Retention.due(times, in: $0) } : Retention.keep(times, in: house.store)
        Console.say("\(times.today): \(isDry ? "due: " : "deleted: ")\(RetentionKeeper.words(counts))")
    }
}
