public import Languages
import Markup
import Web

/// What kind of thing a search found.
public enum SearchKind: String, CaseIterable, Sendable {
    case activity, meeting, project, strategy, conclusion, law, state, group, person, goal, report, money, history,
        text, source, paper

    /// The name of all of them.
    public var phrase: Phrase {
        switch self {
        case .activity: Phrase("Activities")
        case .meeting: Phrase("Meetings and commitments")
        case .project: Phrase("Projects")
        case .strategy: Phrase("Strategy")
        case .conclusion: Phrase("Conclusions")
        case .law: Phrase("The law")
        case .state: Phrase("States")
        case .group: Phrase("Groups")
        case .person: Phrase("People")
        case .goal: Phrase("Goals")
        case .report: Phrase("Annual reports")
        case .money: Phrase("How it is paid for")
        case .history: Phrase("History")
        case .text: Phrase("Texts")
        case .source: Phrase("Sources")
        case .paper: Phrase("Papers")
        }
    }
}

/// Where a document stands: what follows from the table it comes from and the words of its target.
enum SearchPlace {
    static func link(origin: String, target: String) -> Link {
        switch origin {
        case "activities": Int(target).map { Places.activity($0) } ?? Places.activities()
        case "projects", "project_phases": Places.project(target)
        case "priorities": Places.priority(target)
        case "objectives": Places.objective(target)
        case "meetings", "messages", "agenda_items": Places.meeting(target)
        case "commitments": target.isEmpty ? Places.meetings() : Places.meeting(target)
        case "conclusions", "conclusion_items": Places.conclusion(target)
        case "states", "law_facts": Places.state(target)
        case "groups": Places.about()
        case "timeline": Places.history()
        case "sources": Places.sources().at(target)
        case "strategies", "mandates": Places.strategy()
        case "presidencies": Places.report(target)
        case "papers": Places.paper(target)
        case "people": Places.about().at("group-" + target)
        case "budgets": Places.finances().at("budgets")
        case "cofinancing": Places.finances().at("cofinancing")
        case "sdg_targets": Places.goals().at(target)
        case "narratives": narrative(target)
        default: Places.home()
        }
    }

    /// A target such as `law law-ban`, the page and the text on it, or `report-summary 2017-SE year-in-brief`: the chapter,
    /// its report, and the text.
    private static func narrative(_ target: String) -> Link {
        let words = target.split(separator: " ").map(String.init)
        let (place, ref) = (words.first ?? "", words.last ?? "")
        if place.hasPrefix("report-"), words.count == 3 { return Places.report(words[1]).at("text-" + ref) }
        let page =
            switch place {
            case "strategy": Places.strategy()
            case "goals": Places.goals()
            case "finances": Places.finances()
            case "history": Places.history()
            case "law": Places.law()
            default: Places.about()
            }
        return page.at("text-" + ref)
    }
}
