import Basics
import Languages
import Markup
import Web

extension LintBook {
    /// A finding about a record; it is mended in the record's own form, if no other is named.
    func finding(
        _ rule: Finding.Rule, _ record: LintRecord, _ column: String? = nil, mend: Link? = nil, reason: String,
        remedy: String
    ) -> Finding {
        Finding(
            rule: rule, table: record.table.name, ref: record.ref, column: column, place: place(of: record),
            link: link(to: record), mend: mend ?? form(of: record.table.name, record.ref, at: column), reason: reason,
            remedy: remedy)
    }

    /// The form of a record, at one of its fields.
    func form(of table: String, _ ref: String, at column: String? = nil) -> Link {
        let form = Places.record(table, ref)
        return column.map { form.at($0) } ?? form
    }

    /// The form of a record's translation into a language, at one of its fields.
    func form(of table: String, _ ref: String, _ column: String, in language: Language) -> Link {
        Places.record(table, ref).with([("language", language.code)]).at(column)
    }

    /// An empty form, with one field filled in.
    func newForm(of table: String, _ field: String, _ value: String) -> Link {
        Places.newRecord(table).with([(field, value)])
    }

    /// What a record is called; what has no name of its own is called after its state and year, or by its ref.
    private func place(of record: LintRecord) -> Text {
        if let title = record.title { return title }
        guard let state = self.record("states", record["state"])?.title, let year = record["year"] else {
            return Text(body: record.ref, language: say.language, state: .original)
        }
        return Text(body: "\(state.body) \(year)", language: state.language, state: state.state)
    }

    /// The public page on which a record stands.
    private func link(to record: LintRecord) -> Link? {
        switch record.table.name {
        case "activities": Places.activity(record.number)
        case "meetings": Places.meeting(record.ref)
        case "messages": record["meeting"].map { Places.meeting($0) }
        case "commitments": record["meeting"].map { Places.meeting($0) } ?? Places.meetings()
        case "projects": Places.project(record.ref)
        case "project_phases": record["project"].map { Places.project($0) }
        case "states": Places.state(record.ref)
        case "strategies", "mandates": Places.strategy()
        case "priorities": Places.priority(record.ref)
        case "objectives": Places.objective(record.ref)
        case "sdg_goals", "sdg_targets": Places.goals()
        case "conclusions": Places.conclusion(record.ref)
        case "conclusion_items": record["conclusion"].map { Places.conclusion($0) }
        case "contributions", "budgets", "cofinancing": Places.finances()
        case "timeline": Places.history()
        case "sources": Places.sources()
        case "network", "groups", "seats", "functions": Places.about()
        case "narratives": page(of: record["place"])
        default: nil
        }
    }

    private func page(of place: String?) -> Link? {
        switch place {
        case "about": Places.about()
        case "strategy": Places.strategy()
        case "goals": Places.goals()
        case "finances": Places.finances()
        case "history": Places.history()
        case "law": Places.law()
        default: nil
        }
    }
}
