import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Desk {
    /// `GET /desk/{kind}/{record}`
    @Sendable
    static func edit(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        let member = try visitor.asker()
        guard let outline = FormOutline.of(kind) else { return .missing }
        guard let record = try Kept.find(ref, of: outline.table, in: visitor.store) else {
            return try Withdrawn.find(ref, of: outline.table, in: visitor.store) == nil
                ? .missing : .elsewhere(withdrawnPlace())
        }
        var form = RecordForm(
            outline: outline, key: Key.fresh(at: visitor.now), record: record, sheet: record.sheet, visitor: visitor)
        if let draft = try draft(visitor, of: member.actor), draft.kind == kind, draft.ref == ref {
            form = try takenUp(draft, of: record, outline, visitor)
        }
        return .page(try editPage(form, record))
    }

    /// A draft's form: with what others have changed since, where they have.
    private static func takenUp(
        _ draft: Draft, of record: Kept, _ outline: FormOutline, _ visitor: Visitor
    ) throws -> RecordForm {
        let submitted = try Submitted(Fields(encoded: draft.fields), of: outline.table, language: visitor.language)
        var mine = submitted.sheet
        mine.language = record.sheet.language
        let merge = Merge(
            of: outline.table, theirs: record.sheet, mine: mine, was: submitted.was ?? Fingerprints(""))
        return RecordForm(
            outline: outline, key: draft.id, record: record, sheet: merge.merged,
            merge: merge.isNeeded ? merge : nil, visitor: visitor)
    }

    /// The page of a form for a record that is there, with what else can be done with it.
    static func editPage(_ form: RecordForm, _ record: Kept, status: HTTPStatus = .ok) throws -> Page {
        let say = form.say
        let body: HTML = """
            \(crumbs(form.outline, say))
            <h1>\(record.title)</h1>
            \(saved(record, form.visitor))
            <div class="editing"><aside aria-label="\(say("About this record"))">
            \(try tools(record, form.visitor))
            \(try parts(of: record, form.visitor))
            </aside><div>
            \(try form.html())
            </div></div>
            """
        return page(record.title, status: form.merge == nil ? status : .conflict, body)
    }

    private static func saved(_ record: Kept, _ visitor: Visitor) -> HTML {
        guard let how = visitor.query["saved"] else { return .empty }
        let say = visitor.say
        let next: HTML =
            record.table.name == "activities" && how == "new"
            ? """
             · <a href="\(Places.newRecord("activities").with([("like", record.ref)]))">\(say("Record another like it"))</a> \
            · <a href="\(Places.newRecord("meetings").with([("activity", record.ref)]))">\(say("It is a meeting: add its decisions"))</a>
            """ : .empty
        return """
            <p class="notice saved" role="status"><b>\(say("Saved."))</b> \(record.place.map { "<a href=\"\($0)\">\(say("See it on its page"))</a>" as HTML })\(next)</p>
            """
    }

    private static func tools(_ record: Kept, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let kind = record.table.name
        let languages = visitor.offered.filter { $0 != record.sheet.language }.map { language -> HTML in
            "<a href=\"\(translationPlace(kind, record.ref, language.code))\" lang=\"\(language.code)\">\(language.ownName)</a>"
        }
        return """
            <ul class="deeds">\(record.place.map { "<li><a href=\"\($0)\">\(say("See it on its page"))</a></li>" as HTML })
            <li><a href="\(historyPlace(kind, record.ref))">\(say("History of this record"))</a></li>
            <li><a href="\(Places.newRecord(kind).with([("like", record.ref)]))">\(say("Record another like it"))</a></li>
            \(try sight(of: record, visitor))\
            <li><a href="\(withdrawalPlace(kind, record.ref))">\(say("Withdraw it"))</a></li></ul>
            \(when: kind == "people" && visitor.may(.people), "<p class=\"tools\"><a href=\"\(Places.personInvitation(record.ref))\">\(say("Let this person in"))</a> <a href=\"\(Places.personData(record.ref))\">\(say("What is held about this person"))</a></p>")\
            \(when: !record.table.texts.isEmpty && !languages.isEmpty, "<details class=\"more\"><summary>\(say("Translate"))</summary><p class=\"tools\">\(languages)</p></details>")
            """
    }

    /// Who sees the record, and the way to change that.
    private static func sight(of record: Kept, _ visitor: Visitor) throws -> HTML {
        guard record.table.column("visibility") != nil else { return .empty }
        let now = Visibility(word: record.sheet["visibility"]) ?? .everybody
        let name = try SightChoices.name(of: now, for: visitor)
        return """
            <li><a href="\(visibilityPlace(record.table.name, record.ref))">\(visitor.say("Who may see it"))</a> <span class="facts">\(name)</span></li>

            """
    }

    /// What belongs to a record and is recorded by itself: the agenda of a meeting, the phases of a project.
    private static func parts(of record: Kept, _ visitor: Visitor) throws -> HTML {
        let say = visitor.say
        let lists = try Belonging.lists(of: record, in: visitor.store, for: visitor.language)
        guard !lists.isEmpty else { return .empty }
        return lists.map { list -> HTML in
            guard let outline = FormOutline.of(list.table) else { return .empty }
            let items = list.records.map { item -> HTML in
                "<li><a href=\"\(Places.record(list.table, item.ref))\">\(item.name.plain(say))</a></li>"
            }
            let new = Places.newRecord(list.table).with([(list.column, record.ref)])
            return """
                <section class="parts"><h2>\(say(outline.plural))</h2>\(when: !items.isEmpty, "<ol>\(items)</ol>")
                <p><a class="button quiet" href="\(new)">\(say(outline.new))</a></p></section>

                """
        }.joined()
    }
}
