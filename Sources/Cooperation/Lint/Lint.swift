public import Basics
public import Languages
public import Store

/// Reads the records of a year as a careful colleague would before its annual report goes out.
public enum Lint {
    /// Everything that is wrong or still open in the records of a presidency's time: errors first, then by table and ref.
    ///
    /// What is past is judged by `today`. Reads nothing but the records that lie in the presidency's days, that are
    /// linked to it, or that hold at any time. Throws what the store throws.
    public static func findings(
        for presidency: Presidency, on today: Day, in store: Connection, _ say: Tongue
    ) throws -> [Finding] {
        let book = try LintBook(presidency, on: today, in: store, say)
        return rules.flatMap { $0(book) }.sorted { one, other in
            if one.severity != other.severity { return one.severity < other.severity }
            return (one.table, one.ref, one.rule.rawValue, one.column ?? "")
                < (other.table, other.ref, other.rule.rawValue, other.column ?? "")
        }
    }

    /// Every rule is a function of the records alone.
    private static let rules: [@Sendable (LintBook) -> [Finding]] = [
        missingMessages, placeholders, coverPeriod, wrongMonths, repeatedParagraphs, brokenLinks, activitiesOutside,
        meetingsWithoutDate, numbering, objectivesWithoutActivity, activitiesWithoutOutcome,
        activitiesWithoutObjective, projectsWithoutMeans, translations, unpaidContributions, unbalancedBudgets,
        overdueCommitments, missingParticipants, plannedInThePast, missingReasons,
    ]
}
