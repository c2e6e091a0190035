import Basics
import Cooperation
import Languages
import Markup
import Room
import Store
import Web

/// The form of one record: its fields as they stand, what is wrong with them, and its buttons.
struct RecordForm {
    let outline: FormOutline
    let key: Key<AnyRecord>
    /// The record that is changed; nil for a new one.
    let record: Kept?
    var sheet: Sheet
    var faults: [Fault] = []
    /// What others have changed since the form was opened.
    var merge: Merge?
    /// Fields that were filled in from the text; the reader is told.
    var suggested: Set<String> = []
    let visitor: Visitor

    var table: Table { outline.table }
    var say: Tongue { visitor.say }

    func html() throws -> HTML {
        """
        \(summary)
        <form method="post" action="\(action)" class="record" data-form="\(table.name)"\(record.map { " data-ref=\"\($0.ref)\"" as HTML }) data-offer="\(say("Suggested:"))">
        \(visitor.formToken)<input type="hidden" name="key" value="\(key.description)">
        \(was.map { "<input type=\"hidden\" name=\"was\" value=\"\($0.text)\">" as HTML })
        \(try merge.map { try contested($0) })
        <div class="fields">
        \(try outline.first.map { try field($0) })</div>
        \(try outline.more.map(group))
        \(languageField)
        \(buttons)
        </form>
        """
    }

    private var action: Link {
        record.map { Places.record(table.name, $0.ref) } ?? Places.newRecord(table.name)
    }

    /// What the record holds now: whoever saves next is compared with it.
    private var was: Fingerprints? { record.map { Fingerprints(of: $0.sheet, in: table) } }

    /// The faults together, each with a link to its field.
    private var summary: HTML {
        guard !faults.isEmpty else { return .empty }
        let items = faults.map { fault -> HTML in
            let label = table.column(fault.field).map { say(FieldWords.label(of: $0, in: table)) } ?? ""
            return "<li><a href=\"#\(fault.field)\">\(label)</a>: \(fault.sentence)</li>"
        }
        return """
            <div class="notice fault" role="alert"><p><b>\(say("Not saved yet. What you typed is still here."))</b></p><ul>\(items)</ul></div>
            """
    }

    /// Whether the person has to fill in a field; what the house fills in by itself is not demanded.
    func demands(_ column: Column) -> Bool {
        column.isRequired && !(table.name == "activities" && ["to", "state"].contains(column.name))
    }

    private func group(_ group: FormOutline.Group) throws -> HTML {
        let isOpen = group.columns.contains { column in
            demands(column) && sheet[column.name] == nil || faults.contains { $0.field == column.name }
                || suggested.contains(column.name)
        }
        let columns = group.columns.filter { record == nil || $0.kind != .visibility }
        let filled = columns.count { sheet[$0.name] != nil }
        return """
            <details class="more"\(flag: "open", isOpen)><summary>\(say(group.title))\(when: filled > 0, " <span class=\"facts\">\(say(one: "{count} filled in", other: "{count} filled in", count: filled))</span>")</summary>
            <div class="fields">\(try columns.map { try field($0) })</div></details>

            """
    }

    /// Who may see a record that is there is changed on a page of its own, which says who gains and who loses sight.
    private func field(_ column: Column) throws -> HTML {
        if column.kind == .visibility, record != nil { return .empty }
        return try FormField(column: column, form: self).html()
    }

    private var languageField: HTML {
        guard visitor.offered.count > 1, record == nil else {
            return "<input type=\"hidden\" name=\"language\" value=\"\(sheet.language.code)\">"
        }
        let options = visitor.offered.map { language -> HTML in
            "<option value=\"\(language.code)\"\(flag: "selected", language == sheet.language)>\(say.name(of: language))</option>"
        }
        return """
            <p class="field half"><label for="language">\(say("Written in"))</label><select id="language" name="language">\(options)</select></p>
            """
    }

    private var buttons: HTML {
        let asks = ["project", "objectives", "states"].contains { name in
            outline.first.contains { $0.name == name }
        }
        return """
            <p class="actions"><button name="do" value="save">\(say("Save"))</button>
            \(when: record == nil, "<button name=\"do\" value=\"another\" class=\"quiet\">\(say("Save and record another like it"))</button>")
            \(when: asks, "<button name=\"do\" value=\"suggest\" class=\"quiet\">\(say("Suggest from the text"))</button>")
            <button name="do" value="keep" class="quiet">\(say("Keep as a draft"))</button>
            <span class="kept" role="status" data-kept="\(say("Draft kept at {time}."))" data-lost="\(say("The draft could not be kept. What you typed is still here."))"></span></p>
            """
    }
}
