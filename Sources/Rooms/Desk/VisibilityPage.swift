import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Desk {
    /// `GET /desk/{kind}/{record}/visibility`: who sees it now; with `?to=`, who would gain and who would lose sight of it.
    @Sendable
    static func askVisibility(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        guard let record = try hideable(kind, ref, visitor) else { return .missing }
        let say = visitor.say
        let now = Visibility(word: record.sheet["visibility"]) ?? .everybody
        let wanted = try visitor.query["to"].map { try chosen($0, visitor) }
        let choices = try SightChoices.all(for: visitor).map { choice -> HTML in
            let isOn = choice.visibility == wanted ?? now
            return """
                <li><label class="choice"><input type="radio" name="to" value="\(formWord(choice.visibility))"\(flag: "checked", isOn)> \(choice.name)</label></li>

                """
        }
        let title = say("Who may see “{title}”?", ["title": record.title])
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.record(kind, ref))">\(record.title)</a></p>
            <h1>\(title)</h1>
            <p>\(say("Now: {who}.", ["who": try SightChoices.name(of: now, for: visitor)])) <a href="\(Places.policy())">\(say("Who may do what"))</a></p>
            <form method="get" action="\(visibilityPlace(kind, ref))"><fieldset><legend>\(say("Show it to"))</legend><ul class="plain-list">
            \(choices)</ul></fieldset><p class="actions"><button class="quiet">\(say("See who that would be"))</button></p></form>
            \(try wanted.flatMap { $0 == now ? nil : try preview(record, from: now, to: $0, visitor) })
            """
        return .page(page(title, body))
    }

    private static func preview(
        _ record: Kept, from now: Visibility, to wanted: Visibility, _ visitor: Visitor
    ) throws -> HTML {
        let say = visitor.say
        let change = try SightChange(from: now, to: wanted, on: visitor.today, in: visitor.store)
        let place = visibilityPlace(record.table.name, record.ref)
        let everybody = change.opens ? say("Everybody gains sight of it, members or not.") : nil
        let nobodyElse = change.closes ? say("Whoever is no member loses sight of it.") : nil
        return """
            <section aria-labelledby="change"><h2 id="change">\(say("What would change"))</h2>
            \([everybody, nobodyElse].compactMap(\.self).map { "<p class=\"notice\">\($0)</p>" as HTML })
            \(names(say("These gain sight of it:"), change.gain))\(names(say("These lose sight of it:"), change.loss))
            \(when: change.isNothing, "<p>\(say("Nobody who can sign in today gains or loses sight of it."))</p>")
            <p>\(say("What belongs to it goes along: a meeting's messages, a project's phases. Who has seen it already has seen it."))</p>
            <form method="post" action="\(place)">\(visitor.formToken)<input type="hidden" name="to" value="\(formWord(wanted))">\
            <input type="hidden" name="from" value="\(formWord(now))">
            <p class="actions"><button>\(say("Change who may see it"))</button> <a href="\(Places.record(record.table.name, record.ref))">\(say("Leave it as it is"))</a></p></form>
            </section>
            """
    }

    private static func names(_ heading: String, _ names: [String]) -> HTML {
        names.isEmpty ? .empty : "<p>\(heading)</p><ul>\(names.map { "<li>\($0)</li>" as HTML })</ul>"
    }

    /// `POST /desk/{kind}/{record}/visibility`: asks once more who it is before more people see something.
    @Sendable
    static func changeVisibility(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        try visitor.form.only(["to", "from"])
        guard let record = try hideable(kind, ref, visitor) else { return .missing }
        let wanted = try chosen(visitor.form["to"] ?? "", visitor)
        let seen = try chosen(visitor.form["from"] ?? "", visitor)
        let member = seen == .everybody ? try visitor.asker() : try visitor.fresh()
        return .commit { transaction in
            guard let now = try Kept.find(record.id, of: record.table, in: transaction) else { return .missing }
            guard (Visibility(word: now.sheet["visibility"]) ?? .everybody) == seen else {
                throw Refused(.conflict, Phrase("Somebody has just changed who may see it. Look again first."))
            }
            try Recorder(transaction, by: member.actor).show(now, to: wanted)
            transaction.leaveUnnoted(because: "it may be as it was")
            return .elsewhere(Places.record(kind, ref).with([("saved", "changed")]))
        }
    }

    private static func hideable(_ kind: String, _ ref: String, _ visitor: Visitor) throws -> Kept? {
        guard let outline = FormOutline.of(kind), outline.table.column("visibility") != nil else { return nil }
        return try Kept.find(ref, of: outline.table, in: visitor.store)
    }

    /// An empty field says nothing, so everybody has a word here.
    private static func formWord(_ visibility: Visibility) -> String { visibility.word ?? "everybody" }

    /// Throws `Refused` for what is not offered.
    private static func chosen(_ word: String, _ visitor: Visitor) throws -> Visibility {
        guard let found = try SightChoices.all(for: visitor).first(where: { formWord($0.visibility) == word }) else {
            throw Refused(.unprocessableContent, Phrase("That is none of the choices."))
        }
        return found.visibility
    }
}
