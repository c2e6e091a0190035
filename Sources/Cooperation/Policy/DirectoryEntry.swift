public import Basics
import Languages
import Sealing
public import Store

/// A member as other members find them: who they are today, and how they are reached.
public struct DirectoryEntry: Sendable {
    public let person: String
    public let name: String
    public let isSample: Bool
    public let kind: FunctionKind
    public let state: Text?
    public let mail: String?
    public let phone: String?
    public let languages: [Language]
    public let hours: String?
    public let deputy: String?
    public let confirmed: Day?

    /// Everybody who holds a function of the cooperation on a day, a person once for each: by state, then by function.
    ///
    /// - Parameter person: the ref of the only person wanted.
    public static func all(
        on today: Day, person: String? = nil, in store: Connection, for language: Language
    ) throws -> [DirectoryEntry] {
        let wanted: SQL = person.map { "p.ref = \($0)" } ?? "true"
        let kinds = reachable.map { "\($0.rawValue)" as SQL }.joined(separator: ", ")
        return try store.all(
            """
            select p.ref, p.name, p.sample, a.kind, \(Text.columns("name", of: "s", in: language)),
                   c.id, c.mail, c.phone, c.languages, c.hours, d.name, c.confirmed
              from assignments a join people p on p.id = a.person_id left join states s on s.id = a.state_id
              left join contacts c on c.person_id = p.id left join people d on d.id = c.deputy_id and (exists
                (select 1 from assignments b where b.person_id = d.id and b.begins <= \(today)
                   and (b.ends is null or b.ends >= \(today)))
                 or exists (select 1 from functions f where f.person_id = d.id
                   and (f.ends is null or f.ends >= substr(\(today.description), 1, length(f.ends)))))
             where a.begins <= \(today) and (a.ends is null or a.ends >= \(today)) and a.kind in (\(kinds)) and \(wanted)
             order by s.number is null, s.number, a.kind, p.name
            """
        ) { row in
            let ref: String = try row.next()
            let name: String = try row.next()
            let sample: String? = try row.next()
            let kind: FunctionKind = try row.next()
            let state = try Text.optional(in: &row, for: language)
            let contact: Key<AnyRecord>? = try row.next()
            let (mail, phone): (String?, String?) = (try row.next(), try row.next())
            let (languages, hours): (String?, String?) = (try row.next(), try row.next())
            let opened = { (text: String?, column: String) throws in
                try contact.flatMap { try store.opened(text, at: SealedPlace("contacts", column, of: $0)) }
            }
            return DirectoryEntry(
                person: ref, name: name, isSample: sample == "yes", kind: kind, state: state,
                mail: try opened(mail, "mail"), phone: try opened(phone, "phone"),
                languages: MailEntry.languages(languages),
                hours: try opened(hours, "hours"), deputy: try row.next(), confirmed: try row.next())
        }
    }

    /// Whether the entry should be confirmed again: a year has passed, or it never was.
    public func isOld(on today: Day) -> Bool {
        confirmed.map { today.number - $0.number > 365 } ?? true
    }

    private static let reachable: [FunctionKind] = [
        .seat, .alternate, .secretariat, .contactPoint, .observer, .auditor, .guardian,
    ]
}
