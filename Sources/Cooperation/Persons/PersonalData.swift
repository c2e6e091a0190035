public import Basics
import Identity
import Journal
public import Store

/// Everything that the house holds about somebody, as one JSON file: their right to see it, and to take it along.
public enum PersonalData {
    /// Who takes it.
    public enum Taker: Sendable {
        /// Themselves, or the operator, who reads everything anyway.
        case owner
        /// Somebody of the secretariat, for them: without the words of drafts and the places of notices, which may speak of
        /// what is not for the taker's eyes, and without the address of sign-in, of which the house says that nobody else
        /// sees it.
        case secretariat
    }

    public static func json(
        of subject: PersonInHouse, for taker: Taker = .owner, at now: Moment, in store: some Querying
    ) throws -> JSON {
        [
            "made": .text(now.description), "name": .text(subject.name),
            "person": try person(subject, store), "member": try member(subject, taker, store),
            "drafts": try drafts(subject, taker, store), "journal": try journal(subject, store),
        ]
    }

    private static func person(_ subject: PersonInHouse, _ store: some Querying) throws -> JSON {
        guard let person = subject.person, let people = Tables.named("people"),
            let kept = try Kept.find(person, of: people, in: store)
        else { return .null }
        var members = [JSON.Member("record", sheet(kept))]
        for name in Naming.tables {
            members.append(.init(name, .list(try subject.records(of: name, in: store).map(sheet))))
        }
        let deputy = try subject.records(of: "contacts", by: "deputy_id", in: store)
        members.append(.init("deputy of", .list(deputy.compactMap { $0.sheet["person"].map { .text($0) } })))
        let invitations = try list("select made, ends, used from invitations where person = \(person)", store) { row in
            [try moment(&row, "made"), try moment(&row, "ends"), try moment(&row, "used")]
        }
        members.append(.init("invitations", invitations))
        return .object(members)
    }

    private static func sheet(_ kept: Kept) -> JSON {
        .object(
            [.init("ref", .text(kept.ref))]
                + kept.table.columns.compactMap { column in
                    kept.sheet[column.name].map { JSON.Member(column.name, .text($0)) }
                })
    }

    private static func member(_ subject: PersonInHouse, _ taker: Taker, _ store: some Querying) throws -> JSON {
        guard let member = subject.member else { return .null }
        let earlier = try subject.members.dropFirst().map { try account($0, taker, store) }
        return try account(member, taker, store).adding(["earlier accounts": .list(earlier)])
    }

    private static func account(_ member: Key<Member>, _ taker: Taker, _ store: some Querying) throws -> JSON {
        let account = try store.first("select name, address, added, ended from members where id = \(member)") { row in
            [
                try word(&row, "name"), .init("address", shown(try row.text(), to: taker)),
                try moment(&row, "added"), try moment(&row, "ended"),
            ]
        }
        let passkeys = try list(
            "select name, added, used from passkeys where member = \(member) order by added, id", store
        ) { row in [try word(&row, "name"), try moment(&row, "added"), try moment(&row, "used")] }
        let sessions = try list(
            "select device, means, begun, seen from sessions where member = \(member) order by begun, id", store
        ) { row in
            [
                try word(&row, "browser"), try word(&row, "means"), try moment(&row, "begun"),
                try moment(&row, "seen"),
            ]
        }
        let providers = try list(
            "select issuer, subject from provided where member = \(member) order by issuer", store
        ) { row in [try word(&row, "provider"), try word(&row, "name there")] }
        return .object(
            try (account ?? []) + [
                .init("passkeys", passkeys), .init("sessions", sessions), .init("providers", providers),
                .init("codes of a telephone", .flag(TimedCodesKept.exist(of: member, in: store))),
                .init("recovery codes left", .number(RecoveryKept.left(of: member, in: store))),
            ] + traces(of: member, taker, store))
    }

    /// What only the owner is shown.
    static func shown(_ text: String, to taker: Taker) -> JSON { taker == .owner ? .text(text) : .null }

    private static func drafts(_ subject: PersonInHouse, _ taker: Taker, _ store: some Querying) throws -> JSON {
        .list(
            try subject.members.flatMap { try Draft.all(of: $0.description, in: store) }.map { draft in
                [
                    "kind": .text(draft.kind), "saved": .text(draft.saved.description),
                    "fields": shown(draft.fields, to: taker),
                ]
            })
    }

    /// What they did, and what was done to the records about them.
    private static func journal(_ subject: PersonInHouse, _ store: some Querying) throws -> JSON {
        let actors = subject.members.map(\.description)
        let records = try Erasure.records(of: subject, in: store)
        return try list(
            """
            select at, actor, verb, subject_table from journal_entries
             where actor in (\(list: actors)) or subject_record in (\(list: records)) order by position
            """, store
        ) { row in
            [
                try moment(&row, "at"), .init("by", .text(actors.contains(try row.text()) ? "you" : "somebody else")),
                try word(&row, "what"), try word(&row, "in"),
            ]
        }
    }

    /// What a question finds, each row as an object.
    static func list(
        _ question: SQL, _ store: some Querying, _ members: (inout Row) throws -> [JSON.Member]
    ) throws -> JSON {
        .list(try store.all(question) { row in JSON.object(try members(&row)) })
    }

    static func word(_ row: inout Row, _ name: String) throws -> JSON.Member {
        let word: String? = try row.next()
        return JSON.Member(name, word.map { .text($0) } ?? .null)
    }

    static func moment(_ row: inout Row, _ name: String) throws -> JSON.Member {
        let moment: Moment? = try row.next()
        return JSON.Member(name, moment.map { .text($0.description) } ?? .null)
    }
}
