import Basics
import Store

/// Which records belong to a presidency's time: conditions on a table called `t`.
///
/// Days are numbers; dates are texts as precise as they are known, so they are compared at their own length.
struct LintScope {
    let presidency: Key<AnyRecord>
    let first: Day
    let last: Day

    /// The condition for a table; nil for tables that say nothing about a year.
    func condition(for table: Table) -> SQL? {
        switch table.name {
        case "network", "sources", "cofinancing", "sdg_goals", "sdg_targets": "true"
        case "presidencies": "t.id = \(presidency)"
        case "activities":
            "t.id in (\(activities) union select m.activity_id from meetings m where m.presidency_id = \(presidency))"
        case "meetings": "t.id in (\(meetings))"
        case "messages": "t.meeting_id in (\(meetings))"
        case "commitments": commitments
        case "states": overlaps("t.member_from", "t.member_to")
        case "groups", "seats", "mandates", "strategies", "projects": overlaps("t.begins", "t.ends")
        case "functions":
            "t.presidency_id = \(presidency) or (t.presidency_id is null and \(overlaps("t.begins", "t.ends")))"
        case "priorities": "t.strategy_id in (\(strategies))"
        case "objectives":
            "t.priority_id in (select p.id from priorities p where p.strategy_id in (\(strategies)))"
        case "project_phases":
            """
            \(overlaps("t.begins", "t.ends"))
              and t.project_id in (select p.id from projects p where \(overlaps("p.begins", "p.ends")))
            """
        case "conclusions": conclusions("t")
        case "conclusion_items": "t.conclusion_id in (select c.id from conclusions c where \(conclusions("c")))"
        case "contributions": "t.year between \(first.year) and \(last.year)"
        case "budgets": "t.year between \(first.year) and \(last.year) or t.meeting_id in (\(meetings))"
        case "timeline": within("t.date")
        case "narratives": "t.presidency_id = \(presidency) or t.presidency_id is null"
        default: nil
        }
    }

    /// By their tags, which are kept in the order of days; what lasts longer than a year is found only where it begins.
    private var activities: SQL {
        """
        select a.id from activity_tags d join activities a on a.id = d.activity
         where d.tag = 'all' and d.begins >= \(first.adding(days: -366)) and d.begins <= \(last) and a.ends >= \(first)
        """
    }

    private var meetings: SQL {
        """
        select m.id from meetings m
         where m.presidency_id = \(presidency) or (m.presidency_id is null and m.activity_id in (\(activities)))
        """
    }

    private var strategies: SQL {
        "select s.id from strategies s where \(overlaps("s.begins", "s.ends"))"
    }

    private var commitments: SQL {
        """
        t.meeting_id in (\(meetings)) or t.due_meeting_id in (\(meetings)) or \(within("t.due"))
          or t.message_id in (select g.id from messages g where g.meeting_id in (\(meetings)))
        """
    }

    private func conclusions(_ alias: Identifier) -> SQL {
        let adopted: SQL = "\(name: alias).adopted"
        return "\(name: alias).presidency_id = \(presidency) or \(within(adopted))"
    }

    private func within(_ date: SQL) -> SQL {
        "(\(date) >= \(cut(first, to: date)) and \(date) <= \(cut(last, to: date)))"
    }

    private func overlaps(_ begins: SQL, _ ends: SQL) -> SQL {
        """
        (\(begins) is null or \(begins) <= \(cut(last, to: begins)))
          and (\(ends) is null or \(ends) >= \(cut(first, to: ends)))
        """
    }

    private func cut(_ day: Day, to date: SQL) -> SQL {
        "substr(\(day.description), 1, length(\(date)))"
    }
}
