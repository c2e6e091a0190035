import Cooperation
import Languages
import Markup
import Room
import Web

/// What an import would do, row by row, with a box for each row that can be taken.
struct ImportPreview {
    private let importing: Importing
    private let code: String
    private let visitor: Visitor
    private var say: Tongue { visitor.say }

    init(_ importing: Importing, _ code: String, _ visitor: Visitor) {
        self.importing = importing
        self.code = code
        self.visitor = visitor
    }

    var page: Page {
        let counts = Importing.Fate.allCases.compactMap { fate -> HTML? in
            let count = importing.rows.count { $0.fate == fate }
            return count == 0 ? nil : "<li><b>\(say.number(count))</b> \(say(name(of: fate)))</li>"
        }
        let takes = importing.rows.contains { $0.fate == .new || $0.fate == .changed }
        let title = say("What this import would do")
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.desk())">\(say("Desk"))</a> · <a href="\(Desk.imports())">\(say("Import activities"))</a></p>
            <h1>\(title)</h1>
            \(when: !importing.complaints.isEmpty, "<ul class=\"notice fault\">\(importing.complaints.map { "<li>\($0)</li>" as HTML })</ul>")
            \(counts.isEmpty ? Parts.empty(say("Nothing was found in this file.")) : "<ul class=\"tools counts\">\(counts)</ul>")
            <form method="post" action="\(Desk.importPlace(code))" class="record wide">\(visitor.formToken)
            \(when: !importing.rows.isEmpty, table)
            <p class="actions">\(when: takes, "<button>\(say("Import the chosen rows"))</button>") <a href="\(Desk.imports())">\(say("Choose another file"))</a></p></form>
            """
        return Desk.page(title, body)
    }

    private var table: HTML {
        let heads = [say("Row"), say("When"), say("What takes place"), say("What would happen")]
        return """
            <div class="table" role="group" tabindex="0" aria-label="\(say("What this import would do"))"><table><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead><tbody>
            \(importing.rows.map(row))</tbody></table></div>
            """
    }

    private func row(_ row: Importing.Row) -> HTML {
        let isTaken = row.fate == .new || row.fate == .changed
        let number = say.number(row.line)
        let box: HTML =
            isTaken
            ? "<label class=\"choice\"><input type=\"checkbox\" name=\"row.\(row.line)\" value=\"1\" checked> <span class=\"hidden\">\(say("Take row"))</span> \(number)</label>"
            : HTML(text: number)
        return """
            <tr><td>\(box)</td><td>\(row.sheet["from"].map { Dates.text($0, say) })</td><td>\(row.sheet["title"])<span class="hint">\(row.sheet["place"])</span></td><td><b>\(say(name(of: row.fate)))</b>\(details(row))</td></tr>

            """
    }

    private func details(_ row: Importing.Row) -> HTML {
        let table = row.existing?.table ?? FormOutline.of("activities")?.table
        guard let table else { return .empty }
        let faults = row.faults.map { fault -> HTML in
            let label = table.column(fault.field).map { say(FieldWords.label(of: $0, in: table)) } ?? ""
            return "<span class=\"wrong\">\(label): \(fault.sentence)</span>"
        }
        let changes = row.faults.isEmpty ? row.changes : []
        let shown = changes.map { column -> HTML in
            """
            <dt>\(say(FieldWords.label(of: column, in: table)))</dt><dd>\(row.existing?.sheet[column.name].map { "<del>\($0)</del> " as HTML })<ins>\(row.sheet[column.name])</ins></dd>
            """
        }
        return "\(faults)\(when: !shown.isEmpty, "<dl class=\"changes\">\(shown)</dl>")"
    }

    private func name(of fate: Importing.Fate) -> Phrase {
        switch fate {
        case .new: Phrase("new")
        case .changed: Phrase("changes what is there")
        case .same: Phrase("is there already")
        case .refused: Phrase("cannot be taken")
        }
    }
}
