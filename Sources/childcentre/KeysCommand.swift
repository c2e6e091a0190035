import Basics
import House
import Identity
import Sealing
import Store

/// The keys that sealed data are sealed with.
enum KeysCommand {
    static let help = """
          keys list [--data DIR]          say which keys the house has, and what each is needed for
          keys rotate [--data DIR]        make a new key and seal everything anew with it; can be cut short and run again
        """

    static func run(_ arguments: inout Arguments) throws {
        switch try arguments.word("what to do: list or rotate") {
        case "list": try list(&arguments)
        case "rotate": try rotate(&arguments)
        case let word: throw Usage(description: "Keys cannot be told to “\(word)”. Try: childcentre help")
        }
    }

    private static func list(_ arguments: inout Arguments) throws {
        let house = try Command.open(&arguments)
        defer { house.store.close() }
        let here = try house.store.keyring.names()
        for key in try house.store.read({ try Seals.known(in: $0) }) {
            let use = key.retired.map { "retired \($0.day): only backups made until then need it" } ?? "in use"
            let gone = here.contains(key.id) ? "" : "; its file is gone"
            Console.say("\(key.id)  made \(key.made.day)  \(use)\(gone)")
        }
        Console.say(KeysCommand.advice(house.store.keyring.place))
    }

    private static func rotate(_ arguments: inout Arguments) throws {
        let house = try Command.open(&arguments)
        defer { house.store.close() }
        let outcome = try KeyChange.run(house.store, by: Consent.operatorsName) { Console.say("\($0) sealed anew") }
        if outcome.wentOn { Console.say("This went on with a change of keys that was cut short.") }
        Console.say("Everything is sealed with \(outcome.key): \(outcome.count) values.")
        for key in outcome.retired {
            Console.say("\(key) is retired. Keep its file for as long as you keep backups made before today.")
        }
        Console.say(KeysCommand.advice(house.store.keyring.place))
    }

    /// What an operator has to know about keys.
    static func advice(_ folder: String) -> String {
        "The keys stand in \(folder) and in no backup: keep a copy of them elsewhere, apart from the backups."
    }
}
