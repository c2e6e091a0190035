import Basics
import Cooperation
import Languages
import Markup
import Web

extension ChapterWriter {
    /// Who held which function in the period, and which seats there are.
    func composition() throws -> Chapter {
        var chapter = Chapter("composition", say("Composition and administration"))
        var parts: HTML = .empty
        for group in try Group.all(in: store, for: language)
        where group.kind == "members" || group.kind == "secretariat" {
            let id = "group-\(group.ref)"
            parts += """
                \(chapter.heading(id, group.name, to: Places.about(), say))
                \(group.duties?.paragraphs(say))\(try seats(of: group))\(try functions(of: group, id))
                """
        }
        chapter.record(parts)
        try write("report-composition", in: &chapter)
        return chapter
    }

    /// “12 seats: Denmark, Estonia …”
    private func seats(of group: Group) throws -> HTML {
        let first = year.presidency.begins.description, last = year.presidency.ends.description
        let seats = try Seat.all(of: group.id, in: store, for: language).filter {
            isHeld($0.begins, $0.ends, from: first, to: last)
        }
        guard !seats.isEmpty else { return .empty }
        let names = try seats.compactMap { seat -> HTML? in
            if let state = try store.named(.states, seat.state, in: language) {
                return "<a href=\"\(Places.state(state.ref))\">\(state.name.shown(say))</a>"
            }
            return try store.named(.organisations, seat.organisation, in: language)?.name.shown(say)
        }
        let count = say(one: "{count} seat", other: "{count} seats", count: seats.count)
        return "<p>\(count): \(names.joined(separator: ", ")).</p>\n"
    }

    private func functions(of group: Group, _ id: String) throws -> HTML {
        let first = year.presidency.begins.description, last = year.presidency.ends.description
        let rows = try Function.all(of: group.id, in: store, for: language).filter {
            isHeld($0.begins, $0.ends, from: first, to: last)
        }.map { function -> HTML in
            let title = function.title?.shown(say) ?? HTML(text: say(function.kind.phrase))
            return """
                <tr><th scope="row">\(function.person)</th><td>\(title)</td><td>\(function.organisation?.shown(say))</td>\
                <td>\(Dates.period(function.begins, function.ends, say))</td></tr>

                """
        }
        return table([say("Name"), say("Function"), say("From"), say("Time")], rows, named: id)
    }

    /// Dates of functions and seats may be years or months; as texts they still compare with days.
    private func isHeld(_ begins: String?, _ ends: String?, from first: String, to last: String) -> Bool {
        (begins ?? "") <= last && first.prefix((ends ?? "").utf8.count) <= (ends ?? first)
    }
}
