import Basics
import Identity
import Journal
import Markup
public import Store
import Web

/// Who is told of what: the one place where changes become notices.
///
/// The house asks it at the end of each operation, inside it, so that a notice is kept or undone with what it speaks of.
/// Whoever did something is not told of it, and what a folder brings along is news to nobody in particular.
public struct Telling {
    private let transaction: Transaction
    private let concerned: Concerned

    /// Tells the members whom changes concern.
    public static func tell(_ changes: [Change], in transaction: Transaction) throws {
        let heard = changes.filter { tables.contains($0.table) && $0.actor != "load" && $0.verb != "session.ended" }
        guard !heard.isEmpty else { return }
        let today = try NetworkDay.today(at: transaction.moment, in: transaction)
        let telling = Telling(
            transaction: transaction, concerned: Concerned(store: transaction.connection, today: today))
        var told: Set<Told> = []
        for change in heard { try telling.tell(change, &told) }
    }

    /// The tables whose changes concern somebody.
    private static let tables: Set<String> = [
        "activities", "assignments", "commitments", "functions", "meetings", "members", "report_versions", "sessions",
    ]

    /// That somebody was told of a record in this operation: the first word is enough.
    private struct Told: Hashable {
        let member: Key<Member>
        let record: Key<AnyRecord>
    }

    private func tell(_ change: Change, _ told: inout Set<Told>) throws {
        switch (change.table, change.verb) {
        case ("commitments", "added"), ("commitments", "restored"): try commitment(change, .commitmentMade, &told)
        case ("commitments", "changed"), ("commitments", "withdrawn"): try commitment(change, .commitmentChanged, &told)
        case ("meetings", "added"), ("meetings", "restored"):
            try meeting(change.record, change, .meetingRecorded, &told)
        case ("meetings", "changed"): try meeting(change.record, change, .meetingChanged, &told)
        case ("activities", "changed"): try event(change, &told)
        case ("assignments", "added"), ("functions", "added"), ("assignments", "restored"), ("functions", "restored"):
            try function(change, .functionGiven, &told)
        case ("assignments", "changed"), ("functions", "changed"): try function(change, .functionChanged, &told)
        case ("assignments", "withdrawn"), ("functions", "withdrawn"): try function(change, .functionEnded, &told)
        case ("report_versions", "report.published"): try report(change, &told)
        case ("members", "member.linked"): try newcomer(change, &told)
        case ("members", "member.ended"):
            try Notice.forget(of: change.record.cast(to: Member.self), in: transaction)
        case ("sessions", "session.begun"): try signIn(change)
        default: break
        }
    }

    private func give(
        _ kind: Notice.Kind, to members: [Key<Member>], at place: Link, about record: Key<AnyRecord>,
        of table: String? = nil, _ change: Change, _ told: inout Set<Told>
    ) throws {
        let table = table ?? change.table
        for member in try concerned.seers(of: record, in: table, among: members)
        where member.description != change.actor {
            guard told.insert(Told(member: member, record: record)).inserted else { continue }
            try Notice.add(kind, to: member, at: place, about: record, of: table, in: transaction)
        }
    }

    /// A commitment concerns those whose it is, and those whose it was until now.
    private func commitment(_ change: Change, _ kind: Notice.Kind, _ told: inout Set<Told>) throws {
        let owners = try transaction.first(
            "select owner_state_id, owner_group_id from commitments where id = \(change.record)"
        ) { row in (try row.next() as Key<AnyRecord>?, try row.next() as Key<AnyRecord>?) }
        let formerState = try former("owner_state", in: "states", of: change)
        let formerGroup = try former("owner_group", in: "groups", of: change)
        let states = [owners?.0, formerState].compactMap(\.self)
        let groups = [owners?.1, formerGroup].compactMap(\.self)
        let members = try states.flatMap(concerned.state) + groups.flatMap(concerned.group)
        guard !members.isEmpty else { return }
        try give(
            kind, to: members, at: place(of: change.record, in: "commitments"), about: change.record, change, &told)
    }

    private func meeting(
        _ meeting: Key<AnyRecord>, _ change: Change, _ kind: Notice.Kind, _ told: inout Set<Told>
    ) throws {
        let group: Key<AnyRecord>? = try transaction.value("select group_id from meetings where id = \(meeting)")
        guard let members = try group.map(concerned.group), !members.isEmpty else { return }
        try give(
            kind, to: members, at: place(of: meeting, in: "meetings"), about: meeting, of: "meetings", change, &told)
    }

    /// When and where a meeting takes place stands in its activity.
    private func event(_ change: Change, _ told: inout Set<Told>) throws {
        guard change.values.contains(where: { ["from", "to", "place", "country", "state"].contains($0.name) }) else {
            return
        }
        let meetings: [Key<AnyRecord>] = try transaction.values(
            "select id from meetings where activity_id = \(change.record)")
        for one in meetings { try meeting(one, change, .meetingChanged, &told) }
    }

    private func function(_ change: Change, _ kind: Notice.Kind, _ told: inout Set<Told>) throws {
        guard let table = Tables.named(change.table) else { return }
        let holder: Key<AnyRecord>? = try transaction.value(
            "select person_id from \(name: table.identifier) where id = \(change.record)")
        let former = try former("person", in: "people", of: change)
        if let holder {
            try give(
                kind, to: concerned.person(holder), at: Places.members(), about: change.record, change, &told)
        }
        if let former, former != holder {
            try give(
                .functionEnded, to: concerned.person(former), at: Places.members(), about: change.record, change, &told)
        }
    }

    private func report(_ change: Change, _ told: inout Set<Told>) throws {
        let value = { (name: String) in change.values.first { $0.name == name }?.new }
        guard let presidency = value("presidency"), let number = value("number").flatMap({ Int($0) }) else { return }
        try give(
            .reportPublished, to: concerned.readersOfReports(), at: Places.reportVersion(presidency, number),
            about: change.record, change, &told)
    }

    /// Whoever invited somebody hears that they have come in; the journal knows who it was.
    private func newcomer(_ change: Change, _ told: inout Set<Told>) throws {
        let found = try transaction.first(
            """
            select i.code, p.id, p.ref from members m join people p on p.id = m.person
              join invitations i on i.person = p.id
             where m.id = \(change.record) and i.used is not null order by i.used desc limit 1
            """
        ) { row in (try row.next() as [UInt8], try row.next() as Key<AnyRecord>, try row.text()) }
        guard let (code, person, ref) = found, let record = Key<AnyRecord>(bytes: code.prefix(16)) else { return }
        let actor = try Journal.history(of: "invitations", record, limit: 1, in: transaction).first?.actor
        guard let actor, let bytes = Hexadecimal.bytes(of: actor), let inviter = Key<Member>(bytes: bytes),
            try Account.find(inviter, in: transaction) != nil
        else { return }
        try give(.newcomer, to: [inviter], at: Places.record("people", ref), about: person, change, &told)
    }

    /// The one notice of one's own act: if it was somebody else's, this is how the member learns of it.
    private func signIn(_ change: Change) throws {
        guard change.values.contains(where: { $0.name == "place" && $0.new == "new" }),
            let bytes = Hexadecimal.bytes(of: change.actor), let member = Key<Member>(bytes: bytes)
        else { return }
        try Notice.add(
            .signIn, to: member, at: Places.account(), about: change.record, of: change.table, in: transaction)
    }

    /// The record that a field named before the change; nil where it named none or did not change.
    private func former(_ field: String, in table: Identifier, of change: Change) throws -> Key<AnyRecord>? {
        guard let ref = change.values.first(where: { $0.name == field })?.old else { return nil }
        return try transaction.value("select id from \(name: table) where ref = \(ref)")
    }

    /// The page on which a record stands; the meetings' for one that is gone.
    private func place(of record: Key<AnyRecord>, in table: String) throws -> Link {
        let kept = try Tables.named(table).flatMap { try Kept.find(record, of: $0, in: transaction) }
        return kept?.place ?? Places.meetings()
    }
}
