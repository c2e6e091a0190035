public import Basics
import Identity
import Languages
import Mail
public import Store

/// Once a year, whoever has an entry in the directory that nobody confirmed meanwhile is asked to.
public enum YearlyRequests {
    /// How many days an entry, or an answer to a request, may take.
    private static let days = 365
    /// How many are asked at once, so that a house that begins to send mail does not begin with a flood.
    private static let handful = 50

    /// Somebody who is to be asked.
    private struct Asked: Sendable {
        let member: Key<Member>
        let address: MailAddress
        let languages: [Language]
    }

    /// Finds whoever is to be asked, and gives the works that do it. Those who hold no function today are left alone, and
    /// so is everybody for a year after they were asked.
    public static func due(
        at now: Moment, from mail: HouseMail, in store: Connection
    ) throws -> [@Sendable (Transaction) throws -> Void] {
        guard let network = try Network.find(in: store, for: .english) else { return [] }
        let today = network.today ?? (Zone.named(network.timeZone) ?? .utc).day(of: now)
        return try asked(today, at: now, in: store).map { asked in
            { transaction in
                let now = transaction.moment
                // Another process may have been quicker.
                let isNew = try transaction.run(
                    """
                    insert into yearly_requests (member, asked) values (\(asked.member), \(now))
                    on conflict (member) do update set asked = excluded.asked
                     where yearly_requests.asked <= \(earliest(at: now))
                    """)
                guard isNew > 0 else { return }
                let language = try HouseMail.language(of: asked.languages, in: transaction.connection)
                try mail.confirmEntry(of: asked.member, at: asked.address, in: language, transaction: transaction)
            }
        }
    }

    private static func earliest(at now: Moment) -> Moment { now.adding(seconds: -Int64(days) * 24 * 3600) }

    /// The address that a member confirmed goes before the one of the entry, which may be a shared one.
    private static func asked(_ today: Day, at now: Moment, in store: Connection) throws -> [Asked] {
        let found = try store.all(
            """
            select m.id, h.address, c.id, c.mail, h.language, c.languages from members m
              join contacts c on c.person_id = m.person
              left join mail_choices h on h.member = m.id left join yearly_requests y on y.member = m.id
             where m.ended is null and (c.confirmed is null or c.confirmed < \(today.adding(days: -days)))
               and (y.asked is null or y.asked <= \(earliest(at: now))) and h.refused is null
               and coalesce(h.address, c.mail) is not null
               and exists (select 1 from assignments a where a.person_id = m.person and a.begins <= \(today)
                     and (a.ends is null or a.ends >= \(today)))
             order by m.id limit \(handful)
            """
        ) { row in
            let member: Key<Member> = try row.next()
            let confirmed: String? = try row.next()
            let contact: Key<AnyRecord> = try row.next()
            let entry = try MailEntry.opened(try row.next(), of: contact, in: store)
            let chosen: Language? = try row.next()
            let spoken = MailEntry.languages(try row.next())
            return (member, (confirmed ?? entry).flatMap(MailAddress.init), chosen, spoken)
        }
        return found.compactMap { member, address, chosen, spoken in
            address.map { Asked(member: member, address: $0, languages: [chosen].compactMap(\.self) + spoken) }
        }
    }
}
