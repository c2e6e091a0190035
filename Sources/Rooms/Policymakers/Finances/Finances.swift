import Basics
import Cooperation
import Languages
import Markup
public import Room
import Store
import Web

/// What the states contribute, the budgets, and how projects are paid for.
public enum Finances {
    public static let room = Room("finances", window: .policymakers) { routes in
        routes.get(Places.finances, finances)
    }

    /// `GET /finances`
    @Sendable
    static func finances(_ visitor: Visitor) throws -> Outcome {
        let say = visitor.say
        let body: HTML = """
            <h1>\(say("How it is paid for"))</h1>
            \(Deeds.new("contributions", isOffered: visitor.member != nil, say))
            \(try Narratives.html(on: "finances", visitor.store, say))
            \(Parts.section(say("Budgets"), id: "budgets", try budgets(visitor)))
            \(Parts.section(say("Contributions"), id: "contributions", try contributions(visitor)))
            \(Parts.section(say("Our own share of projects"), id: "cofinancing", try cofinancing(visitor)))
            """
        return .page(Page(say("How it is paid for"), in: .policymakers, body: body))
    }

    private static func budgets(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let rows = try Budget.all(in: visitor.store, for: visitor.language).map { budget -> HTML in
            let change = budget.changePercent.map { ($0 > 0 ? "+" : "") + say.percent(Double($0) / 100) }
            let meeting = budget.meeting.map {
                "<a href=\"\(Places.meeting($0))\">\(say("the meeting that decided it"))</a>" as HTML
            }
            return """
                <tr><th scope="row">\(String(budget.year))</th><td>\(budget.title.plain(say))</td><td>\(say(budget.state.phrase))</td>\
                <td>\(change)</td><td>\(budget.note?.plain(say)) \(meeting)</td></tr>

                """
        }
        guard !rows.isEmpty else { return Parts.empty(say("No budget has been recorded yet.")) }
        return """
            <div class="table wide" role="group" tabindex="0" aria-labelledby="budgets"><table><thead><tr><th scope="col">\(say("Year"))</th><th scope="col">\(say("What"))</th>\
            <th scope="col">\(say("Status"))</th><th scope="col">\(say("Change"))</th><th scope="col">\(say("Remark"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private static func contributions(_ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let states = Dictionary(
            try visitor.store.all(.states, in: visitor.language).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let all = try Contribution.all(in: visitor.store)
        guard !all.isEmpty else { return Parts.empty(say("No contribution has been recorded yet.")) }
        // The last years are drawn; earlier ones stand in one table.
        let drawn = Set(Set(all.map(\.year)).sorted(by: >).prefix(3))
        let rows = all.filter { !drawn.contains($0.year) }.map { one -> HTML in
            let state = states[one.state].map {
                "<a href=\"\(Places.state($0.ref))\">\($0.name.plain(say))</a>" as HTML
            }
            let amount = one.assessed.map { "\(say.number($0)) \(one.currency ?? "")" } ?? say("not published")
            return
                "<tr><th scope=\"row\">\(String(one.year))</th><td>\(state)</td><td>\(amount)</td><td>\(say(one.paid.phrase))</td></tr>\n"
        }
        let charts = charts(all.filter { drawn.contains($0.year) }, states, say)
        guard !rows.isEmpty else { return charts.joined() }
        return """
            \(charts)
            <div class="table" role="group" tabindex="0" aria-labelledby="contributions"><table><thead><tr><th scope="col">\(say("Year"))</th><th scope="col">\(say("State"))</th>\
            <th scope="col">\(say("Amount"))</th><th scope="col">\(say("Status"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    /// A chart with its table for each year, the newest first.
    private static func charts(_ all: [Contribution], _ states: [Key<AnyRecord>: Named], _ say: Tongue) -> [HTML] {
        let years = Dictionary(grouping: all, by: \.year).sorted { $0.key > $1.key }
        return years.compactMap { year, those in
            ContributionChart(year, those.compactMap { one in states[one.state].map { .init($0, one) } }).chart(say)?
                .html(say)
        }
    }

    private static func cofinancing(_ visitor: Visitor) throws -> HTML? {
        let rows = try Cofinancing.all(in: visitor.store, for: visitor.language).map { kind -> HTML in
            "<dt>\(kind.title.plain(visitor.say))</dt><dd>\(kind.note?.shown(visitor.say))</dd>"
        }
        return rows.isEmpty ? nil : "<dl>\(rows)</dl>"
    }
}
