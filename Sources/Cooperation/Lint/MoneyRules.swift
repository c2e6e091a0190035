import Basics
import Languages

extension Lint {
    /// Contributions to a year of the presidency that did not come, or not in full.
    @Sendable
    static func unpaidContributions(_ book: LintBook) -> [Finding] {
        book.all("contributions").filter { ["no", "partly"].contains($0["paid"]) }.map { contribution in
            book.finding(
                .unpaidContribution, contribution, "paid",
                reason: contribution["paid"] == "no"
                    ? book.say("This contribution has not been paid.")
                    : book.say("This contribution has been paid only in part."),
                remedy: book.say("Enter the payment when it arrives, or explain it in the report."))
        }
    }

    /// Budgets that closed with a deficit.
    @Sendable
    static func unbalancedBudgets(_ book: LintBook) -> [Finding] {
        book.all("budgets").filter { $0["state"] == "deficit" }.map { budget in
            book.finding(
                .unbalancedBudget, budget, "state",
                reason: book.say("This budget closed with a deficit."),
                remedy: book.say("Check the figures, and say in the report how the deficit is covered."))
        }
    }

    /// Commitments that are still open after their day, or after the meeting at which they were due.
    @Sendable
    static func overdueCommitments(_ book: LintBook) -> [Finding] {
        book.all("commitments").filter { $0["state"] == "open" }.compactMap { commitment in
            let meeting = book.record("meetings", commitment["due_meeting"])
            let met = book.record("activities", meeting?["activity"])?.day("to")
            let due = commitment["due"].flatMap(Day.init(lastOf:))
            guard let day = [due, met].compactMap(\.self).min(), day < book.today else { return nil }
            return book.finding(
                .overdueCommitment, commitment, due == day ? "due" : "due_meeting",
                reason: book.say("It was due on {date} and is still open.", ["date": book.say.date(day)]),
                remedy: book.say("Mark it as done, or as postponed with a reason."))
        }
    }
}

extension Day {
    /// The last day of a date that is as precise as it is known: `2018-04-19`, `2018-04` or `2018`.
    init?(lastOf date: String) {
        switch date.utf8.count {
        case 4: self.init(date + "-12-31")
        case 7:
            guard let first = Day(date + "-01") else { return nil }
            self = first.startOfNextMonth.adding(days: -1)
        default: self.init(date)
        }
    }
}
