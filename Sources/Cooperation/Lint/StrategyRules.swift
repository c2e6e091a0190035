import Basics
import Languages
import Store

extension Lint {
    /// Objectives whose published numbers do not rise, or leave one out.
    @Sendable
    static func numbering(_ book: LintBook) -> [Finding] {
        let priorities = Dictionary(grouping: book.all("objectives"), by: { $0["priority"] ?? "" })
        return priorities.values.flatMap { objectives -> [Finding] in
            let numbered = objectives.sorted { position($0) < position($1) }.compactMap { objective in
                objective["number"].flatMap { Int($0) }.map { (objective: objective, number: $0) }
            }
            let all = Set(numbered.map(\.number))
            var highest = 0
            return numbered.compactMap { objective, number in
                defer { highest = max(highest, number) }
                if number <= highest {
                    return misplaced(book, objective, number, after: highest)
                }
                guard number > 1, !all.contains(number - 1) else { return nil }
                return book.finding(
                    .numbering, objective, "number",
                    reason: book.say(
                        "It has the number {number}, but there is no {missing}.",
                        [
                            "number": String(number), "missing": String(number - 1),
                        ]),
                    remedy: book.say("Correct the number, or say in the report why it was published so."))
            }
        }
    }

    private static func misplaced(_ book: LintBook, _ objective: LintRecord, _ number: Int, after: Int) -> Finding {
        book.finding(
            .numbering, objective, "number",
            reason: book.say(
                "Number {number} stands after number {other}.",
                [
                    "number": String(number), "other": String(after),
                ]),
            remedy: book.say("Correct the number, or say in the report why it was published so."))
    }

    private static func position(_ record: LintRecord) -> Int { record["position"].flatMap { Int($0) } ?? 0 }

    /// Objectives of the strategy in force for which nothing took place in the year.
    @Sendable
    static func objectivesWithoutActivity(_ book: LintBook) -> [Finding] {
        let served = Set(book.all("activities").flatMap { book.linked($0, "objectives") })
        return book.all("objectives").filter { !served.contains($0.id) }.map { objective in
            book.finding(
                .objectiveWithoutActivity, objective, mend: book.newForm(of: "activities", "objectives", objective.ref),
                reason: book.say("No activity of the year serves this objective."),
                remedy: book.say("Link the activities that serve it, or write in its progress why there were none."))
        }
    }

    /// Projects of which nobody says who pays or who leads; a phase may say it for its project.
    @Sendable
    static func projectsWithoutMeans(_ book: LintBook) -> [Finding] {
        book.all("projects").flatMap { project -> [Finding] in
            let phases = book.all("project_phases").filter { $0["project"] == project.ref }
            var found: [Finding] = []
            if ([project] + phases).allSatisfy({ book.linked($0, "funders").isEmpty }) {
                found.append(
                    book.finding(
                        .projectWithoutFunder, project, "funders",
                        reason: book.say("Nobody is named who pays for this project."),
                        remedy: book.say("Name the funders.")))
            }
            if ([project] + phases).allSatisfy({ $0["lead"] == nil }) {
                found.append(
                    book.finding(
                        .projectWithoutLead, project, "lead",
                        reason: book.say("Nobody is named who leads this project."),
                        remedy: book.say("Name who leads it.")))
            }
            return found
        }
    }

    /// Something postponed or waiting, and nobody says why.
    @Sendable
    static func missingReasons(_ book: LintBook) -> [Finding] {
        ["objectives", "activities", "commitments"].flatMap { book.all($0) }
            .filter { ["postponed", "waiting"].contains($0["state"]) && $0["reason"] == nil }
            .map { record in
                book.finding(
                    .missingReason, record, "reason",
                    reason: book.say("It was postponed or waits, and no reason is given."),
                    remedy: book.say("Write the reason in a sentence."))
            }
    }
}
