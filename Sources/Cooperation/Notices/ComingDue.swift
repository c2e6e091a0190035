public import Basics
import Identity
import Markup
public import Store
import Web

/// What comes due by date: the house looks at each day once, however often it is started and however many processes
/// serve it.
public enum ComingDue {
    /// How many missed days are made up for: what was due earlier is no news.
    private static let most = 31
    /// How many days that were looked at are remembered, so that a clock which was set forward and back again neither
    /// hides days nor repeats them.
    private static let remembered = 62

    /// Looks at the days up to today that no look has reached, and forgets notices of more than a year ago. Does nothing
    /// where today was looked at already.
    ///
    /// - Returns: how many days were looked at.
    @discardableResult
    public static func look(at moment: Moment, in store: Store) throws -> Int {
        let isDone = try store.read { store in
            try isKnown(NetworkDay.today(at: moment, in: store), in: store)
        }
        guard !isDone else { return 0 }
        return try store.write { transaction in
            transaction.leaveUnnoted(because: "the house changes nothing by looking")
            let today = try NetworkDay.today(at: moment, in: transaction)
            // Another process may have been quicker.
            guard try !isKnown(today, in: transaction) else { return 0 }
            let days = try missed(until: today, in: transaction)
            for day in days {
                try tell(day, in: transaction)
                try transaction.run("insert into notice_days (day) values (\(day)) on conflict (day) do nothing")
            }
            try transaction.run("delete from notice_days where day < \(today.adding(days: -remembered))")
            try Notice.forgetOld(in: transaction)
            return days.count
        }
    }

    private static func isKnown(_ day: Day, in store: some Querying) throws -> Bool {
        try store.value("select 1 from notice_days where day = \(day)", as: Int.self) != nil
    }

    /// The days after the last one that was looked at; today alone in a house that never looked.
    private static func missed(until today: Day, in store: some Querying) throws -> [Day] {
        let last: Day? = try store.value("select max(day) from notice_days where day < \(today)")
        let first = max(last?.adding(days: 1) ?? today, today.adding(days: 1 - most))
        return (first.number...today.number).map(Day.init)
    }

    private static func tell(_ day: Day, in transaction: Transaction) throws {
        let concerned = Concerned(store: transaction.connection, today: day)
        try commitments(due: day, concerned, in: transaction)
        try functions(endedBefore: day, concerned, in: transaction)
        try entries(oldOn: day, in: transaction)
    }

    /// Due is the last day of the date that is given, or the first day of the meeting.
    private static func commitments(due day: Day, _ concerned: Concerned, in transaction: Transaction) throws {
        let due = try transaction.all(
            """
            select c.id, c.owner_state_id, c.owner_group_id, t.ref from commitments c
              left join meetings t on t.id = c.meeting_id left join meetings d on d.id = c.due_meeting_id
              left join activities a on a.id = d.activity_id
             where c.state <> 'done' and (c.due in (\(list: day.endings)) or (c.due is null and a.begins = \(day)))
             order by c.number
            """
        ) { row in
            (
                try row.next() as Key<AnyRecord>, try row.next() as Key<AnyRecord>?, try row.next() as Key<AnyRecord>?,
                try row.next() as String?
            )
        }
        for (record, state, group, meeting) in due {
            let members = try (state.map(concerned.state) ?? []) + (group.map(concerned.group) ?? [])
            let place = meeting.map { Places.meeting($0) } ?? Places.meetings()
            for member in try concerned.seers(of: record, in: "commitments", among: Set(members).sorted()) {
                try Notice.add(
                    .commitmentDue, to: member, at: place, about: record, of: "commitments", in: transaction)
            }
        }
    }

    /// A function gives its rights until the end of its last day, so it has ended on the day after.
    private static func functions(endedBefore day: Day, _ concerned: Concerned, in transaction: Transaction) throws {
        let last = day.adding(days: -1)
        for (table, ended): (String, SQL) in [
            ("assignments", "select id, person_id from assignments where ends = \(last) order by number"),
            (
                "functions",
                "select id, person_id from functions where ends in (\(list: last.endings)) order by number"
            ),
        ] {
            let found = try transaction.all(ended) { row in
                (try row.next() as Key<AnyRecord>, try row.next() as Key<AnyRecord>)
            }
            for (record, person) in found {
                for member in try concerned.person(person) {
                    try Notice.add(
                        .functionEnded, to: member, at: Places.members(), about: record, of: table, in: transaction)
                }
            }
        }
    }

    /// An entry is old when a year has passed since it was confirmed, or since its owner's first function began where it
    /// never was; the owner hears of it again each year.
    private static func entries(oldOn day: Day, in transaction: Transaction) throws {
        let since: SQL = """
            coalesce((select max(c.confirmed) from contacts c where c.person_id = m.person),
                (select min(a.begins) from assignments a where a.person_id = m.person))
            """
        let old = try transaction.all(
            """
            select m.id, m.person from members m
             where m.ended is null and \(since) < \(day) and (\(day) - \(since)) % 366 = 0
               and exists (select 1 from assignments a where a.person_id = m.person and a.begins <= \(day)
                     and (a.ends is null or a.ends >= \(day)))
             order by m.id
            """
        ) { row in (try row.next() as Key<Member>, try row.next() as Key<AnyRecord>) }
        for (member, person) in old {
            try Notice.add(
                .entryOld, to: member, at: Places.directoryEntry(), about: person, of: "people", in: transaction)
        }
    }
}
