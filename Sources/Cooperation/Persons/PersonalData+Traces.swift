import Basics
import Identity
import Store

extension PersonalData {
    /// What a member's use of the house leaves behind: mail, notices, keys for programs, what took two.
    static func traces(of member: Key<Member>, _ taker: Taker, _ store: some Querying) throws -> [JSON.Member] {
        [
            .init("mail", try choice(of: member, taker, store)), .init("mails", try mails(to: member, taker, store)),
            .init("notices", try notices(for: member, taker, store)),
            .init("keys for programs", try keys(of: member, store)),
            .init("address of calendar and news", try feed(of: member, store)),
            .init("what took two", try consents(with: member, store)),
            .init("browsers and networks known", try known(of: member, store)),
        ]
    }

    private static func choice(of member: Key<Member>, _ taker: Taker, _ store: some Querying) throws -> JSON {
        try store.first(
            "select address, language, rhythm, confirmed, refused from mail_choices where member = \(member)"
        ) { row in
            JSON.object([
                .init("address", (try row.next() as String?).map { shown($0, to: taker) } ?? .null),
                .init("language", .text(try row.text())), .init("how often", .text(try row.text())),
                try moment(&row, "confirmed"), try moment(&row, "refused"),
            ])
        } ?? .null
    }

    private static func mails(to member: Key<Member>, _ taker: Taker, _ store: some Querying) throws -> JSON {
        .list(
            try store.all(
                "select kind, recipient, queued, ended, outcome from mails where member = \(member) order by queued, id"
            ) { row in
                JSON.object([
                    .init("kind", .text(try row.text())), .init("to", shown(try row.text(), to: taker)),
                    try moment(&row, "queued"), try moment(&row, "ended"),
                    .init("outcome", (try row.next() as String?).map { .text($0) } ?? .null),
                ])
            })
    }

    private static func notices(for member: Key<Member>, _ taker: Taker, _ store: some Querying) throws -> JSON {
        .list(
            try store.all(
                "select kind, place, moment, seen, mailed from notices where member = \(member) order by id"
            ) { row in
                JSON.object([
                    .init("kind", .text(try row.text())), .init("place", shown(try row.text(), to: taker)),
                    try moment(&row, "at"), try moment(&row, "seen"), try moment(&row, "mailed"),
                ])
            })
    }

    private static func keys(of member: Key<Member>, _ store: some Querying) throws -> JSON {
        .list(
            try store.all(
                "select name, scope, made, ends, used from program_keys where member = \(member) order by made, id"
            ) { row in
                JSON.object([
                    .init("name", .text(try row.text())), .init("scope", .text(try row.text())),
                    try moment(&row, "made"), try moment(&row, "ends"), try moment(&row, "used"),
                ])
            })
    }

    private static func feed(of member: Key<Member>, _ store: some Querying) throws -> JSON {
        try store.first("select made, used from feed_addresses where member = \(member)") { row in
            JSON.object([try moment(&row, "made"), try moment(&row, "used")])
        } ?? .null
    }

    /// What they asked for, and what they consented to; not whom it was about, who is somebody else.
    private static func consents(with member: Key<Member>, _ store: some Querying) throws -> JSON {
        .list(
            try store.all(
                """
                select act, asked, consented, closed, outcome from consents
                 where asker = \(member) or consenter = \(member) order by asked, id
                """
            ) { row in
                JSON.object([
                    .init("act", .text(try row.text())), try moment(&row, "asked"), try moment(&row, "consented"),
                    try moment(&row, "closed"),
                    .init("outcome", (try row.next() as String?).map { .text($0) } ?? .null),
                ])
            })
    }

    /// Only when they were seen last: of the place itself the house has nothing but a digest.
    private static func known(of member: Key<Member>, _ store: some Querying) throws -> JSON {
        .list(
            try store.all("select last from places where member = \(member) order by last") { row in
                JSON.object([try moment(&row, "last")])
            })
    }
}
