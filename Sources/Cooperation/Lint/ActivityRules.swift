import Basics
import Languages

extension Lint {
    /// Activities that took place, and nobody says what came of them.
    @Sendable
    static func activitiesWithoutOutcome(_ book: LintBook) -> [Finding] {
        book.all("activities").filter { $0["state"] == "done" && $0["outcome"] == nil }.map { activity in
            book.finding(
                .activityWithoutOutcome, activity, "outcome",
                reason: book.say("It took place, but nobody says what came of it."),
                remedy: book.say("Write its outcome in a sentence."))
        }
    }

    /// Activities that serve no objective. A meeting of the group serves them all.
    @Sendable
    static func activitiesWithoutObjective(_ book: LintBook) -> [Finding] {
        book.all("activities")
            .filter { $0["kind"] != "group-meeting" && book.linked($0, "objectives").isEmpty }
            .map { activity in
                book.finding(
                    .activityWithoutObjective, activity, "objectives",
                    reason: book.say("This activity serves no objective."),
                    remedy: book.say("Link it to the objectives that it serves."))
            }
    }

    /// Activities that we organised without counting who came.
    @Sendable
    static func missingParticipants(_ book: LintBook) -> [Finding] {
        book.all("activities")
            .filter {
                ["organiser", "co-organiser"].contains($0["role"]) && $0["state"] == "done" && $0["participants"] == nil
            }
            .map { activity in
                book.finding(
                    .missingParticipants, activity, "participants",
                    reason: book.say("We organised it, but the number of participants is missing."),
                    remedy: book.say("Enter how many took part."))
            }
    }

    /// Activities whose days are over and that are still planned or under way.
    @Sendable
    static func plannedInThePast(_ book: LintBook) -> [Finding] {
        book.all("activities").compactMap { activity in
            guard ["planned", "underway"].contains(activity["state"]), let ends = activity.day("to"), ends < book.today
            else { return nil }
            return book.finding(
                .plannedInThePast, activity, "state",
                reason: book.say(
                    "Its days are over, {date}, but it is not marked as done.", ["date": book.say.date(ends)]),
                remedy: book.say("Mark it as done, or as postponed with a reason."))
        }
    }
}
