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
                try word(&row, "language"), try word(&row, "how often"), try moment(&row, "confirmed"),
                try moment(&row, "refused"),
            ])
        } ?? .null
    }

    private static func mails(to member: Key<Member>, _ taker: Taker, _ store: some Querying) throws -> JSON {
        try list(
            "select kind, recipient, queued, ended, outcome from mails where member = \(member) order by queued, id",
            store
        ) { row in
            [
                try word(&row, "kind"), .init("to", shown(try row.text(), to: taker)), try moment(&row, "queued"),
                try moment(&row, "ended"), try word(&row, "outcome"),
            ]
        }
    }

    private static func notices(for member: Key<Member>, _ taker: Taker, _ store: some Querying) throws -> JSON {
        try list(
            "select kind, place, moment, seen, mailed from notices where member = \(member) order by id", store
        ) { row in
            [
                try word(&row, "kind"), .init("place", shown(try row.text(), to: taker)), try moment(&row, "at"),
                try moment(&row, "seen"), try moment(&row, "mailed"),
            ]
        }
    }

    private static func keys(of member: Key<Member>, _ store: some Querying) throws -> JSON {
        try list(
            "select name, scope, made, ends, used from program_keys where member = \(member) order by made, id", store
        ) { row in
            [
                try word(&row, "name"), try word(&row, "scope"), try moment(&row, "made"), try moment(&row, "ends"),
                try moment(&row, "used"),
            ]
        }
    }

    private static func feed(of member: Key<Member>, _ store: some Querying) throws -> JSON {
        try store.first("select made, used from feed_addresses where member = \(member)") { row in
            JSON.object([try moment(&row, "made"), try moment(&row, "used")])
        } ?? .null
    }

    /// What they asked for, and what they consented to; not whom it was about, who is somebody else.
    private static func consents(with member: Key<Member>, _ store: some Querying) throws -> JSON {
        try list(
            """
            select act, asked, consented, closed, outcome from consents
             where asker = \(member) or consenter = \(member) order by asked, id
            """, store
        ) { row in
            [
                try word(&row, "act"), try moment(&row, "asked"), try moment(&row, "consented"),
                try moment(&row, "closed"), try word(&row, "outcome"),
            ]
        }
    }

    /// Only when they were seen last: of the place itself the house has nothing but a digest.
    private static func known(of member: Key<Member>, _ store: some Querying) throws -> JSON {
        try list("select last from places where member = \(member) order by last", store) { row in
            [try moment(&row, "last")]
        }
    }
}
