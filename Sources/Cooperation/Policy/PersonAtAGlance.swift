public import Basics
public import Store

/// A person as the secretariat looks after them: what they are, whether they can come in, and whether they still do.
public struct PersonAtAGlance: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let name: String
    public let isSample: Bool
    public let standings: [Standing]
    public let access: Access
    /// The first day of the month in which they were last here.
    public let seen: Day?
    /// When they last said that their entry of the directory is so; nil where they never did.
    public let confirmed: Day?

    /// Whether somebody can come in.
    public enum Access: Sendable, Hashable {
        case open
        /// A code was made and not used yet; good until then.
        case invited(until: Moment)
        case ended
        case never
    }

    /// Everybody who is or was somebody here, by name; at most a thousand.
    public static func all(on today: Day, at now: Moment, in store: Connection) throws -> [PersonAtAGlance] {
        let rows = try store.all(
            """
            select p.id, p.ref, p.name, p.sample,
                   (select min(case when m.ended is null then 0 else 1 end) from members m where m.person = p.id),
                   (select max(i.ends) from invitations i where i.person = p.id and i.used is null and i.ends > \(now)),
                   (select max(m.seen_month) from members m where m.person = p.id and m.ended is null),
                   (select max(c.confirmed) from contacts c where c.person_id = p.id)
              from people p order by p.name, p.number limit 1000
            """
        ) { row in
            Found(
                id: try row.next(), ref: try row.next(), name: try row.next(), sample: try row.next(),
                access: try row.next(), invited: try row.next(), seen: try row.next(), confirmed: try row.next())
        }
        return try rows.map { row in
            let access: Access =
                switch (row.access, row.invited) {
                case (0, _): .open
                case (_, let until?): .invited(until: until)
                case (nil, nil): .never
                default: .ended
                }
            return PersonAtAGlance(
                id: row.id, ref: row.ref, name: row.name, isSample: row.sample == "yes",
                standings: FunctionKind.inOrder(try Standing.held(by: row.id, on: today, in: store)), access: access,
                seen: row.seen, confirmed: row.confirmed)
        }
    }

    private struct Found {
        let id: Key<AnyRecord>
        let ref: String
        let name: String
        let sample: String?
        let access: Int?
        let invited: Moment?
        let seen: Day?
        let confirmed: Day?
    }

    /// Whether the entry should be confirmed again: a year has passed, or it never was.
    public func isUnconfirmed(on today: Day) -> Bool {
        confirmed.map { today.number - $0.number > 365 } ?? true
    }
}
