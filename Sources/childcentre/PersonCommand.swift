import Basics
import Cooperation
import House
import Identity
import Store

/// Who may sign in. Works while the house is being served.
enum PersonCommand {
    static let help = """
          person first [--data DIR]       make a code with which the first secretary comes in
          person invite --name NAME [--data DIR]   make one for another
          person restore WHO [--data DIR]          make one with which WHO, a name or an address, chooses a new password
          person list [--data DIR]        say who can sign in
          person end WHO [--data DIR]     let somebody sign in no longer
          person data WHO FILE [--data DIR]   write everything that the house holds about somebody into a file
          person erase WHO --sure [--data DIR]   forget somebody: name, addresses, how they are reached, keys, drafts;
                                          once somebody of the secretariat has consented in the browser
                                          for first, invite, restore: --at URL where the house is, unless --config FILE says
                                          what invite and restore make opens nothing before the secretariat consents,
                                          in the browser, unless nobody of it can sign in any more
        """

    static func run(_ arguments: inout Arguments) throws {
        switch try arguments.word("what to do: first, invite, restore, list, end, data or erase") {
        case "first": try first(&arguments)
        case "invite": try invite(&arguments)
        case "restore": try restore(&arguments)
        case "list": try list(&arguments)
        case "end": try end(&arguments)
        case "data": try PersonDataCommand.data(&arguments)
        case "erase": try PersonDataCommand.erase(&arguments)
        case let word: throw Usage(description: "A person cannot be “\(word)”. Try: childcentre help")
        }
    }

    private static func first(_ arguments: inout Arguments) throws {
        try inHouse(&arguments) { store, place in
            do {
                say(
                    try store.write { try Invitation.first(by: Consent.operatorsName, in: $0) }, at: place, waits: nil)
            } catch is Invitation.NotTheFirst {
                throw Unwilling(
                    "Somebody can sign in already. Invite others with: childcentre person invite --name NAME")
            }
        }
    }

    private static func invite(_ arguments: inout Arguments) throws {
        guard let name = try arguments.option("--name").map(Account.cleaned),
            (1...200).contains(name.unicodeScalars.count)
        else {
            throw Usage(description: "Say whom to invite: --name NAME, with at most 200 characters.")
        }
        try inHouse(&arguments) { store, place in
            let (code, waits) = try store.write { transaction in
                let consent = try SecondPerson.ask(
                    to: .letIn, about: Key.fresh(at: transaction.moment), named: name, in: transaction)
                let code = try Invitation.make(
                    name: name, waitingFor: consent, by: Consent.operatorsName, in: transaction)
                return (code, consent != nil)
            }
            say(code, at: place, waits: waits)
        }
    }

    private static func restore(_ arguments: inout Arguments) throws {
        let text = try arguments.word("whose access: a name or an address")
        try inHouse(&arguments) { store, place in
            let account = try one(text, in: store)
            let (code, waits) = try store.write { transaction in
                let consent = try SecondPerson.ask(
                    to: .restoreAccess, about: account.id.cast(to: AnyRecord.self), named: account.name,
                    in: transaction)
                let code = try Invitation.make(
                    for: account, waitingFor: consent, by: Consent.operatorsName, in: transaction)
                return (code, consent != nil)
            }
            say(code, at: place, waits: waits)
        }
    }

    private static func list(_ arguments: inout Arguments) throws {
        try inHouse(&arguments) { store, _ in
            let accounts = try store.read { try Account.all(in: $0) }
            guard !accounts.isEmpty else { return Console.say("Nobody can sign in yet. Try: childcentre person first") }
            for account in accounts {
                let end = account.ended.map { ", ended \($0.day)" } ?? ""
                Console.say("\(account.name) <\(account.address)> since \(account.added.day)\(end)")
            }
        }
    }

    private static func end(_ arguments: inout Arguments) throws {
        let text = try arguments.word("who is to go: a name or an address")
        try inHouse(&arguments) { store, _ in
            let account = try one(text, in: store)
            try store.write { _ = try Account.end(account.id, by: Consent.operatorsName, in: $0) }
            Console.say("\(account.name) can sign in no longer, and is signed out everywhere.")
        }
    }

    /// Opens the house for what is to be done; `place` is where people find it.
    private static func inHouse(
        _ arguments: inout Arguments, _ body: (_ store: Store, _ place: String) throws -> Void
    ) throws {
        let place = try arguments.option("--at")
        let configuration = try Command.configuration(&arguments)
        try arguments.end()
        let address = try place.map(address) ?? SecondPerson.place(of: configuration)
        let house = try House.open(configuration, storeLimits: Command.patient)
        defer { house.store.close() }
        try body(house.store, address)
    }

    private static func one(_ text: String, in store: Store) throws -> Account {
        let found = try store.read { try Account.named(text, in: $0) }
        guard let account = found.first else { throw Unwilling("Nobody who can sign in is called “\(text)”.") }
        guard found.count == 1 else { throw Unwilling("Several are called “\(text)”. Say the address instead.") }
        return account
    }

    private static func address(_ place: String) throws -> String {
        guard place.hasPrefix("https://") || place.hasPrefix("http://") else {
            throw Usage(description: "--at needs the address of the house, such as https://house.example.org")
        }
        return place.hasSuffix("/") ? String(place.dropLast()) : place
    }

    /// - Parameter waits: whether it waits for a second person; nil where nobody thought of one.
    private static func say(_ code: String, at place: String, waits: Bool?) {
        Console.say("\(place)/welcome?code=\(code)")
        switch waits {
        case true?:
            Console.say(
                "It opens nothing before somebody of the secretariat has consented at \(place)/members/consents")
            Console.say("within three days. Then it lets in one person, once.")
        case false?:
            Console.say("Nobody of the secretariat can sign in any more, so nobody was asked; the journal says so.")
            fallthrough
        case nil: Console.say("Open this address within 15 minutes. It lets in one person, once.")
        }
    }
}

/// What was asked cannot be done; the description says why.
struct Unwilling: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
