import Basics
import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// Everything that took place, by months.
    func events() throws -> Chapter {
        var chapter = Chapter("events", say("List of events"))
        if year.activities.isEmpty {
            chapter.record(Parts.empty(say("Nothing has been recorded yet.")), say)
        } else if medium == .page {
            chapter.record(
                "\(ActivityRows.fallback(year.activities, say))\(ActivityRows.byMonth(year.activities, say, heading: 3))",
                say)
        } else {
            let heads = [say("Time"), say("What"), say("Place")]
            chapter.record(table(heads, year.activities.map(row), named: "events", "wide dated events"), say)
        }
        return chapter
    }

    private func row(_ item: ActivityItem) -> HTML {
        let state: HTML? = item.state == .done ? nil : " · \(say(item.state.phrase))"
        return """
            <tr><td>\(Dates.full(item.begins, item.ends, say))</td><td><p><a href="\(Places.activity(item.number))"><strong>\(item.title.shown(say))</strong></a></p>\
            \(details[item.number]?.summary.map { "<p>\($0.shown(say))</p>" as HTML })<p class="facts">\(say(item.kind.phrase))\(state)</p></td><td>\(item.place)</td></tr>

            """
    }

    /// What people look back on, and the history up to the end of the year.
    func history() throws -> Chapter {
        var chapter = Chapter("history", say("Annex: how it came about"))
        try write("report-history", in: &chapter)
        let last = year.presidency.ends.description
        var parts: HTML = .empty
        var part: String?
        for entry in try TimelineEntry.all(in: store, for: language) where entry.date <= last {
            if let title = entry.chapter, title.body != part {
                if part != nil { parts += "</ul>\n" }
                parts += "\(chapter.heading("history-\(chapter.sections.count)", title, say))\n<ul class=\"rows\">\n"
                part = title.body
            } else if part == nil {
                parts += "<ul class=\"rows\">\n"
                part = ""
            }
            parts += """
                <li><time datetime="\(entry.date)">\(Dates.period(entry.date, entry.until ?? entry.date, say))</time> \
                <span class="what"><a href="\(Places.history())">\(entry.title.shown(say))</a>\(summary(entry))</span></li>

                """
        }
        if part != nil { parts += "</ul>\n" }
        chapter.record(parts, say)
        return chapter
    }

    /// A page leaves the whole story to the history's own.
    private func summary(_ entry: TimelineEntry) -> HTML? {
        medium == .page ? nil : entry.summary.map { " – \($0.shown(say))" }
    }
}
