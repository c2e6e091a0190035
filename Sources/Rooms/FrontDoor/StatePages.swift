import Cooperation
import Languages
import Markup
import Room
import Web

extension FrontDoor {
    /// `GET /states`
    @Sendable
    static func states(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let states = try State.all(in: visitor.store, for: visitor.language)
        let most = states.map(\.activities).max() ?? 0
        let places = states.map { state in
            MapView.Place(
                state: state, fact: activityCount(state, say), shade: Shade(state.activities, of: most).rawValue,
                number: state.activities)
        }
        let rows = say.sorted(states) { $0.name.body }.map { state -> HTML in
            """
            <li><a href="\(Places.state(state.ref))">\(state.name.plain(say))</a>
            \(Parts.bar(state.activities, of: most, label: activityCount(state, say)))</li>

            """
        }
        let body: HTML = """
            <h1>\(say("States"))</h1>
            <div class="beside">
            \(try MapView.html(places, title: say("The region: the stronger a state’s colour, the more took place with it."), in: visitor.store, say))
            \(rows.isEmpty ? Parts.empty(say("No state has been recorded yet.")) : "<ul class=\"measures\">\n\(rows)</ul>")
            </div>
            """
        return .page(Page(say("States"), in: .frontDoor, body: body))
    }

    /// `GET /states/{state}`
    @Sendable
    static func state(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let say = visitor.say
        let language = visitor.language
        guard let state = try State.find(ref, in: visitor.store, for: language) else { return .missing }
        let rows = try ActivityList(tags: ["state/\(ref)"]).page(in: visitor.store, for: language).rows.prefix(10)
        let calendar = Page.Alternate(
            title: say("Calendar file"), type: "text/calendar", link: Places.stateCalendar(ref))
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.states())">\(say("States"))</a></p>
            <h1>\(state.name.shown(say))</h1>
            <p class="when">\(membership(of: state, say))</p>
            \(state.note.map { "<div class=\"notice\">\($0.paragraphs(say))</div>" as HTML })
            \(Parts.section(say("Seats"), id: "seats", try seats(of: state, visitor)))
            \(Parts.section(say("Presidencies"), id: "presidencies", try presidencies(of: state, visitor)))
            \(Parts.section(say("Activities"), id: "activities", rows.isEmpty ? Parts.empty(say("Nothing has been recorded with this state yet.")) : ActivityRows.list(Array(rows), say, withYear: true)))
            <p class="tools"><a href="\(Places.activities().with([("state", ref)]))">\(say("All activities"))</a>
            <a href="\(Places.stateCalendar(ref))">\(say("Calendar file"))</a></p>
            \(Parts.section(say("The law"), id: "law", try law(of: state, visitor)))
            \(Parts.section(say("Contributions"), id: "contributions", try contributions(of: state, visitor)))
            \(Parts.source(state.source, say))
            """
        return .page(Page(state.name.body, in: .frontDoor, alternates: [calendar], body: body))
    }

    private static func activityCount(_ state: State, _ say: Tongue) -> String {
        say(one: "{count} activity", other: "{count} activities", count: state.activities)
    }

    private static func membership(of state: State, _ say: Tongue) -> String {
        guard state.memberFrom != nil || state.memberTo != nil else { return "" }
        return say("Member: {period}", ["period": Dates.period(state.memberFrom, state.memberTo, say)])
    }

    private static func seats(of state: State, _ visitor: Visitor) throws -> HTML? {
        let rows = try Seat.all(state: state.id, in: visitor.store, for: visitor.language).map { seat -> HTML in
            let holder = try visitor.store.named(.organisations, seat.organisation, in: visitor.language)
            let period = Dates.period(seat.begins, seat.ends, visitor.say)
            let facts = [
                holder?.name.plain(visitor.say), seat.note?.plain(visitor.say),
                period.isEmpty ? nil : HTML(text: period),
            ]
            return "<li>\(facts.compactMap(\.self).joined(separator: " · "))</li>"
        }
        return rows.isEmpty ? nil : "<ul>\(rows)</ul>"
    }

    private static func presidencies(of state: State, _ visitor: Visitor) throws -> HTML? {
        let rows = try Presidency.all(in: visitor.store, for: visitor.language).filter { $0.state == state.id }.map {
            term -> HTML in
            "<li>\(term.title.plain(visitor.say)): \(Dates.full(term.begins, term.ends, visitor.say))</li>"
        }
        return rows.isEmpty ? nil : "<ul>\(rows)</ul>"
    }

    private static func law(of state: State, _ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        let rows = try LawFact.all(state: state.id, in: visitor.store, for: visitor.language).map { fact -> HTML in
            let what = fact.instrument ?? say("Corporal punishment, {setting}", ["setting": say(fact.setting.phrase)])
            return
                "<tr><th scope=\"row\">\(what)</th><td>\(say(fact.status.phrase))</td><td>\(fact.year)</td><td>\(fact.note?.plain(say))</td></tr>\n"
        }
        guard !rows.isEmpty else { return nil }
        return """
            <div class="table wide" role="group" tabindex="0" aria-labelledby="law"><table><thead><tr><th scope="col">\(say("What"))</th><th scope="col">\(say("Status"))</th>\
            <th scope="col">\(say("Since"))</th><th scope="col">\(say("Remark"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            <p><a href="\(Places.law())">\(say("All states beside each other"))</a></p>
            """
    }

    private static func contributions(of state: State, _ visitor: Visitor) throws -> HTML? {
        let say = visitor.say
        let rows = try Contribution.all(state: state.id, in: visitor.store).map { one -> HTML in
            let amount = one.assessed.map { " \(say.number($0)) \(one.currency ?? "")" } ?? ""
            return "<li>\(String(one.year)):\(amount) \(say(one.paid.phrase))</li>"
        }
        return rows.isEmpty ? nil : "<ul>\(rows)</ul>"
    }
}
