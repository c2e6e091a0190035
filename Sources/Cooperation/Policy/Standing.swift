public import Basics
public import Identity
public import Store

/// A function that a member holds, as a sign of what they may do.
public struct Standing: Sendable, Hashable {
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
        try given(to: member, on: today, in: store) + published(of: member, on: today, in: store)
    }

    private static func given(
        to member: Key<Member>, on today: Day, in store: some Querying
    ) throws -> [Standing] {
        try store.all(
            """
            select a.kind, s.ref, g.ref, p.ref, a.ends from members m
              join assignments a on a.person_id = m.person
              left join states s on s.id = a.state_id left join groups g on g.id = a.group_id
              left join projects p on p.id = a.project_id
             where m.id = \(member) and a.begins <= \(today) and (a.ends is null or a.ends >= \(today))
             order by a.begins, a.number
            """
        ) { row in
            Standing(
                kind: try row.next(), state: try row.next(), group: try row.next(), project: try row.next(),
                ends: try row.next())
        }
    }

    /// A published date may be a day, a month or a year, and lasts until the end of it.
    private static func published(
        of member: Key<Member>, on today: Day, in store: some Querying
    ) throws -> [Standing] {
        let day = today.description
        let found: [Standing?] = try store.all(
            """
            select f.kind, g.kind, s.ref, g.ref, f.ends from members m
              join functions f on f.person_id = m.person
              join groups g on g.id = f.group_id left join states s on s.id = f.state_id
             where m.id = \(member) and (f.begins is null or f.begins <= \(day))
               and (f.ends is null or f.ends >= substr(\(day), 1, length(f.ends)))
             order by f.number
            """
        ) { row in
            let word: String = try row.next()
            let isOurs = try row.next() as String == "secretariat"
            let (state, group): (String?, String?) = (try row.next(), try row.next())
            let ends: String? = try row.next()
            let kind: FunctionKind? =
                switch word {
                case "chair": .chair
                case "vice-chair": .viceChair
                case "researcher": .researcher
                default: isOurs ? .secretariat : nil
                }
            return kind.map {
                Standing(kind: $0, state: state, group: group, project: nil, ends: ends.flatMap(Day.init))
            }
        }
        return found.compactMap(\.self)
    }
}
