import Basics
import Cooperation
import Languages
import Markup
import Room
import Store
import Web

extension Scientists {
    /// `GET /law`
    @Sendable
    static func law(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let states = try State.all(in: visitor.store, for: visitor.language)
        let bans = try LawFact.all(topic: "corporal-punishment", in: visitor.store, for: visitor.language)
        let conventions = try LawFact.all(topic: "convention", in: visitor.store, for: visitor.language)
        let body: HTML = """
            <h1>\(say("The law"))</h1>
            \(Deeds.new("law_facts", isOffered: visitor.member != nil, say))
            \(try Narratives.html(on: "law", visitor.store, say))
            \(Parts.section(say("Corporal punishment of children"), id: "bans", bans.isEmpty ? Parts.empty(say("Nothing has been recorded yet.")) : try banView(bans, states, visitor)))
            <p class="tools"><a href="\(Places.goals())">\(say("The goals it serves"))</a></p>
            \(Parts.section(say("Conventions"), id: "conventions", conventions.isEmpty ? nil : conventionTable(conventions, states, say)))
            """
        return .page(Page(say("The law"), in: .scientists, body: body))
    }

    private static func banView(_ facts: [LawFact], _ states: [State], _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let settings = LawFact.Setting.allCases.filter { setting in facts.contains { $0.setting == setting } }
        let places = states.compactMap { state -> MapView.Place? in
            let its = facts.filter { $0.state == state.id }
            guard let worst = its.first(where: { $0.status != .prohibited }) ?? its.first else { return nil }
            return MapView.Place(state: state, fact: words(worst, say), shade: shade(worst.status))
        }
        let heads = settings.map { "<th scope=\"col\">\(say($0.phrase))</th>" as HTML }
        let rows = ordered(states, facts, say).map { state -> HTML in
            let cells = settings.map { setting -> HTML in
                "<td>\(facts.first { $0.state == state.id && $0.setting == setting }.map { cell($0, say) })</td>"
            }
            return
                "<tr><th scope=\"row\"><a href=\"\(Places.state(state.ref))\">\(state.name.plain(say))</a></th>\(cells)</tr>\n"
        }
        return """
            <div class="beside">
            \(try MapView.html(places, title: say("Where the law forbids corporal punishment of children"), in: visitor.store, say))
            <div class="table" role="group" tabindex="0" aria-labelledby="bans"><table><thead><tr><th scope="col">\(say("State"))</th>\(heads)</tr></thead><tbody>
            \(rows)</tbody></table></div>
            </div>
            """
    }

    /// The earliest first; states about which no year is known come last, in the order of their names.
    private static func ordered(_ states: [State], _ facts: [LawFact], _ say: Tongue) -> [State] {
        let years = Dictionary(
            states.map { state in (state.ref, facts.filter { $0.state == state.id }.compactMap(\.year).min() ?? Int.max)
            },
            uniquingKeysWith: min)
        let known = states.filter { state in facts.contains { $0.state == state.id } }
        let byName = say.sorted(known) { $0.name.body }
        return byName.enumerated().sorted {
            (years[$0.element.ref] ?? 0, $0.offset) < (years[$1.element.ref] ?? 0, $1.offset)
        }.map(\.element)
    }

    private static func words(_ fact: LawFact, _ say: Tongue) -> String {
        fact.year.map { "\(say(fact.status.phrase)), \($0)" } ?? say(fact.status.phrase)
    }

    private static func cell(_ fact: LawFact, _ say: Tongue) -> HTML {
        "<span class=\"law \(shade(fact.status))\">\(words(fact, say))</span>\(fact.note.map { "<p class=\"facts\">\($0.plain(say))</p>" as HTML })"
    }

    private static func shade(_ status: LawFact.Status) -> String {
        switch status {
        case .prohibited, .ratified: "shade-4"
        case .partly, .signed: "shade-2"
        case .notProhibited, .none: "shade-0"
        }
    }

    private static func conventionTable(_ facts: [LawFact], _ states: [State], _ say: Tongue) -> HTML {
        var instruments: [String] = []
        for case let name? in facts.map(\.instrument) where !instruments.contains(name) { instruments.append(name) }
        let heads = instruments.map { "<th scope=\"col\">\($0)</th>" as HTML }
        let rows = say.sorted(states.filter { state in facts.contains { $0.state == state.id } }) { $0.name.body }.map {
            state -> HTML in
            let cells = instruments.map { name -> HTML in
                "<td>\(facts.first { $0.state == state.id && $0.instrument == name }.map { words($0, say) })</td>"
            }
            return "<tr><th scope=\"row\">\(state.name.plain(say))</th>\(cells)</tr>\n"
        }
        return """
            <div class="table" role="group" tabindex="0" aria-labelledby="conventions"><table><thead><tr><th scope="col">\(say("State"))</th>\(heads)</tr></thead><tbody>
            \(rows)</tbody></table></div>
            """
    }
}
