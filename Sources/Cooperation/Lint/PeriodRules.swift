import Basics
import Languages

extension Lint {
    /// Years on the cover that are not the presidency's, and what is counted to it but took place at another time.
    @Sendable
    static func coverPeriod(_ book: LintBook) -> [Finding] {
        let days = book.say.range(book.presidency.begins, book.presidency.ends)
        return cover(book, days) + counted(book, days)
    }

    private static func cover(_ book: LintBook, _ days: String) -> [Finding] {
        let (begins, ends) = (book.presidency.begins.year, book.presidency.ends.year)
        return book.all("presidencies").compactMap { presidency in
            let translated = (book.translations[presidency.id] ?? []).filter { $0.field == "title" }.map(\.body)
            let titles = [presidency["title"] ?? ""] + translated
            guard let title = titles.first(where: { !Years(in: $0).fit(begins, ends) }) else { return nil }
            return book.finding(
                .coverPeriod, presidency, "title",
                reason: book.say(
                    "The title “{title}” names other years than its days, {days}.", ["title": title, "days": days]),
                remedy: book.say("Correct the title or the days of the presidency."))
        }
    }

    private static func counted(_ book: LintBook, _ days: String) -> [Finding] {
        let remedy = book.say("Correct the date, or count it to another presidency.")
        let (begins, ends) = (book.presidency.begins, book.presidency.ends)
        let meetings = book.all("meetings").filter { meeting in
            guard let activity = book.record("activities", meeting["activity"]), let day = activity.day("from") else {
                return false
            }
            return day < begins || day > ends
        }
        let conclusions = book.all("conclusions").filter { conclusion in
            guard conclusion["presidency"] == book.presidency.ref, let adopted = conclusion["adopted"] else {
                return false
            }
            let length = adopted.utf8.count
            return adopted < begins.description.prefix(length) || adopted > ends.description.prefix(length)
        }
        return (meetings + conclusions).map { record in
            book.finding(
                .coverPeriod, record, "presidency",
                reason: book.say("It is counted to this presidency but lies outside its days, {days}.", ["days": days]),
                remedy: remedy)
        }
    }

    /// What began between two presidencies, so that no report tells of it.
    @Sendable
    static func activitiesOutside(_ book: LintBook) -> [Finding] {
        book.outside.map { activity in
            book.finding(
                .activityOutside, activity, "from",
                reason: book.say("This activity lies in no presidency, so no report tells of it."),
                remedy: book.say("Correct its days, or those of the presidencies."))
        }
    }
}

/// The years that a title names, “2016–2017” or “2016/17” too.
struct Years: Equatable {
    let all: [Int]

    init(in title: String) {
        var years: [Int] = []
        for match in title.matches(of: /\b(19|20)[0-9]{2}(\s?[\/–-]\s?[0-9]{2}\b(?![0-9]))?/) {
            guard let first = Int(match.output.0.prefix(4)) else { continue }
            years.append(first)
            guard match.output.2 != nil, let last = Int(match.output.0.suffix(2)) else { continue }
            years.append(first / 100 * 100 + last)
        }
        all = years
    }

    /// Whether they are the years of a term; a title that names one year may mean either end.
    func fit(_ begins: Int, _ ends: Int) -> Bool {
        guard let first = all.min(), let last = all.max() else { return true }
        return first == last ? first == begins || first == ends : first == begins && last == ends
    }
}
