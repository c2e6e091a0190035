import Basics
import Cooperation
import HTTP
import Identity
import Journal
import Languages
import Markup
import Room
import Store
import Web

extension Desk {
    /// `POST /desk/{kind}/{record}/history/{entry}/undo`: what the entry changed is as it was before.
    ///
    /// Where somebody has changed the same fields again since, both versions are shown, as for any two changes; and where
    /// what was there before would be wrong by now, the form is, with what is wrong with it.
    @Sendable
    static func undo(_ visitor: Visitor, _ kind: String, _ ref: String, _ position: Int) throws -> Outcome {
        try visitor.form.only([])
        let member = try visitor.asker()
        guard let outline = FormOutline.of(kind),
            let record = try Kept.find(ref, of: outline.table, in: visitor.store),
            let entry = try Journal.history(
                of: kind, record.id, before: Int64(clamping: position).addingReportingOverflow(1).partialValue,
                limit: 1,
                in: visitor.store
            ).first, entry.position == Int64(clamping: position), entry.verb != Recorder.visibilityVerb,
            let values = entry.values
        else { return .missing }
        let table = outline.table
        let actor = member.actor
        if entry.verb == "translated" { return undoTranslation(values, of: record, actor) }
        let key = Key<AnyRecord>.fresh(at: visitor.now)
        let fields = values.filter { field in table.column(field.name).map(\.isUndone) ?? false }
        var earlier = record.sheet
        for field in fields { earlier[field.name] = field.old }
        let isRight = try Faults(in: table, store: visitor.store, say: visitor.say).all(in: earlier).isEmpty
        let undone = Outcome.commit { [sight = visitor.store.sight] transaction in
            guard let now = try Kept.find(record.id, of: table, in: transaction) else { return .missing }
            var then = now.sheet
            var after = now.sheet
            for field in fields {
                then[field.name] = field.old
                after[field.name] = field.new
            }
            let was = Fingerprints(of: after, in: table)
            let place = Places.record(kind, ref)
            guard !isRight || Merge(of: table, theirs: now.sheet, mine: then, was: was).isNeeded else {
                try Recorder(transaction, by: actor).change(now, to: then)
                return .elsewhere(place.with([("saved", "changed")]))
            }
            let seen = try Unseen(by: sight, in: then, of: table, transaction).taken(from: then)
            let draft = Draft(
                id: key, kind: kind, ref: ref, fields: seen.form(key: key, was: was, of: table),
                saved: transaction.moment)
            try draft.keep(of: actor, in: transaction)
            return .elsewhere(place.with([("draft", key.description)]))
        }
        return undone.alone(visitor)
    }
}

extension Desk {
    /// A translation is what it was before, unless somebody has translated it again since: then its form is shown.
    private static func undoTranslation(_ values: [Change.Field], of record: Kept, _ actor: String) -> Outcome {
        .commit { transaction in
            guard let now = try Kept.find(record.id, of: record.table, in: transaction) else { return .missing }
            for field in values {
                let parts = field.name.split(separator: " ").map(String.init)
                guard parts.count == 2, let language = Language(rawValue: parts[1]) else { continue }
                let there = try Translation.all(of: now, into: language, in: transaction)[parts[0]]
                guard there?.body == field.new else {
                    return .elsewhere(translationPlace(now.table.name, now.ref, language.code))
                }
                try Recorder(transaction, by: actor).translate(
                    now, parts[0], into: language, field.old ?? "", isConfirmed: false,
                    digest: Fingerprints.digest(of: now.sheet[parts[0]] ?? ""))
            }
            return .elsewhere(Places.record(now.table.name, now.ref).with([("saved", "changed")]))
        }
    }
}

extension Column {
    /// Whether undoing an entry changes it: who sees a record has a page of its own, and what is sealed has no history.
    fileprivate var isUndone: Bool { !isSealed && name != "visibility" }
}

extension Sheet {
    /// The sheet as its form would send it.
    fileprivate func form(key: Key<AnyRecord>, was: Fingerprints, of table: Table) -> String {
        var pairs = [("key", key.description), ("was", was.text), ("language", language.code)]
        for column in table.columns {
            if column.isLinks {
                pairs += refs(column.name).map { ("\(column.name).\($0)", "1") }
            } else if let value = self[column.name] {
                pairs.append((column.name, value))
            }
        }
        return pairs.map { "\(Link.encoded($0.0))=\(Link.encoded($0.1))" }.joined(separator: "&")
    }
}
