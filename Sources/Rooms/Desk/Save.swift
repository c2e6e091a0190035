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
    /// `POST /desk/{kind}/new`
    @Sendable
    static func create(_ visitor: Visitor, _ kind: String) throws -> Outcome {
        try answer(visitor, kind, nil)
    }

    /// `POST /desk/{kind}/{record}`
    @Sendable
    static func update(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        try answer(visitor, kind, ref)
    }

    private static func answer(_ visitor: Visitor, _ kind: String, _ ref: String?) throws -> Outcome {
        let member = try visitor.asker()
        guard let outline = FormOutline.of(kind) else { return .missing }
        var submitted = try Submitted(visitor.form, of: outline.table, language: visitor.language)
        let record = try ref.flatMap { try Kept.find($0, of: outline.table, in: visitor.store) }
        if ref != nil, record == nil { return .missing }
        if let record {
            submitted.sheet.language = record.sheet.language
            for (column, whose) in submitted.taken where whose == "theirs" {
                submitted.sheet[column] = record.sheet[column]
            }
            // Changed on a page of its own; a field of that name in this form would pass that by.
            submitted.sheet["visibility"] = record.sheet["visibility"]
        }
        switch submitted.action {
        case .keep:
            let faults = try Faults(in: outline.table, store: visitor.store, say: visitor.say).naming(
                in: submitted.sheet)
            guard faults.isEmpty else { return try again(submitted, outline, record, faults, visitor) }
            return keep(try encoded(visitor.form), kind, ref, submitted.key, member.actor, then: Places.desk())
        case .suggest:
            return .page(try suggested(submitted, outline, record, visitor))
        case .save, .another:
            submitted.sheet.complete(in: outline.table, today: visitor.today)
            let faults = try Faults(in: outline.table, store: visitor.store, say: visitor.say).all(in: submitted.sheet)
            guard faults.isEmpty else { return try again(submitted, outline, record, faults, visitor) }
            let fields = try encoded(visitor.form)
            guard let record else { return add(submitted, outline.table, member.actor).alone(visitor) }
            return change(record, submitted, fields, member.actor, seeing: visitor.store.sight).alone(visitor)
        }
    }

    /// The form once more, with what was typed and what is wrong with it.
    private static func again(
        _ submitted: Submitted, _ outline: FormOutline, _ record: Kept?, _ faults: [Fault], _ visitor: Visitor
    ) throws -> Outcome {
        let form = RecordForm(
            outline: outline, key: submitted.key, record: record, sheet: submitted.sheet, faults: faults,
            visitor: visitor)
        let page = try record.map { try editPage(form, $0, status: .unprocessableContent) }
        return .page(try page ?? newPage(form, status: .unprocessableContent))
    }

    private static func add(_ submitted: Submitted, _ table: Table, _ actor: String) -> Outcome {
        .commit { transaction in
            let recorder = Recorder(transaction, by: actor)
            let added = try recorder.add(submitted.sheet, to: table, key: submitted.key)
            try recorder.follow(submitted.sheet, in: table)
            try Draft.forget(submitted.key, of: actor, in: transaction)
            if submitted.action == .another {
                return .elsewhere(Places.newRecord(table.name).with([("like", added.ref), ("saved", added.ref)]))
            }
            return .elsewhere(Places.record(table.name, added.ref).with([("saved", "new")]))
        }
    }

    /// Saves a change, unless somebody has changed the same record since the form was opened: then the form becomes a
    /// draft, and its writer sees both versions side by side.
    private static func change(
        _ record: Kept, _ submitted: Submitted, _ fields: String, _ actor: String, seeing sight: Sight
    ) -> Outcome {
        let place = Places.record(record.table.name, record.ref)
        return .commit { transaction in
            guard let now = try Kept.find(record.id, of: record.table, in: transaction) else { return .missing }
            let was = submitted.was ?? Fingerprints("")
            let unseen = try Unseen(by: sight, in: now, transaction)
            guard
                !Merge(of: record.table, theirs: unseen.taken(from: now.sheet), mine: submitted.sheet, was: was)
                    .isNeeded
            else {
                let draft = Draft(
                    id: submitted.key, kind: record.table.name, ref: record.ref, fields: fields,
                    saved: transaction.moment)
                try draft.keep(of: actor, in: transaction)
                return .elsewhere(place.with([("draft", submitted.key.description)]))
            }
            try Recorder(transaction, by: actor).change(now, to: unseen.given(back: submitted.sheet))
            try Draft.forget(submitted.key, of: actor, in: transaction)
            return .elsewhere(place.with([("saved", "changed")]))
        }
    }

    /// The form as it was sent, for a draft.
    static func encoded(_ form: Fields) throws -> String {
        form.pairs.filter { $0.name != "do" }.map { "\(Link.encoded($0.name))=\(Link.encoded($0.value))" }
            .joined(separator: "&")
    }
}
