public import Markup
import Web

extension Kept {
    /// The public page on which the record stands; nil where it has none.
    public var place: Link? {
        table.place(ref: ref, number: number) { sheet[$0] }
    }
}

extension Table {
    /// The public page on which a record stands; nil where it has none. `field` gives the ref in another of its columns.
    func place(ref: String, number: Int, field: (String) -> String?) -> Link? {
        switch name {
        case "network": Places.home()
        case "activities": Places.activity(number)
        case "meetings": Places.meeting(ref)
        case "agenda_items", "attendance", "messages": field("meeting").map { Places.meeting($0) }
        case "commitments": field("meeting").map { Places.meeting($0) } ?? Places.meetings()
        case "projects": Places.project(ref)
        case "project_phases": field("project").map { Places.project($0) }
        case "states": Places.state(ref)
        case "strategies", "mandates": Places.strategy()
        case "priorities": Places.priority(ref)
        case "objectives": Places.objective(ref)
        case "conclusions": Places.conclusion(ref)
        case "conclusion_items": field("conclusion").map { Places.conclusion($0) }
        case "contributions", "budgets", "cofinancing": Places.finances()
        case "sdg_goals": Places.goals()
        case "sdg_targets": Places.goals().at(ref)
        case "law_facts": Places.law()
        case "timeline": Places.history()
        case "sources": Places.sources().at(ref)
        case "presidencies": Places.report(ref)
        case "papers": Places.paper(ref)
        case "assignments", "contacts": Places.directory()
        case "organisations", "people", "functions", "seats", "groups", "group_names": Places.about()
        case "narratives": narrativePlace(field)
        default: nil
        }
    }

    private func narrativePlace(_ field: (String) -> String?) -> Link? {
        switch field("place") {
        case "strategy": Places.strategy()
        case "goals": Places.goals()
        case "finances": Places.finances()
        case "history": Places.history()
        case "law": Places.law()
        case "about": Places.about()
        default: field("presidency").map { Places.report($0) }
        }
    }
}
