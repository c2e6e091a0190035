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
            chapter.record(Parts.empty(say("Nothing has been recorded yet.")))
        } else if medium == .page {
            chapter.record(
                "\(ActivityRows.fallback(year.activities, say))\(ActivityRows.byMonth(year.activities, say, heading: 3))"
            )
        } else {
            let heads = [say("Time"), say("What"), say("Place")]
            chapter.record(table(heads, year.activities.map(row), named: "events", "wide dated events"))
        }
        return chapter
    }

    private func row(_ item: ActivityItem) -> HTML {
        let state: HTML? = item.state == .done ? nil : " · \(say(item.state.phrase))"
        return """
            <tr><td>\(Dates.full(item.begins, item.ends, say))</td><td><p><a href="\(Places.activity(item.number))"><strong>\(item.title.shown(say))</strong></a></p>\
            \(details[item.number]?.summary.map { "<p>\($0.shown(say))</p>" as HTML })<div class="facts"><p>\(say(item.kind.phrase))\(state)</p></div></td><td>\(item.place)</td></tr>

            """
    }

    /// What people look back on, and the history up to the end of the year, part by part.
    func history() throws -> Chapter {
        var chapter = Chapter("history", say("Annex: how it came about"))
        try write("report-history", in: &chapter)
        let last = year.presidency.ends.description
        var parts: [(title: Text?, rows: [HTML])] = []
        for entry in try TimelineEntry.all(in: store, for: language) where entry.date <= last {
            if parts.isEmpty || parts.last?.title != entry.chapter { parts.append((entry.chapter, [])) }
            parts[parts.count - 1].rows.append(medium == .page ? short(entry) : whole(entry))
        }
        for (number, part) in parts.enumerated() {
            let id = "history-\(number + 1)"
            let heading = part.title.map { chapter.heading(id, $0, say) }
            let rows: HTML =
                medium == .page
                ? "<ul class=\"rows\">\n\(part.rows)</ul>"
                : table([say("Time"), say("What")], part.rows, named: id, "wide dated")
            chapter.record("\(heading)\n\(rows)\n")
        }
        return chapter
    }

    private func short(_ entry: TimelineEntry) -> HTML {
        """
        <li><time datetime="\(entry.date)">\(Dates.period(entry.date, entry.until ?? entry.date, say))</time>\
        <span class="what"><a href="\(Places.history())">\(entry.title.shown(say))</a></span></li>

        """
    }

    private func whole(_ entry: TimelineEntry) -> HTML {
        """
        <tr><td>\(Dates.period(entry.date, entry.until ?? entry.date, say))</td><td><p><a href="\(Places.history())">\
        <strong>\(entry.title.shown(say))</strong></a></p>\(entry.summary.map { "<p>\($0.shown(say))</p>" as HTML })</td></tr>

        """
    }
}
