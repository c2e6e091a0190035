public import Basics
public import Identity
public import Store

/// How a member becomes a person of the network, with functions.
public enum Newcomer {
    /// Makes a member the person that an invitation was for.
    public static func link(
        _ member: Key<Member>, to person: Key<AnyRecord>, by actor: String, in transaction: Transaction
    ) throws(StoreFailure) {
        try transaction.run("update members set person = \(person) where id = \(member)")
        transaction.note(Change(by: actor, "member.linked", table: "members", record: member))
    }

    /// Makes a member who is no person of the network yet a new one, of the secretariat from this day on: those who were
    /// invited at the machine itself, and those who came in before there were functions.
    public static func settle(
        _ member: Key<Member>, named name: String, on day: Day, in transaction: Transaction
    ) throws {
        guard let people = Tables.named("people"), let assignments = Tables.named("assignments") else { return }
        let language: String? = try transaction.value("select language from network limit 1")
        let known = language.flatMap(Language.init(rawValue:)) ?? .english
        let recorder = Recorder(transaction, by: member.description, isConsented: true)
        let key = Key<AnyRecord>.fresh(at: transaction.moment)
        let person = try recorder.add(Sheet(language: known, values: ["name": name]), to: people, key: key)
        try link(member, to: key, by: member.description, in: transaction)
        let values = ["person": person.ref, "kind": FunctionKind.secretariat.rawValue, "from": day.description]
        try recorder.add(
            Sheet(language: known, values: values), to: assignments, key: Key.fresh(at: transaction.moment))
    }

    /// Settles the members whom an older program let in; does nothing where all are settled.
    public static func settleAll(in store: Store) throws {
        let unsettled = "person is null and ended is null" as SQL
        guard try store.read({ try $0.value("select 1 from members where \(unsettled) limit 1", as: Int.self) }) != nil
        else { return }
        try store.write { transaction in
            let members = try transaction.all("select id, name from members where \(unsettled) order by id") { row in
                (try row.next() as Key<Member>, try row.text())
            }
            let sample: Day? = try transaction.value("select today from network where today is not null")
            let day = min(transaction.moment.day, sample ?? transaction.moment.day)
            for (member, name) in members {
                try settle(member, named: name, on: day, in: transaction)
            }
        }
    }
}
