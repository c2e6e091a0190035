import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension Desk {
    /// `GET /desk/{kind}/{record}/withdraw`: asks before anything disappears.
    @Sendable
    static func askWithdraw(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        _ = try visitor.asker()
        guard let outline = FormOutline.of(kind), let record = try Kept.find(ref, of: outline.table, in: visitor.store)
        else { return .missing }
        return .page(try withdrawPage(record, outline, visitor))
    }

    private static func withdrawPage(
        _ record: Kept, _ outline: FormOutline, _ visitor: Visitor, status: HTTPStatus = .ok
    ) throws -> Page {
        let say = visitor.say
        let company = try Company(of: record, in: visitor.store)
        let others = company.others.map { other -> HTML in
            "<li><a href=\"\(Places.record(other.table.name, other.ref))\">\(other.title)</a></li>"
        }
        let parts = company.parts.map { "<li>\($0.title)</li>" as HTML }
        let ask: HTML = """
            <p>\(say("It will stand on no page, in no count and in no report. It is kept, and you can restore it at any time."))</p>
            \(when: !parts.isEmpty, "<p>\(say("With it goes what belongs to it:"))</p><ul>\(parts)</ul>")
            <form method="post" action="\(withdrawalPlace(record.table.name, record.ref))">\(visitor.formToken)<p class="actions"><button>\(say("Withdraw it"))</button> <a href="\(Places.record(record.table.name, record.ref))">\(say("Leave it as it is"))</a></p></form>
            """
        let refuse: HTML = """
            <p class="notice">\(say("Other records refer to it. Change or withdraw these first:"))</p><ul>\(others)</ul>
            <p><a href="\(Places.record(record.table.name, record.ref))">\(say("Leave it as it is"))</a></p>
            """
        let title = say("Withdraw “{title}”?", ["title": record.title])
        return page(
            title, status: status,
            "\(crumbs(outline, say))<h1>\(title)</h1>\(others.isEmpty ? ask : refuse)")
    }

    /// `POST /desk/{kind}/{record}/withdraw`
    @Sendable
    static func withdraw(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        try visitor.form.only([])
        let actor = try visitor.asker().actor
        guard let outline = FormOutline.of(kind) else { return .missing }
        guard let record = try Kept.find(ref, of: outline.table, in: visitor.store) else {
            return .elsewhere(withdrawnPlace())
        }
        guard try Company(of: record, in: visitor.store).others.isEmpty else {
            return .page(try withdrawPage(record, outline, visitor, status: .conflict))
        }
        return .commit { transaction in
            guard let now = try Kept.find(record.id, of: record.table, in: transaction) else {
                return .elsewhere(withdrawnPlace())
            }
            do {
                try Recorder(transaction, by: actor).withdraw(now)
            } catch is ReferredTo {
                throw Refused(.conflict, Phrase("Somebody has just referred to this record."))
            }
            return .elsewhere(withdrawnPlace())
        }
    }

    /// `GET /desk/withdrawn`: what was withdrawn, the latest first.
    @Sendable
    static func withdrawn(_ visitor: Visitor) throws -> Outcome {
        _ = try visitor.asker()
        try visitor.query.only(["page"])
        let say = visitor.say
        let number = Parts.pageNumber(visitor.query["page"])
        let found = try Withdrawn.all(
            in: visitor.store, skipping: (number - 1) * pageSize, limit: pageSize + 1)
        let rows = try found.prefix(pageSize).map { record -> HTML in
            let kind = FormOutline.of(record.table).map { say($0.name) } ?? record.table
            return """
                <li><span><b>\(record.title)</b> <span class="facts">\(kind) · \(visitor.when(record.moment)) · \(try who(record.actor, visitor)) · \
                <a href="\(historyPlace(record.table, record.ref))">\(say("History"))</a></span></span>
                <form method="post" action="\(restorationPlace(record.table, record.ref))">\(visitor.formToken)<button class="quiet">\(say("Restore"))</button></form></li>

                """
        }
        let title = say("Withdrawn")
        let none = number == 1 ? Parts.empty(say("Nothing has been withdrawn.")) : .empty
        let body: HTML = """
            <p class="crumbs"><a href="\(Places.desk())">\(say("Desk"))</a></p>
            <h1>\(title)</h1>
            \(rows.isEmpty ? none : "<ul class=\"plain-list\">\(rows)</ul>")
            \(Parts.pager(number, hasMore: found.count > pageSize, say) { withdrawnPlace().with([("page", $0)]) })
            """
        return .page(page(title, body))
    }

    /// `POST /desk/{kind}/{record}/restore`
    @Sendable
    static func restore(_ visitor: Visitor, _ kind: String, _ ref: String) throws -> Outcome {
        try visitor.form.only([])
        let actor = try visitor.asker().actor
        guard let outline = FormOutline.of(kind) else { return .missing }
        guard let seen = try Withdrawn.find(ref, of: outline.table, in: visitor.store) else {
            return .elsewhere(Places.record(kind, ref))
        }
        let restored = Outcome.commit { transaction in
            guard let record = try Withdrawn.find(ref, of: outline.table, in: transaction), record.id == seen.id else {
                return .elsewhere(Places.record(kind, ref))
            }
            do {
                try Recorder(transaction, by: actor).restore(record)
            } catch StoreFailure.constraint {
                throw Refused(
                    .conflict, Phrase("It refers to a record that is withdrawn itself. Restore that one first."))
            }
            return .elsewhere(Places.record(kind, ref).with([("saved", "restored")]))
        }
        return restored.alone(visitor)
    }
}
