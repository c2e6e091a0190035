import Basics
import Cooperation
import House
import Identity
import Store

/// What the operator at the machine may not do alone: the secretariat is asked to be the second.
enum SecondPerson {
    /// Asks for consent; nil where nobody of the secretariat can sign in but, maybe, the very person it is about. Then
    /// the operator is alone, and the journal says so.
    static func ask(
        to act: TwoPersonAct, about subject: Key<AnyRecord>, named name: String, in transaction: Transaction
    ) throws -> Key<Consent>? {
        let today = try SecretariatPeople.today(at: transaction.moment, in: transaction)
        let others = try SecretariatPeople.members(on: today, in: transaction)
            .filter { $0.cast(to: AnyRecord.self) != subject }
        guard others.isEmpty else {
            return try Consent.ask(act.rawValue, about: subject, named: name, by: nil, in: transaction)
        }
        // Whoever is forgotten in this very transaction must not be named once more.
        let about: [Change.Field] = act == .erase ? [] : [.init("about", to: name)]
        transaction.note(
            Change(
                by: Consent.operatorsName, "consent.dispensed", table: "consents", record: subject,
                values: [.init("act", to: act.rawValue)] + about))
        return nil
    }

    /// Whether the act may be carried out now: somebody consented, which is used up by this, or nobody is there to. Else
    /// consent has been asked for.
    static func consents(
        to act: TwoPersonAct, about subject: Key<AnyRecord>, named name: String, in transaction: Transaction
    ) throws -> Bool {
        if try Consent.use(act.rawValue, about: subject, by: nil, in: transaction) { return true }
        return try ask(to: act, about: subject, named: name, in: transaction) == nil
    }

    /// What the operator reads when an act waits.
    static func waits(in configuration: Configuration) -> Unwilling {
        Unwilling(
            """
            Nothing was done yet: it takes two. Somebody of the secretariat has to consent at
            \(place(of: configuration))/members/consents within three days; then give the same command again.
            """)
    }

    /// Where people find the house.
    static func place(of configuration: Configuration) -> String {
        let place = configuration.address ?? "http://localhost:8080"
        return place.hasSuffix("/") ? String(place.dropLast()) : place
    }
}
