public import Basics
public import Languages
public import Markup

/// Days, months, years and the time between them, as a reader writes them.
public enum Dates {
    /// `2018-04-19`, `2018-04` or `2018` in words: “19 April 2018”, “April 2018”, “2018”.
    public static func text(_ date: String, _ say: Tongue) -> String {
        if let day = Day(date) { return say.date(day) }
        if let day = Day(date + "-01") { return say.month(day.year, day.month) }
        return date
    }

    /// From one date to another; one of them may be missing.
    public static func period(_ from: String?, _ to: String?, _ say: Tongue) -> String {
        switch (from, to) {
        case (let from?, let to?) where from == to: return text(from, say)
        case (let from?, let to?) where from.utf8.count == 4 && to.utf8.count == 4: return "\(from)–\(to)"
        case (let from?, let to?):
            if let first = Day(from), let last = Day(to) { return say.range(first, last) }
            return "\(text(from, say)) – \(text(to, say))"
        case (let from?, nil): return say("since {date}", ["date": text(from, say)])
        case (nil, let to?): return say("until {date}", ["date": text(to, say)])
        case (nil, nil): return ""
        }
    }

    /// One or more days in words, short without the year.
    static func words(_ from: Day, _ to: Day, _ say: Tongue, withYear: Bool) -> String {
        withYear
            ? (from == to ? say.date(from) : say.range(from, to))
            : (from == to ? say.shortDate(from) : say.shortRange(from, to))
    }

    /// A `<time>` element for one or more days, short for lists: “12–13 Oct”.
    public static func short(_ from: Day, _ to: Day, _ say: Tongue) -> HTML {
        "<time datetime=\"\(from.description)\">\(words(from, to, say, withYear: false))</time>"
    }

    /// A `<time>` element with the year: “12–13 October 2017”.
    public static func full(_ from: Day, _ to: Day, _ say: Tongue) -> HTML {
        "<time datetime=\"\(from.description)\">\(words(from, to, say, withYear: true))</time>"
    }
}
