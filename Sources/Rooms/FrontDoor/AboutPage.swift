import Cooperation
import Documents
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /about`
    @Sendable
    static func about(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let groups = try Group.all(in: visitor.store, for: visitor.language)
        let body: HTML = """
            <h1>\(say("Who we are"))</h1>
            \(try Narratives.html(on: "about", visitor.store, say))
            \(try groups.map { try section(on: $0, visitor) })
            \(Parts.section(say("Presidencies"), id: "presidencies", try presidencies(visitor)))
            <p class="tools"><a href="\(Places.finances())">\(say("How it is paid for"))</a> <a href="\(Places.history())">\(say("How it came about"))</a></p>
            """
        return .page(Page(say("Who we are"), in: .frontDoor, body: body))
    }

    private static func section(on group: Group, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let abbreviation = group.abbreviation.map { " (\($0))" } ?? ""
        return """
            <section aria-labelledby="group-\(group.ref)">
            <h2 id="group-\(group.ref)">\(group.name.shown(say))\(abbreviation)</h2>
            \(group.duties?.paragraphs(say))
            \(try people(of: group, visitor))
            \(try seats(of: group, visitor))
            \(try earlierNames(of: group, visitor))
            </section>

            """
    }

    private static func people(of group: Group, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let rows = try Function.all(of: group.id, in: visitor.store, for: visitor.language).map { function -> HTML in
            let title = function.title?.plain(say) ?? HTML(text: say(function.kind.phrase))
            return """
                <tr><th scope="row">\(function.person)\(when: function.isSample, " <span class=\"label\">\(say("invented person"))</span>")</th>\
                <td>\(title)</td><td>\(function.organisation?.plain(say))</td><td>\(Dates.period(function.begins, function.ends, say))</td></tr>

                """
        }
        guard !rows.isEmpty else { return .empty }
        return """
            <div class="table wide" role="group" tabindex="0" aria-labelledby="group-\(group.ref)"><table><thead><tr><th scope="col">\(say("Name"))</th><th scope="col">\(say("Function"))</th>\
            <th scope="col">\(say("From"))</th><th scope="col">\(say("Time"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private static func seats(of group: Group, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let states = try visitor.store.all(.states, in: visitor.language)
        let seats = try Seat.all(of: group.id, in: visitor.store, for: visitor.language)
        guard !seats.isEmpty else { return .empty }
        let rows = try seats.map { seat -> HTML in
            let state = states.first { $0.id == seat.state }.map {
                "<a href=\"\(Places.state($0.ref))\">\($0.name.plain(say))</a>" as HTML
            }
            let holder = try visitor.store.named(.organisations, seat.organisation, in: visitor.language)
            let parts = [state, holder?.name.plain(say), seat.kind == "member" ? nil : seat.note?.plain(say)]
                .compactMap(\.self)
            return "<li>\(parts.joined(separator: " – "))</li>\n"
        }
        return
            "<h3>\(say(one: "{count} seat", other: "{count} seats", count: seats.count))</h3><ul class=\"columns\">\n\(rows)</ul>"
    }

    private static func earlierNames(of group: Group, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let rows = try group.earlierNames(in: visitor.store, for: visitor.language).map { name -> HTML in
            let abbreviation = name.abbreviation.map { " (\($0))" } ?? ""
            return "<li>\(name.name.plain(say))\(abbreviation), \(Dates.period(name.begins, name.ends, say))</li>\n"
        }
        return rows.isEmpty ? .empty : "<h3>\(say("Earlier names"))</h3><ul>\n\(rows)</ul>"
    }

    private static func presidencies(_ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        let rows = try Presidency.all(in: visitor.store, for: visitor.language).map { term -> HTML in
            let isNow = term.begins <= visitor.today && visitor.today <= term.ends
            return """
                <li>\(Dates.full(term.begins, term.ends, say)) <span class="what">\(term.title.plain(say))\
                \(when: isNow, " <span class=\"label underway\">\(say("now"))</span>") <span class="facts">\(term.theme?.plain(say))</span></span></li>

                """
        }
        return rows.isEmpty ? nil : "<ul class=\"rows\">\n\(rows)</ul>"
    }
}
