public import Basics
public import Languages
import Markup
import Web

/// The year as a line of months: a dot for each activity, piled up where many fall together, and the meetings of the
/// group marked below.
public struct YearTimeline: Sendable {
    private let first: Day
    private let last: Day
    private let activities: [ActivityItem]
    private let meetings: [Meeting]

    /// Activities and meetings outside the days are left out.
    public init(from first: Day, to last: Day, _ activities: [ActivityItem], meetings: [Meeting]) {
        self.first = first.startOfMonth
        self.last = last
        self.activities = activities.filter { $0.begins >= first && $0.begins <= last }
        self.meetings = meetings.filter { $0.begins >= first && $0.begins <= last }.sorted { $0.begins < $1.begins }
    }

    /// Nil where there is nothing to show, or more than three years.
    public func chart(_ say: Tongue) -> Chart? {
        guard !activities.isEmpty || !meetings.isEmpty, days > 0, days <= 1100 else { return nil }
        let title = say("The year as a timeline")
        return Chart(
            title: title, inWords: words(title, say),
            onScreen: .silent(
                "<div class=\"drawing\" role=\"group\" tabindex=\"0\" aria-label=\"\(title)\">\(drawing(say, linked: true).silent)</div>"
            ),
            onPaper: drawing(say, linked: false),
            table: ChartTable(
                head: [say("Time"), say("What"), say("Place")],
                rows: activities.map { item in
                    [Dates.full(item.begins, item.ends, say), item.title.shown(say), HTML(text: item.place)]
                }))
    }

    private func words(_ title: String, _ say: Tongue) -> String {
        let count = say(one: "{count} activity", other: "{count} activities", count: activities.count)
        let period = (say.range(first, last), count)
        return ChartWords.said(title, [period] + meetings.map { ($0.title.body, say.range($0.begins, $0.ends)) }, say)
    }

    private static let width = 720, step = 10

    /// How far down the line of months lies: as far as the tallest pile of dots needs.
    private var axis: Int { 26 + max(2, min(piles.values.map(\.count).max() ?? 0, 12)) * 11 }

    /// The activities of each ten units.
    private var piles: [Int: [ActivityItem]] { Dictionary(grouping: activities) { x($0.begins) / Self.step } }

    private var days: Int { Int(last.number) - Int(first.number) + 1 }

    private func x(_ day: Day) -> Int {
        Drawing.share(Int(day.number) - Int(first.number), of: days, in: Self.width - Self.step)
    }

    private func drawing(_ say: Tongue, linked: Bool) -> Drawing {
        let labels = meetingLabels(say)
        let floor = labels.bottom + 14
        return Drawing(
            width: Self.width, height: floor + 20,
            content: """
                \(months(say))<path class="base" stroke="#4d5d66" d="M0 \(axis)H\(Self.width)"/>
                \(dots(linked))\(labels.html)\(legend(at: floor, say))
                """)
    }

    /// The names of the months below the line, and a stroke where each begins.
    private func months(_ say: Tongue) -> HTML {
        var months: [HTML] = []
        var month = first
        while month <= last, months.count < 37 {
            let next = month.startOfNextMonth
            let start = x(month)
            let middle = (start + x(min(next, last))) / 2
            let year: HTML =
                month == first || month.month == 1
                ? "<text class=\"quiet\" fill=\"#4d5d66\" font-size=\"11\" x=\"\(start + 4)\" y=\"12\">\(String(month.year))</text>"
                : .empty
            months.append(
                """
                <path class="grid" stroke="#ddd4c5" d="M\(start).5 0V\(axis + 20)"/>\(year)\
                <text class="quiet" fill="#4d5d66" x="\(middle)" y="\(axis + 17)" text-anchor="middle">\(say.shortMonthName(month.month))</text>

                """)
            month = next
        }
        return months.joined()
    }

    /// Dots in columns of ten units; a tall pile is pressed together.
    private func dots(_ linked: Bool) -> HTML {
        let columns = piles
        let axis = axis
        let tallest = columns.values.map(\.count).max() ?? 1
        let rise = max(1, min(11, (axis - 22) / max(tallest, 1)))
        return columns.sorted { $0.key < $1.key }.flatMap { column, items in
            items.prefix(100).enumerated().map { index, item -> HTML in
                let circle = dot(
                    item.state == .done, column * Self.step + Self.step / 2, axis - 7 - index * rise,
                    title: linked ? item.title.body : nil)
                return linked
                    ? "<a href=\"\(Places.activity(item.number))\" tabindex=\"-1\">\(circle)</a>\n" : "\(circle)\n"
            }
        }.joined()
    }

    private func dot(_ isDone: Bool, _ x: Int, _ y: Int, title: String? = nil) -> HTML {
        let fill = isDone ? "#1f6480" : "#fffdf9"
        let name = title.map { "<title>\($0)</title>" as HTML }
        return
            "<circle class=\"\(isDone ? "past" : "ahead")\" fill=\"\(fill)\" stroke=\"#1f6480\" stroke-width=\"1.5\" cx=\"\(x)\" cy=\"\(y)\" r=\"4\">\(name)</circle>"
    }

    private func diamond(_ x: Int, _ y: Int) -> HTML {
        "<path class=\"meeting\" fill=\"#8a2b22\" d=\"M\(x) \(y - 6)l6 6l-6 6l-6 -6z\"/>"
    }

    /// Each meeting's name and days below the months, lower where they would touch.
    private func meetingLabels(_ say: Tongue) -> (html: HTML, bottom: Int) {
        var ends = [Int](repeating: -20, count: 4)
        var bottom = axis + 22
        let drawn = meetings.prefix(24).map { meeting -> HTML in
            let x = x(meeting.begins) / Self.step * Self.step + Self.step / 2
            let name = meeting.title.drawn(say)
            let days = say.shortRange(meeting.begins, meeting.ends)
            let room = 16 + max(name.count * 8, days.count * 7)
            // Near the end of the year the words stand before their mark.
            let isLate = x + room > Self.width
            let start = isLate ? x - room : x - 8
            let anchor = isLate ? "end" : "start"
            let place = isLate ? x - 10 : x + 10
            let level = ends.firstIndex { $0 + 14 < start } ?? ends.count - 1
            ends[level] = isLate ? x + 8 : start + room
            let top = axis + 30 + level * 38
            bottom = max(bottom, top + 34)
            return """
                <path class="stem" stroke="#8a2b22" d="M\(x).5 \(axis)V\(top)"/>\(diamond(x, top))\
                <text x="\(place)" y="\(top + 5)" font-weight="600" text-anchor="\(anchor)">\(name)</text>\
                <text class="quiet" fill="#4d5d66" x="\(place)" y="\(top + 22)" text-anchor="\(anchor)">\(days)</text>

                """
        }
        return (drawn.joined(), bottom)
    }

    private func legend(at y: Int, _ say: Tongue) -> HTML {
        var x = 6
        let hasAhead = activities.contains { $0.state != .done }
        let entries: [(Bool, String)] = [(true, say("done")), (false, say("planned or postponed"))]
        let dots = entries.filter { $0.0 || hasAhead }.map { isDone, word -> HTML in
            let here = x
            x += 40 + word.count * 7
            return
                "\(dot(isDone, here, y + 8))<text class=\"quiet\" fill=\"#4d5d66\" x=\"\(here + 12)\" y=\"\(y + 13)\">\(word)</text>\n"
        }
        return """
            \(dots)\(diamond(x, y + 8))<text class="quiet" fill="#4d5d66" x="\(x + 12)" y="\(y + 13)">\(say("Meeting of the group"))</text>

            """
    }
}
