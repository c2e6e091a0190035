import Basics
import Languages

extension Lint {
    /// A sentence about a meeting that names a month in which the group did not meet.
    @Sendable
    static func wrongMonths(_ book: LintBook) -> [Finding] {
        book.all("meetings").flatMap { meeting -> [Finding] in
            guard let activity = book.record("activities", meeting["activity"]), let first = activity.day("from"),
                let last = activity.day("to")
            else { return [] }
            let fields = [
                (meeting, "title"), (meeting, "programme_title"), (meeting, "programme"), (meeting, "decisions"),
                (activity, "title"), (activity, "summary"), (activity, "outcome"),
            ]
            return fields.compactMap { record, field in
                wrongMonth(in: record, field, of: (first, last), book).map { language, month in
                    book.finding(
                        .wrongMonth, record, field,
                        mend: language == record.language
                            ? nil : book.form(of: record.table.name, record.ref, field, in: language),
                        reason: book.say(
                            "The text ({language}) speaks of {month}; the meeting took place on {days}.",
                            [
                                "language": book.say.name(of: language), "month": book.say.monthName(month),
                                "days": book.say.range(first, last),
                            ]),
                        remedy: book.say("Correct the month; where another meeting is meant, write its year as well."))
                }
            }
        }
    }

    private static func wrongMonth(
        in record: LintRecord, _ field: String, of days: (first: Day, last: Day), _ book: LintBook
    ) -> (Language, Int)? {
        let own = record[field].map { [($0, record.language)] } ?? []
        let translated = (book.translations[record.id] ?? []).filter { $0.field == field }.map {
            ($0.body, $0.language)
        }
        for (text, language) in own + translated {
            let names = MonthNames.of(language)
            for sentence in Sentences.of(text) where field.hasSuffix("title") || names.speaksOfMeeting(sentence) {
                for named in Sentences.months(in: sentence, names) where !isRight(named, days, book) {
                    return (language, named.month)
                }
            }
        }
        return nil
    }

    /// A month of the meeting itself, of another year, or of another meeting of the group.
    private static func isRight(
        _ named: Sentences.NamedMonth, _ days: (first: Day, last: Day), _ book: LintBook
    ) -> Bool {
        if let year = named.year, year != days.first.year, year != days.last.year { return true }
        return (book.meetingDays + [days]).contains { day in
            [day.first, day.last].contains { $0.month == named.month && (named.year ?? $0.year) == $0.year }
        }
    }
}

/// A text taken apart far enough to find the months in it.
enum Sentences {
    struct NamedMonth {
        let month: Int
        let year: Int?
    }

    /// The sentences of a text; the full stop of an ordinal number ends none.
    static func of(_ text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        var before: Character = " "
        for character in text {
            let ends = character.isNewline || character.isWhitespace && ".!?".contains(before) && !endsOrdinal(current)
            if ends {
                sentences.append(current)
                current = ""
            } else {
                current.append(character)
            }
            before = character
        }
        return (sentences + [current]).filter { !$0.isEmpty }
    }

    private static func endsOrdinal(_ text: String) -> Bool {
        text.last == "." && text.dropLast().last?.isNumber == true
    }

    /// The months that a sentence names, each with a year that stands within two words of it.
    static func months(in sentence: String, _ names: MonthNames) -> [NamedMonth] {
        let words = sentence.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return words.indices.compactMap { index in
            guard let month = names.month(named: words[index]) else { return nil }
            let near = words[max(0, index - 2)...min(words.count - 1, index + 2)]
            let isFirst = index == words.startIndex
            let follows = words[(index + 1)...].first
            if isFirst, names.isDoubtful(words[index]), follows?.first?.isNumber != true { return nil }
            let year = near.lazy.filter { $0.count == 4 }.compactMap { Int($0) }.first
            return NamedMonth(month: month, year: year)
        }
    }
}
