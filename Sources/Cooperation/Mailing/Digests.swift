public import Basics
import Identity
import Languages
public import Mail
public import Store

/// The mails that say that something waits: at once, each morning, or each Monday morning, as the member chose.
public enum Digests {
    /// When the morning's mails are made, in the network's time.
    private static let hour = 7
    /// How many members are written to in one round; the others have theirs in the next.
    private static let handful = 200

    /// What has a mail of its own, and needs no second one.
    private static let apart: [Notice.Kind] = [.signIn, .entryOld]

    /// Finds whoever is to be told, and gives the works that do it.
    ///
    /// A notice waits for the next moment of its reader's rhythm. So a house that stood still for a week makes up for it
    /// with one mail, and nobody is written to before a rhythm that has just been chosen says so.
    public static func due(
        at now: Moment, from mail: HouseMail, in store: Connection
    ) throws -> [@Sendable (Transaction) throws -> Void] {
        let zone: String? = try store.value("select time_zone from network limit 1")
        let latest = latest(at: now, in: zone.flatMap(Zone.named) ?? .utc)
        let members: [Key<Member>] = try store.values(
            """
            select c.member from mail_choices c join members m on m.id = c.member
             where m.ended is null and c.address is not null and c.refused is null
               and exists (select 1 from notices n where n.member = c.member and n.mailed is null and n.seen is null
                     and n.kind not in (\(list: apart)) and n.moment <= case c.rhythm
                       when \(MailRhythm.immediately) then \(now) when \(MailRhythm.daily) then \(latest.morning)
                       when \(MailRhythm.weekly) then \(latest.monday) end)
             order by c.member limit \(handful)
            """)
        return members.map { member in
            { transaction in
                // Another process may have been quicker, and the member may have seen all or chosen anew.
                guard let choice = try MailChoice.find(member, in: transaction), let address = choice.reachable,
                    choice.rhythm != .never
                else { return }
                let notices = try Notice.unmailed(of: member, in: transaction).filter { !apart.contains($0.kind) }
                guard !notices.isEmpty else { return }
                try mail.waiting(notices.count, for: choice, at: address, in: transaction)
                try Notice.markMailed(notices.map(\.id), in: transaction)
            }
        }
    }

    /// The last morning, and the last Monday morning, that have come.
    private static func latest(at now: Moment, in zone: Zone) -> (morning: Moment, monday: Moment) {
        let today = zone.day(of: now)
        let day = zone.moment(of: today, hour: hour, minute: 0) <= now ? today : today.adding(days: -1)
        let monday = day.adding(days: 1 - day.weekday)
        return (zone.moment(of: day, hour: hour, minute: 0), zone.moment(of: monday, hour: hour, minute: 0))
    }
}

extension HouseMail {
    /// What the house looks for, again and again, to tell by mail.
    public var chores: [Postman.Chore] {
        [
            { store, now in try Digests.due(at: now, from: self, in: store) },
            { store, now in try store.seeing(Sights.members) { try YearlyRequests.due(at: now, from: self, in: store) }
            },
        ]
    }
}
