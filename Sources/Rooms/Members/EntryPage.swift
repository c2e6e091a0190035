import Basics
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Members {
    /// `GET /members/entry`: one's own entry of the directory.
    @Sendable
    static func entry(_ visitor: Visitor) throws -> Outcome {
        guard let own = try OwnEntry(visitor) else { return .missing }
        return .page(page(visitor.say("Your entry"), own.form(visitor, fault: nil)))
    }

    /// `POST /members/entry`: keeps it, and notes that it is confirmed today.
    @Sendable
    static func keepEntry(_ visitor: Visitor) throws -> Outcome {
        try visitor.form.only(["key", "mail", "phone", "languages", "hours"])
        guard var own = try OwnEntry(visitor), let table = Tables.named("contacts") else { return .missing }
        let actor = try visitor.asker().actor
        for name in ["mail", "phone", "languages", "hours"] {
            own.sheet[name] = visitor.form[name]?.trimmed
        }
        own.sheet["confirmed"] = visitor.today.description
        if let fault = try Faults(in: table, store: visitor.store, say: visitor.say).all(in: own.sheet).first {
            var answer = page(visitor.say("Your entry"), own.form(visitor, fault: fault.sentence))
            answer.status = .unprocessableContent
            return .page(answer)
        }
        guard let key = visitor.form["key"].flatMap(Hexadecimal.bytes).flatMap({ Key<AnyRecord>(bytes: $0) }) else {
            return .missing
        }
        return .commit { [kept = own.kept, sheet = own.sheet] transaction in
            let recorder = Recorder(transaction, by: actor)
            if let kept, let now = try Kept.find(kept.ref, of: table, in: transaction) {
                try recorder.change(now, to: sheet)
            } else {
                try recorder.add(sheet, to: table, key: key)
            }
            return .elsewhere(Places.directory())
        }
    }
}

/// The entry of whoever asks; it may not have been written yet.
private struct OwnEntry {
    let kept: Kept?
    var sheet: Sheet

    init?(_ visitor: Visitor) throws {
        let member = try visitor.asker()
        let person: String? = try visitor.store.value(
            "select p.ref from members m join people p on p.id = m.person where m.id = \(member.id)")
        guard let person, let table = Tables.named("contacts") else { return nil }
        let ref: String? = try visitor.store.value(
            "select c.ref from contacts c join people p on p.id = c.person_id where p.ref = \(person) order by c.number limit 1"
        )
        kept = try ref.flatMap { try Kept.find($0, of: table, in: visitor.store) }
        sheet = kept?.sheet ?? Sheet(language: visitor.offered.first ?? .english, values: ["person": person])
    }

    func form(_ visitor: Visitor, fault: String?) -> HTML {
        let say = visitor.say
        let fields: [(name: String, label: String, type: String, hint: String?)] = [
            ("mail", say("Mail address"), "email", nil), ("phone", say("Telephone"), "tel", nil),
            ("languages", say("Languages"), "text", say("Their codes with spaces between: en sv.")),
            ("hours", say("When they are there"), "text", say("In the network's time.")),
        ]
        let inputs = fields.map { field -> HTML in
            """
            <p><label for="\(field.name)">\(field.label)</label>
            <input id="\(field.name)" name="\(field.name)" type="\(field.type)" value="\(sheet[field.name] ?? "")" maxlength="200"\
            \(when: field.hint != nil, " aria-describedby=\"\(field.name)-hint\"")>
            \(field.hint.map { "<span class=\"note\" id=\"\(field.name)-hint\">\($0)</span>" as HTML })</p>

            """
        }
        return """
            <p class="crumbs"><a href="\(Places.directory())">\(say("Directory"))</a></p>
            <h1>\(say("Your entry"))</h1>
            <p>\(say("Members see it, and nobody else."))</p>
            \(fault.map { "<p class=\"notice fault\" role=\"alert\">\($0)</p>" as HTML })
            <form class="door" method="post" action="\(Places.directoryEntry())">\(visitor.formToken)
            <input type="hidden" name="key" value="\(Key<AnyRecord>.fresh(at: visitor.now).description)">
            \(inputs)<p><button>\(say("This is so today"))</button></p>
            </form>
            """
    }
}
