public import Basics
import Sealing
public import Store

/// What somebody has typed into a form and not yet saved: kept while they type, gone once it is a record.
public struct Draft: Sendable {
    /// The key of the form, which becomes the key of a new record.
    public let id: Key<AnyRecord>
    /// The table of the record.
    public let kind: String
    /// The record that is being changed; nil for a new one.
    public let ref: String?
    /// The form as it was sent (`application/x-www-form-urlencoded`).
    public let fields: String
    public let saved: Moment

    public init(id: Key<AnyRecord>, kind: String, ref: String?, fields: String, saved: Moment) {
        self.id = id
        self.kind = kind
        self.ref = ref
        self.fields = fields
        self.saved = saved
    }

    /// How many drafts one person may keep; the oldest give way.
    static let most = 50

    /// What somebody left unfinished, the latest first.
    public static func all(of actor: String, in store: some Querying) throws -> [Draft] {
        try store.all("select \(columns: Draft.self) from drafts where actor = \(actor) order by saved desc") { row in
            try Draft(&row).opened(in: store)
        }
    }

    /// A draft of that person; nil where it is gone, or somebody else's.
    public static func find(_ id: Key<AnyRecord>, of actor: String, in store: some Querying) throws -> Draft? {
        try store.first("select \(columns: Draft.self) from drafts where id = \(id) and actor = \(actor)") { row in
            try Draft(&row).opened(in: store)
        }
    }

    /// Keeps the draft as it is now. A form whose record was saved meanwhile leaves no draft behind.
    public func keep(of actor: String, in transaction: Transaction) throws {
        transaction.leaveUnnoted(because: "a draft says nothing yet")
        let isSaved: Int? = try Tables.named(kind).flatMap { table in
            try transaction.value("select 1 from \(name: table.identifier) where id = \(id)")
        }
        guard isSaved == nil else { return }
        let sealed = try transaction.sealed(fields, for: Draft.place(of: id))
        try transaction.run(
            """
            insert into drafts (id, actor, kind, ref, fields, saved)
            values (\(id), \(actor), \(kind), \(ref), \(sealed), \(saved))
            on conflict (id) do update set fields = excluded.fields, saved = excluded.saved
             where drafts.actor = excluded.actor
            """)
        try transaction.run(
            """
            delete from drafts where actor = \(actor) and id not in
              (select id from drafts where actor = \(actor) order by saved desc limit \(Draft.most))
            """)
    }

    /// The drafts' fields, as they are kept: sealed.
    public static let sealed = SealedColumn("drafts", "fields")

    private static func place(of id: Key<AnyRecord>) -> SealedPlace { SealedPlace("drafts", "fields", of: id) }

    /// As its writer typed it.
    private func opened(in store: some Querying) throws(StoreFailure) -> Draft {
        let fields = try store.opened(fields, at: Draft.place(of: id)) ?? ""
        return Draft(id: id, kind: kind, ref: ref, fields: fields, saved: saved)
    }

    /// Forgets a draft, because it became a record or because its writer wants so.
    public static func forget(_ id: Key<AnyRecord>, of actor: String, in transaction: Transaction) throws {
        transaction.leaveUnnoted(because: "a draft says nothing yet")
        try transaction.run("delete from drafts where id = \(id) and actor = \(actor)")
    }
}

extension Draft: Selectable {
    public static var columns: [StaticString] { ["id", "kind", "ref", "fields", "saved"] }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        kind = try row.next()
        ref = try row.next()
        fields = try row.next()
        saved = try row.next()
    }
}
