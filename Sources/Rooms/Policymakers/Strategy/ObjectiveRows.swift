import Cooperation
import Languages
import Markup
import Web

/// Objectives with how far they have come and how many activities stand behind them.
enum ObjectiveRows {
    static func list(_ objectives: [Objective], _ say: Tongue) -> HTML {
        guard !objectives.isEmpty else { return Parts.empty(say("No objective has been recorded yet.")) }
        return "<ul class=\"objectives\">\n\(objectives.map { row($0, say) })</ul>"
    }

    private static func row(_ objective: Objective, _ say: Tongue) -> HTML {
        """
        <li><p><a href="\(Places.objective(objective.ref))">\(number(objective, say))\(objective.title.plain(say))</a> \(objective.state.label(say))</p>
        \(measure(objective, say))</li>

        """
    }

    /// The number it was published with, even where the published order is another.
    static func number(_ objective: Objective, _ say: Tongue) -> HTML {
        objective.number.map { "\(say("Objective {number}", ["number": say.number($0)])): " } ?? .empty
    }

    static func measure(_ objective: Objective, _ say: Tongue) -> HTML {
        guard objective.activities > 0 else {
            return "<p class=\"facts\">\(say("No activity has been recorded for it yet."))</p>"
        }
        return Parts.bar(
            objective.done, of: objective.activities,
            label: say(
                one: "{done} of {count} activity done", other: "{done} of {count} activities done",
                count: objective.activities, ["done": say.number(objective.done)]))
    }
}
