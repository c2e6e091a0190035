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
    /// `POST /desk/drafts`: what a script sends while somebody types; answered with the time.
    @Sendable
    static func keepDraft(_ visitor: Visitor) throws -> Outcome {
        let member = try visitor.asker()
        guard let kind = visitor.form["form"], let outline = FormOutline.of(kind) else { return .missing }
        let submitted = try Submitted(visitor.form, of: outline.table, language: visitor.language)
        let faults = try Faults(in: outline.table, store: visitor.store, say: visitor.say).naming(in: submitted.sheet)
        // The script says that it could not be kept; what is wrong is said when the form is sent.
        guard faults.isEmpty else {
            throw Refused(.unprocessableContent, Phrase("What names a child is kept nowhere in this house."))
        }
        let time = visitor.clock(visitor.now)
        return keep(
            try encoded(visitor.form), kind, visitor.form["record"], submitted.key, member.actor,
            answer: .said(time))
    }

    /// `POST /desk/drafts/{draft}/forget`
    @Sendable
    static func forget(_ visitor: Visitor, _ draft: String) throws -> Outcome {
        try visitor.form.only([])
        let actor = try visitor.asker().actor
        guard let key = Key<AnyRecord>(hexadecimal: draft) else { return .missing }
        return .commit { transaction in
            try Draft.forget(key, of: actor, in: transaction)
            return .elsewhere(Places.desk())
        }
    }

    static func keep(
        _ fields: String, _ kind: String, _ ref: String?, _ key: Key<AnyRecord>, _ actor: String, then place: Link
    ) -> Outcome {
        keep(fields, kind, ref, key, actor, answer: .elsewhere(place))
    }

    private static func keep(
        _ fields: String, _ kind: String, _ ref: String?, _ key: Key<AnyRecord>, _ actor: String, answer: Outcome
    ) -> Outcome {
        .commit { transaction in
            try Draft(id: key, kind: kind, ref: ref, fields: fields, saved: transaction.moment)
                .keep(of: actor, in: transaction)
            return answer
        }
    }

    /// Where a draft is taken up again.
    static func place(of draft: Draft) -> Link {
        if draft.kind == "import" { return importPlace(draft.id.description) }
        let form = draft.ref.map { Places.record(draft.kind, $0) } ?? Places.newRecord(draft.kind)
        return form.with([("draft", draft.id.description)])
    }

    /// A draft by what its writer has called it so far.
    static func draftLink(_ draft: Draft, _ visitor: Visitor) -> HTML {
        let typed = try? Fields(encoded: draft.fields)
        let title = typed?["title"] ?? typed?["name"] ?? visitor.say("without a title")
        return """
            <a href="\(place(of: draft))">\(String(title.prefix(80)))</a> <span class="facts">\(visitor.say("kept {when}", ["when": visitor.when(draft.saved)]))</span>
            """
    }
}

extension Visitor {
    /// The time of day of a moment, where the network is.
    func clock(_ moment: Moment) -> String {
        let time = zone.localTime(of: moment)
        return say.time(time.hour, time.minute)
    }

    /// The day and the time of a moment; the time alone for today.
    func when(_ moment: Moment) -> String {
        let day = zone.day(of: moment)
        return day == zone.day(of: now) ? clock(moment) : "\(say.date(day)), \(clock(moment))"
    }
}
