import Basics
import Store

/// The days beside a presidency that belong to no other.
enum LintGap {
    /// The activities that began in no presidency: since the one before this ended, or until the one after it begins.
    /// Where there is no other presidency, the search goes a year back or on.
    static func activities(beside presidency: Presidency, in store: Connection, for reader: Language) throws
        -> [LintRecord]
    {
        guard let table = Tables.named("activities") else { return [] }
        let before = try store.value(
            "select max(ends) from presidencies where begins < \(presidency.begins)", as: Day.self)
        let after = try store.value(
            "select min(begins) from presidencies where begins > \(presidency.begins)", as: Day.self)
        let first = before ?? presidency.begins.adding(days: -366)
        let last = after ?? presidency.ends.adding(days: 366)
        return try table.lintRecords(
            where: """
                t.id in (select d.activity from activity_tags d
                  where d.tag = 'all' and d.begins > \(first) and d.begins <= \(last) and not exists
                    (select 1 from presidencies p where d.begins between p.begins and p.ends))
                """, in: store, for: reader)
    }
}
