import Basics
import Cooperation
import Languages
import Markup
import Room

extension RecordForm {
    /// What others have changed since the form was opened, beside what the form says: nobody's words are lost.
    func contested(_ merge: Merge) throws -> HTML {
        let rows = merge.changedByOthers.map { column -> HTML in
            let isContested = merge.contested.contains(column)
            return """
                <tr><th scope="row">\(say(FieldWords.label(of: column, in: table)))</th>\
                <td>\(shown(merge.theirs, column))\(when: isContested, choice(column, "theirs", say("Take this"), isOn: false))</td>\
                <td>\(isContested ? shown(merge.mine, column) : "<i>\(say("unchanged in yours; theirs is kept"))</i>")\(when: isContested, choice(column, "mine", say("Keep mine"), isOn: true))</td></tr>

                """
        }
        return """
            <div class="notice" role="alert"><p><b>\(say("Somebody has changed this since you opened it. Nothing is saved or lost yet."))</b> \
            \(say("Choose below what should stand, change it further down if you like, then save."))</p></div>
            <div class="table" role="group" tabindex="0" aria-label="\(say("Both versions"))"><table class="merge"><thead><tr><td></td><th scope="col">\(say("In the house now"))</th><th scope="col">\(say("Yours"))</th></tr></thead><tbody>
            \(rows)</tbody></table></div>
            """
    }

    private func shown(_ sheet: Sheet, _ column: Column) -> HTML {
        let value = sheet[column.name]
        guard let value else { return "<i>\(say("empty"))</i>" }
        if case .choice = column.kind, let phrase = ChoiceWords.phrase(value, of: column, in: table) {
            return HTML(text: say(phrase))
        }
        return "<span class=\"kept-text\">\(value)</span>"
    }

    private func choice(_ column: Column, _ whose: String, _ label: String, isOn: Bool) -> HTML {
        """
        <label class="choice"><input type="radio" name="take.\(column.name)" value="\(whose)"\(flag: "checked", isOn)> \(label)</label>
        """
    }
}
