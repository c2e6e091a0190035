import Basics
import Converters
import Cooperation
import HTTP
import Identity
import Languages
import Markup
import Room
import Store
import Web

extension AnnualReport {
    /// `GET /reports/{presidency}/publish`
    @Sendable
    static func publishing(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        _ = try visitor.asker()
        let last = try PublishedVersion.all(of: ref, in: visitor.store).first
        let form = PublishForm(
            key: .fresh(at: visitor.now), number: (last?.number ?? 0) + 1, languages: visitor.offered)
        return try PublishPage(visitor, ref, form).map { .page(try $0.page()) } ?? .missing
    }

    /// `POST /reports/{presidency}/publish`: everything is made before the writer is asked, and made again by the writer
    /// where a record has changed since.
    @Sendable
    static func publish(_ visitor: Visitor, _ ref: String) throws -> Outcome {
        let member = try visitor.asker()
        let form = try PublishForm(visitor.form, offered: visitor.offered)
        if let known = try PublishedVersion.find(form.key, in: visitor.store) { return .elsewhere(known.link) }
        let (say, today, style) = (visitor.say, visitor.today, visitor.workshop.materials.style)
        guard
            let prepared = try Publication.prepare(
                ref, as: form.number, in: form.languages, say, today: today, style: style, from: visitor.store)
        else { return .missing }
        let groups = WarningGroup.all(in: prepared.findings, for: form.languages)
        let faults = form.faults(groups, say, on: today)
        guard faults.isEmpty, !prepared.hasErrors else {
            return try PublishPage(visitor, ref, form, faults: faults, isRefused: true).map { .page(try $0.page()) }
                ?? .missing
        }
        return .commit { transaction in
            if let known = try PublishedVersion.find(form.key, in: transaction) { return .elsewhere(known.link) }
            if let last = try PublishedVersion.all(of: ref, in: transaction).first, last.number >= form.number {
                return .page(overtaken(by: last, say))
            }
            var publication = prepared
            if try Publication.journalPosition(in: transaction) != prepared.position {
                guard
                    let anew = try Publication.prepare(
                        ref, as: form.number, in: form.languages, say, today: today, style: style,
                        from: transaction.connection),
                    !anew.hasErrors,
                    form.faults(WarningGroup.all(in: anew.findings, for: form.languages), say, on: today)
                        .isEmpty
                else { throw changedMeanwhile }
                publication = anew
            }
            try publication.keep(
                as: form.key, number: form.number, by: member.actor, named: member.name, on: today,
                because: form.reasons, in: transaction)
            return .elsewhere(Places.reportVersion(ref, form.number))
        }
    }

    private static let changedMeanwhile = Refused(
        .conflict, Phrase("Somebody changed the records while you were publishing. Nothing was published; look again."))

    /// Told to the second of two who publish at once.
    private static func overtaken(by last: PublishedVersion, _ say: Tongue) -> Page {
        let title = say("Somebody was quicker")
        return Page(
            title, in: .policymakers, status: .conflict,
            body: """
                <h1>\(title)</h1>
                <p>\(say("{name} published version {number} while you were at it. Nothing of yours was published.", ["name": last.publisher, "number": say.number(last.number)]))</p>
                <p><a href="\(last.link)">\(say("Version {number}", ["number": say.number(last.number)]))</a> · \
                <a href="\(Places.reportPublish(last.presidency))">\(say("Look again"))</a></p>
                """)
    }
}

extension Publication {
    var hasErrors: Bool { findings.contains { $0.severity == .error } }
}
