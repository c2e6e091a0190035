import Basics
import Cooperation
import Documents
import HTTP
import Languages
import Markup
import Room
import Web

/// The page on which a report is published: what forbids it, what needs a reason, what is new, and the form.
struct PublishPage {
    private let visitor: Visitor
    private let year: ReportYear
    private let ref: String
    private let form: PublishForm
    private let faults: [(field: String, fault: String)]
    private let isRefused: Bool
    private let findings: [Finding]
    private let last: PublishedVersion?

    /// Nil where there is no such presidency.
    init?(
        _ visitor: Visitor, _ ref: String, _ form: PublishForm, faults: [(field: String, fault: String)] = [],
        isRefused: Bool = false
    ) throws {
        guard let year = try ReportYear.find(ref, in: visitor.store, for: visitor.language) else { return nil }
        (self.visitor, self.year, self.ref, self.form, self.faults) = (visitor, year, ref, form, faults)
        self.isRefused = isRefused
        findings = try Lint.findings(for: year.presidency, on: visitor.today, in: visitor.store, visitor.say)
        last = try PublishedVersion.all(of: ref, in: visitor.store).first
    }

    private var say: Tongue { visitor.say }

    func page() throws -> Page {
        let errors = findings.filter { $0.severity == .error }
        let title = say("Publish version {number}", ["number": say.number(form.number)])
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.report(ref))">\(year.presidency.title.plain(say))</a></p>
            <h1>\(title)</h1>
            \(summary)
            \(when: !errors.isEmpty, "<p class=\"notice\">\(say("It cannot be published while this is wrong:"))</p>")
            \(Parts.section(say("Mend before it goes out"), id: "errors", FindingRows.groups(errors, say, mends: true)))
            \(try news())
            \(errors.isEmpty ? fields : .empty)
            """
        return Page(title, in: .policymakers, status: isRefused ? .unprocessableContent : .ok, body: body)
    }

    /// What is wrong with the form, at the top of the page, with a way to each field.
    private var summary: HTML {
        guard !faults.isEmpty else { return .empty }
        let rows = faults.map { "<li><a href=\"\(Link(anchor: $0.field))\">\($0.fault)</a></li>\n" as HTML }
        return """
            <div class="notice" role="alert"><p>\(say("Nothing was published. Mend this first:"))</p><ul>
            \(rows)</ul></div>
            """
    }

    /// What readers of the last version will find changed.
    private func news() throws -> HTML {
        guard let last else { return .empty }
        let language = try last.language(for: say.language, in: visitor.store)
        guard let old = try PublishedFile.paragraphs(of: last, in: language, from: visitor.store),
            let year = try ReportYear.find(ref, in: visitor.store, for: language)
        else { return .empty }
        let document = try ReportDocument(
            year, in: visitor.store, Languages.tongue(language), today: visitor.today)
        let changes = Changes(from: old, to: document.paragraphs)
        let title = say("New since version {number}", ["number": say.number(last.number)])
        return Parts.section(title, id: "news", ChangesView.folded(changes, in: language, say))
    }

    private var fields: HTML {
        let groups = WarningGroup.all(in: findings, for: visitor.offered)
        return """
            <form class="publish" method="post" action="\(Places.reportPublish(ref))">
            \(visitor.formToken)<input type="hidden" name="key" value="\(form.key.description)">
            <input type="hidden" name="number" value="\(form.number)">
            \(Parts.section(say("Mend, or say why not"), id: "warnings", groups.isEmpty ? nil : groups.map(reason).joined()))
            <fieldset id="languages"\(described("languages"))><legend>\(say("In which languages?"))</legend>
            \(fault("languages"))<div class="choices">\(visitor.offered.map(choice))</div></fieldset>
            <p class="note">\(say("What is published stays as it is: its text, its number and its date. Later changes make a new version."))</p>
            <p>\(fault("sure"))<label class="check"><input type="checkbox" id="sure" name="sure" value="yes"\(described("sure"))\(flag: "checked", form.isSure)> \
            \(say("I have read the report, and publish it."))</label></p>
            <button>\(say("Publish version {number}", ["number": say.number(form.number)]))</button>
            </form>
            """
    }

    private func reason(_ group: WarningGroup) -> HTML {
        let name = PublishForm.name(of: group.rule)
        return """
            <div class="reason">
            \(FindingRows.group(group.findings, say, mends: true))
            <label for="\(name)">\(say("Why it stays so"))<span class="hidden">: \(say(group.rule.title))</span></label>\(fault(name))
            <textarea id="\(name)" name="\(name)" rows="2" maxlength="2000"\(described(name))>\(form.reasons[group.rule])</textarea>
            </div>

            """
    }

    private func choice(_ language: Language) -> HTML {
        let name = PublishForm.name(of: language)
        return """
            <label class="check"><input type="checkbox" name="\(name)" value="yes"\(flag: "checked", form.languages.contains(language))> \
            <span lang="\(language.code)">\(language.ownName)</span></label>

            """
    }

    private func fault(_ field: String) -> HTML {
        guard let fault = faults.first(where: { $0.field == field })?.fault else { return .empty }
        return "<p class=\"fault\" id=\"\(field)-fault\">\(fault)</p>"
    }

    private func described(_ field: String) -> HTML {
        guard faults.contains(where: { $0.field == field }) else { return .empty }
        return field == "languages"
            ? " aria-describedby=\"\(field)-fault\"" : " aria-invalid=\"true\" aria-describedby=\"\(field)-fault\""
    }
}
