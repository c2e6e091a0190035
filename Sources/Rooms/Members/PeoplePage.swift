import Basics
import Cooperation
import Languages
import Markup
import Room
import Web

extension Members {
    /// `GET /members/people`: everybody at a glance, for those who look after them.
    @Sendable
    static func people(_ visitor: Visitor) throws -> Outcome {
        try visitor.query.only([])
        let say = visitor.say
        let all = try PersonAtAGlance.all(on: visitor.today, at: visitor.now, in: visitor.store)
        let open = all.count { $0.access == .open }
        let waiting = all.count { person in if case .invited = person.access { true } else { false } }
        let rows = try all.map { try row($0, visitor) }
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.members())">\(say("Your own page"))</a></p>
            <h1>\(say("People at a glance"))</h1>
            <p>\(say(one: "{count} person can sign in.", other: "{count} people can sign in.", count: open)) \
            \(when: waiting > 0, "\(say(one: "{count} was invited and has not come yet.", other: "{count} were invited and have not come yet.", count: waiting))")</p>
            <p class="tools"><a href="\(Places.newRecord("people"))">\(say("Add a person"))</a> <a href="\(Places.newRecord("assignments"))">\(say("Give a function"))</a> \
            <a href="\(Places.records("assignments"))">\(say("All functions"))</a> <a href="\(Places.consents())">\(say("What waits for a second person"))</a></p>
            <div class="table people" role="group" tabindex="0" aria-label="\(say("People at a glance"))"><table><thead><tr><th scope="col">\(say("Who"))</th><th scope="col">\(say("What they are today"))</th>\
            <th scope="col">\(say("Can sign in"))</th><th scope="col">\(say("Last here"))</th><th scope="col">\(say("Entry confirmed"))</th><th scope="col">\(say("What you can do"))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            """
        return .page(page(say("People at a glance"), body))
    }

    private static func row(_ person: PersonAtAGlance, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let functions = try person.standings.map { standing -> HTML in
            let line = try standing.line(in: visitor.store, say)
            let until = standing.ends.map { say("until the end of {date}", ["date": say.date($0)]) }
            return "<li>\(line)\(until.map { " <span class=\"facts\">\($0)</span>" as HTML })</li>"
        }
        let none: HTML = "<span class=\"facts\">\(say("nothing"))</span>"
        let confirmed: HTML = "\(person.confirmed.map { say.date($0) } ?? say("never"))"
        return """
            <tr><th scope="row"><a href="\(Places.record("people", person.ref))">\(person.name)</a>\(when: person.isSample, " <span class=\"label\">\(say("invented"))</span>")</th>\
            <td>\(functions.isEmpty ? none : "<ul>\(functions)</ul>")</td><td>\(access(person, visitor))</td>\
            <td>\(person.seen.map { say.month($0.year, $0.month) } ?? say("never"))</td>\
            <td>\(confirmed)\(when: person.isUnconfirmed(on: visitor.today), " <span class=\"label waiting\">\(say("ask again"))</span>")</td>\
            <td class="deeds">\(deeds(person, visitor))</td></tr>

            """
    }

    private static func access(_ person: PersonAtAGlance, _ visitor: Visitor) -> HTML {
        let say = visitor.say
        switch person.access {
        case .open: return "<span class=\"label done\">\(say(Phrase("yes", context: "can sign in")))</span>"
        case .invited(let until):
            let day = say.date(visitor.zone.day(of: until))
            return
                "<span class=\"label waiting\">\(say("invited"))</span> <span class=\"facts\">\(say("until {date}", ["date": day]))</span>"
        case .ended: return "<span class=\"label\">\(say("ended"))</span>"
        case .never: return "<span class=\"facts\">\(say("not invited"))</span>"
        }
    }

    private static func deeds(_ person: PersonAtAGlance, _ visitor: Visitor) -> HTML {
        let say = visitor.say
        let give = Places.newRecord("assignments").with([("person", person.ref)])
        var deeds: [(String, Link)] = [(say("Give a function"), give)]
        switch person.access {
        case .open: deeds.append((say("End access"), Places.personEnd(person.ref)))
        case .never, .invited, .ended: deeds.append((say("Invite"), Places.personInvitation(person.ref)))
        }
        return deeds.map { words, link -> HTML in
            "<a href=\"\(link)\">\(words)<span class=\"hidden\">: \(person.name)</span></a>"
        }.joined(separator: " ")
    }
}
