public import Basics
public import Identity
public import Store

/// A function that a member holds, as a sign of what they may do.
public struct Standing: Sendable, Hashable {
    /// The record by which it is held: an assignment, or a function of the published composition.
    public let id: Key<AnyRecord>
    public let kind: FunctionKind
    /// The ref of the state for which it is held, where it is held for one.
    public let state: String?
    public let group: String?
    public let project: String?
    /// Its last day, where one is known: from the next day on, it gives no right.
    public let ends: Day?

    /// The functions that a member holds on a day of the network: those of the published composition, and those given
    /// in the house. Beginning and end count as whole days.
    public static func of(
        _ member: Key<Member>, on today: Day, in store: some Querying
    ) throws -> [Standing] {
        let person: Key<AnyRecord>? = try store.value("select person from members where id = \(member)")
        guard let person else { return [] }
        return try held(by: person, on: today, in: store)
    }

    /// The same of a person, whether they can sign in or not.
    public static func held(
        by person: Key<AnyRecord>, on today: Day, in store: some Querying
    ) throws -> [Standing] {
        try given(to: person, on: today, in: store) + published(of: person, on: today, in: store)
    }

    private static func given(
        to person: Key<AnyRecord>, on today: Day, in store: some Querying
    ) throws -> [Standing] {
        try store.all(
            """
            select a.id, a.kind, s.ref, g.ref, p.ref, a.ends from assignments a
              left join states s on s.id = a.state_id left join groups g on g.id = a.group_id
              left join projects p on p.id = a.project_id
             where a.person_id = \(person) and a.begins <= \(today) and (a.ends is null or a.ends >= \(today))
             order by a.begins, a.number
            """
        ) { row in
            Standing(
                id: try row.next(), kind: try row.next(), state: try row.next(), group: try row.next(),
                project: try row.next(),
                ends: try row.next())
        }
    }

    /// A published date may be a day, a month or a year, and lasts until the end of it.
    ///
    /// - Parameter orLater: whether those count too that begin after today.
    private static func published(
        of person: Key<AnyRecord>, on today: Day, orLater: Bool = false, in store: some Querying
    ) throws -> [Standing] {
        let day = today.description
        let hasBegun: SQL = orLater ? "true" : "(f.begins is null or f.begins <= \(day))"
        let found: [Standing?] = try store.all(
            """
            select f.id, f.kind, g.kind, s.ref, g.ref, f.ends from functions f
              join groups g on g.id = f.group_id left join states s on s.id = f.state_id
             where f.person_id = \(person) and \(hasBegun)
               and (f.ends is null or f.ends >= substr(\(day), 1, length(f.ends)))
             order by f.number
            """
        ) { row in
            let id: Key<AnyRecord> = try row.next()
            let word: String = try row.next()
            let isOurs = try row.next() as String == "secretariat"
            let (state, group): (String?, String?) = (try row.next(), try row.next())
            let ends: String? = try row.next()
            return FunctionKind(published: word, inSecretariat: isOurs).map {
                Standing(id: id, kind: $0, state: state, group: group, project: nil, ends: ends.flatMap(Day.init))
            }
        }
        return found.compactMap(\.self)
    }

    /// The functions that a person holds on a day, or will hold later by what is written down.
    static func everHeld(
        by person: Key<AnyRecord>, from today: Day, in store: some Querying
    ) throws -> Set<FunctionKind> {
        let later: [FunctionKind] = try store.values(
            "select kind from assignments where person_id = \(person) and (ends is null or ends >= \(today))")
        return Set(later + (try published(of: person, on: today, orLater: true, in: store).map(\.kind)))
    }
}

extension FunctionKind {
    /// The function that somebody has by a row of the published composition; nil where that gives none.
    init?(published word: String, inSecretariat: Bool) {
        switch word {
        case "chair": self = .chair
        case "vice-chair": self = .viceChair
        case "researcher": self = .researcher
        default:
            guard inSecretariat else { return nil }
            self = .secretariat
        }
    }
}
