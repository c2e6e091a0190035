public import Markup
import Web

extension Kept {
    /// The public page on which the record stands; nil where it has none.
    public var place: Link? {
        switch table.name {
        case "activities": Places.activity(number)
        case "meetings": Places.meeting(ref)
        case "agenda_items", "attendance", "messages": sheet["meeting"].map { Places.meeting($0) }
        case "commitments": sheet["meeting"].map { Places.meeting($0) } ?? Places.meetings()
        case "projects": Places.project(ref)
        case "project_phases": sheet["project"].map { Places.project($0) }
        case "priorities": Places.priority(ref)
        case "objectives": Places.objective(ref)
        case "conclusions": Places.conclusion(ref)
        case "conclusion_items": sheet["conclusion"].map { Places.conclusion($0) }
        case "contributions", "budgets", "cofinancing": Places.finances()
        case "law_facts": Places.law()
        case "timeline": Places.history()
        case "sources": Places.sources().at(ref)
        case "presidencies": Places.report(ref)
        case "organisations", "people", "functions", "seats": Places.about()
        case "narratives": narrativePlace
        default: nil
        }
    }

    private var narrativePlace: Link? {
        switch sheet["place"] {
        case "strategy": Places.strategy()
        case "goals": Places.goals()
        case "finances": Places.finances()
        case "history": Places.history()
        case "law": Places.law()
        case "about": Places.about()
        default: sheet["presidency"].map { Places.report($0) }
        }
    }
}
