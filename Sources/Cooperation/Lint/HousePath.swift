import Basics
import Documents
import Markup
import Store
import Web

/// Addresses in people's texts: which there are, and whether they lead anywhere in the house.
enum HousePath {
    /// The addresses that the Markdown of a text links to.
    static func links(in markdown: String) -> [String] {
        guard markdown.contains("](") || markdown.contains("]:") || markdown.contains("<http") else { return [] }
        return Markdown.html(markdown).description.matches(of: /<a href="([^"]*)"/).map { match in
            String(match.output.1.replacing("&amp;", with: "&"))
        }
    }

    /// Whether an address of another house could be one: a host name with a full stop in it.
    static func isSite(_ address: String) -> Bool {
        guard let match = address.wholeMatch(of: /https?:\/\/([^\/?#:@]+)(:[0-9]+)?([\/?#].*)?/.ignoresCase()) else {
            return false
        }
        let labels = match.output.1.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && !labels.contains { $0.isEmpty }
    }

    /// Whether an address leads somewhere: a page of the house whose record exists, or another site.
    static func leads(_ address: String, in store: Connection) throws -> Bool {
        if address.hasPrefix("#") && address.utf8.count > 1 || address.lowercased().hasPrefix("mailto:") { return true }
        guard address.hasPrefix("/") else { return isSite(address) }
        let path = address.prefix { $0 != "?" && $0 != "#" }
        guard var segments = Percent.segments(of: String(path)) else { return false }
        if let first = segments.first, Language(rawValue: first) != nil { segments.removeFirst() }
        if pages.contains(where: { $0.read(segments) != nil }) { return true }
        if let month = Places.month.read(segments) { return Day(month + "-01") != nil }
        if let number = Places.activity.read(segments) {
            return try store.value("select 1 from activities where number = \(number)", as: Int.self) != nil
        }
        if let (presidency, _) = Places.reportVersion.read(segments) {
            return try store.value("select 1 from presidencies where ref = \(presidency)", as: Int.self) != nil
        }
        for (path, table) in records {
            guard let ref = path.read(segments) else { continue }
            return try store.value("select 1 from \(name: table) where ref = \(ref)", as: Int.self) != nil
        }
        return false
    }

    private static let pages = [
        Places.home, Places.about, Places.activities, Places.calendar, Places.calendarFile, Places.projects,
        Places.states, Places.strategy, Places.goals, Places.meetings, Places.finances, Places.conclusions,
        Places.history, Places.sources, Places.law, Places.reports, Places.search,
    ]

    private static let records: [(Path<String>, Identifier)] = [
        (Places.project, "projects"), (Places.projectCalendar, "projects"), (Places.state, "states"),
        (Places.stateCalendar, "states"), (Places.priority, "priorities"), (Places.objective, "objectives"),
        (Places.meeting, "meetings"), (Places.conclusion, "conclusions"), (Places.report, "presidencies"),
        (Places.reportCheck, "presidencies"),
    ]
}
