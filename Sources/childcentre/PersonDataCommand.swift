import Basics
import Cooperation
import Files
import House
import Identity
import Store

/// What the house holds about somebody, on their request.
enum PersonDataCommand {
    static func data(_ arguments: inout Arguments) throws {
        let text = try arguments.word("whom: a name, an address or a ref")
        let file = try arguments.word("the file to write")
        let house = try Command.open(&arguments)
        defer { house.store.close() }
        guard !Files.exists(file) else { throw Unwilling("\(file) is there already; nothing was written.") }
        let bytes = try house.store.write { transaction in
            let subject = try one(text, in: transaction)
            let record = subject.person ?? subject.member?.cast(to: AnyRecord.self) ?? Key(rawValue: 0)
            transaction.note(
                Change(
                    by: Consent.operatorsName, "data.taken", table: subject.person == nil ? "members" : "people",
                    record: record))
            return try PersonalData.json(of: subject, at: transaction.moment, in: transaction).bytes
        }
        try Files.writePrivately(bytes, to: file)
        Console.say(
            "Everything that the house holds about “\(text)” stands in \(file), unsealed. Hand it to them alone.")
    }

    static func erase(_ arguments: inout Arguments) throws {
        let text = try arguments.word("whom: a name, an address or a ref")
        let isSure = arguments.flag("--sure")
        let (house, configuration) = try Command.opened(&arguments)
        defer { house.store.close() }
        guard isSure else {
            let subject = try house.store.read { try one(text, in: $0) }
            throw Unwilling("This forgets “\(subject.name)” for good. If that is wanted, say --sure.")
        }
        let outcome = try house.store.write { transaction -> Erasure.Outcome? in
            let subject = try one(text, in: transaction)
            let record = subject.member?.cast(to: AnyRecord.self) ?? subject.person ?? Key(rawValue: 0)
            guard try SecondPerson.consents(to: .erase, about: record, named: subject.name, in: transaction) else {
                return nil
            }
            return try Erasure.run(subject, by: Consent.operatorsName, in: transaction)
        }
        guard let outcome else { throw SecondPerson.waits(in: configuration) }
        Console.say(
            "Forgotten. \(outcome.entries) entries of the journal hold nothing of them any more; its chain is whole.")
        if !outcome.elsewhere.isEmpty {
            Console.say(
                "The name still stands in texts of: \(outcome.elsewhere.joined(separator: ", ")). Change those by hand."
            )
        }
        do {
            try house.cleanse(configuration)
        } catch StoreFailure.busy {
            Console.say(
                "The house is being served, so traces may stay in its log for a while; run “retention run” later.")
        }
        Console.say("Backups made before hold them still. Delete those when you no longer need them.")
    }

    private static func one(_ text: String, in store: some Querying) throws -> PersonInHouse {
        let found = try PersonInHouse.called(text, in: store)
        guard let first = found.first else { throw Unwilling("Nobody here is called “\(text)”.") }
        guard found.count == 1 else {
            throw Unwilling("Several are called “\(text)”. Say the address or the ref instead.")
        }
        return first
    }
}
