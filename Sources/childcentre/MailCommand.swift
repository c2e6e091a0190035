import Cooperation
import Glibc
import House
import Store

/// What a mail server tells the house. Works while the house is being served.
enum MailCommand {
    static let help = """
          mail returned [--data DIR]      read a mail that came back from standard input, and note at its reader's
                                          address that no mail arrives there
        """

    /// Nobody's notification is longer.
    private static let longest = 4 << 20

    static func run(_ arguments: inout Arguments) throws {
        switch try arguments.word("what to do: returned") {
        case "returned": try returned(&arguments)
        case let word: throw Usage(description: "Mail cannot be “\(word)”. Try: childcentre help")
        }
    }

    private static func returned(_ arguments: inout Arguments) throws {
        let house = try Command.open(&arguments)
        defer { house.store.close() }
        guard let mail = ReturnedMail(read()) else {
            return Console.say("Nothing noted: this says of no mail of the house that it failed for good.")
        }
        let isNoted = try house.store.write { try mail.note(in: $0) }
        Console.say(isNoted ? "Noted." : "Nothing noted: the house sent no such mail within the last month.")
    }

    private static func read() -> [UInt8] {
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while all.count < longest {
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
            }
            guard count > 0 else { break }
            all += piece.prefix(count)
        }
        return all
    }
}
