import Basics
import Identity
import Store

/// What is due of a class: the rows of its tables that have been kept for long enough.
struct RetentionDue {
    /// Rows of one table, and what makes one of them due.
    struct Rows {
        let table: Identifier
        let key: Identifier
        let condition: SQL
    }

    static func rows(of kind: RetentionClass, _ times: RetentionTimes) -> [Rows] {
        let now = times.now
        switch kind {
        case .sessions:
            let begun = now.adding(seconds: -times.sessions.wholeSeconds),
                seen = now.adding(seconds: -times.sessions.idleSeconds)
            return [Rows(table: "sessions", key: "id", condition: "begun <= \(begun) or seen <= \(seen)")]
        case .halfway:
            return [
                Rows(table: "challenges", key: "challenge", condition: "ends <= \(now)"),
                Rows(table: "entries", key: "token", condition: "ends <= \(now)"),
                Rows(table: "journeys", key: "state", condition: "ends <= \(now)"),
            ]
        case .attempts:
            let hour = now.adding(seconds: -3600), season = now.adding(seconds: -90 * 24 * 3600)
            return [
                Rows(
                    table: "attempts", key: "subject",
                    condition: "last <= \(hour) and (welcome is null or welcome <= \(season))")
            ]
        case .invitations:
            // Where the code of one was mailed is of no use once it has ended either.
            let day = now.adding(seconds: -24 * 3600)
            let made = day.adding(seconds: -Invitation.days * 24 * 3600)
            return [
                Rows(table: "invitations", key: "code", condition: "ends <= \(day)"),
                Rows(table: "mailed_invitations", key: "invitation", condition: "made <= \(made)"),
            ]
        case .drafts:
            return [Rows(table: "drafts", key: "id", condition: "saved < \(times.moment(before: 90))")]
        case .withdrawn:
            return [
                Rows(
                    table: "withdrawn", key: "id",
                    condition: "moment < \(times.moment(before: 365)) and fields <> ''")
            ]
        case .contacts:
            return [Rows(table: "contacts", key: "id", condition: unreachable(since: times.day(before: 180)))]
        case .accounts:
            return [
                Rows(
                    table: "members", key: "id",
                    condition: "ended < \(times.moment(before: 90)) and address not like 'left %'")
            ]
        case .names:
            return [
                Rows(
                    table: "members", key: "id",
                    condition: "ended < \(times.moment(beforeYears: 3)) and name <> \(Member.nameless)")
            ]
        case .journal:
            return [
                // They repeat what the journal says of them.
                Rows(
                    table: "consents", key: "id",
                    condition: """
                        asked < \(times.moment(beforeYears: 3)) and ends <= \(now)
                        and not exists (select 1 from invitations i where i.consent = consents.id)
                        """),
                Rows(
                    table: "journal_values", key: "position",
                    condition: """
                        change <> '[]' and position in
                          (select e.position from journal_entries e
                            where e.at < \(times.moment(beforeYears: 3)) and e.subject_table in (\(list: personal)))
                        """),
            ]
        }
    }

    /// Tables whose changes are about members themselves, rather than about the network.
    private static let personal = ["members", "contacts", "assignments", "invitations", "passkeys", "consents"]

    /// Contacts of people whose last function, of whatever kind, ended before a day; of those who never had one, when
    /// they were last confirmed before it.
    private static func unreachable(since day: Day) -> SQL {
        let text = day.description
        return """
            not exists (select 1 from assignments a where a.person_id = contacts.person_id
                          and (a.ends is null or a.ends >= \(day)))
            and not exists (select 1 from functions f where f.person_id = contacts.person_id
                          and (f.ends is null or f.ends >= substr(\(text), 1, length(f.ends))))
            and (confirmed < \(day)
                 or exists (select 1 from assignments a where a.person_id = contacts.person_id)
                 or exists (select 1 from functions f where f.person_id = contacts.person_id))
            """
    }
}
