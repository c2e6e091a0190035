public import Basics
import Sealing
public import Store

/// A record that was withdrawn: it stands on no page and in no count, and can be restored as it was.
public struct Withdrawn: Sendable {
    public let id: Key<AnyRecord>
    public let table: String
    public let ref: String
    public let title: String
    public let actor: String
    public let moment: Moment
    let number: Int
    let fields: String
    /// What was withdrawn in one act has the same key here.
    let together: Key<AnyRecord>

    /// What withdrawn records held, as it is kept: sealed.
    public static let sealed = SealedColumn("withdrawn", "fields")

    static func place(of id: Key<AnyRecord>) -> SealedPlace { SealedPlace("withdrawn", "fields", of: id) }

    /// What was withdrawn, the latest first; at most so many, after so many others.
    public static func all(
        in store: some Querying, skipping count: Int = 0, limit: Int = 200
    ) throws -> [Withdrawn] {
        try store.all(
            """
            select \(columns: Withdrawn.self) from withdrawn where fields <> ''
             order by moment desc, number, id limit \(limit) offset \(count)
            """)
    }

    /// The withdrawn record of a table with that ref; nil where there is none.
    public static func find(_ ref: String, of table: Table, in store: some Querying) throws -> Withdrawn? {
        try store.first(
            "select \(columns: Withdrawn.self) from withdrawn where origin = \(table.name) and ref = \(ref) and fields <> ''"
        )
    }
}

extension Withdrawn: Selectable {
    public static var columns: [StaticString] {
        ["id", "origin", "ref", "title", "actor", "moment", "number", "fields", "together"]
    }

    public init(_ row: inout Row) throws(StoreFailure) {
        id = try row.next()
        table = try row.next()
        ref = try row.next()
        title = try row.next()
        actor = try row.next()
        moment = try row.next()
        number = try row.next()
        fields = try row.next()
        together = try row.next()
    }
}

/// Why a record cannot be withdrawn: others refer to it.
public struct ReferredTo: Error, Sendable {
    /// The records that refer to it.
    public let by: [Kept]
}

extension Recorder {
    /// Takes a record out of the house's tables, with the parts that only it has, such as the messages of a meeting.
    ///
    /// Throws `ReferredTo` where other records name it; links from other records simply lead nowhere until it is back.
    public func withdraw(_ record: Kept) throws {
        let together = Key<AnyRecord>.fresh(at: transaction.moment)
        try withdraw(record, together: together)
    }

    private func withdraw(_ record: Kept, together: Key<AnyRecord>) throws {
        for part in try Referring.parts(of: record, in: transaction) { try withdraw(part, together: together) }
        let others = try Referring.others(to: record, in: transaction)
        guard others.isEmpty else { throw ReferredTo(by: others) }
        let visibility: String? = try transaction.value(
            """
            select \(Veils.words(of: record.table.name)) from \(name: record.table.identifier) r where r.id = \(record.id)
            """)
        let kept = try transaction.sealed(record.sheet.encoded, for: Withdrawn.place(of: record.id))
        try transaction.run(
            """
            insert into withdrawn (id, origin, number, ref, fields, title, actor, moment, together, visibility)
            values (\(record.id), \(record.table.name), \(record.number), \(record.ref), \(kept),
                \(record.title), \(actor), \(transaction.moment), \(together), \(visibility))
            """)
        try transaction.run("delete from links where record = \(record.id)")
        if record.table.name == "activities" { try ActivityTags.remove(record.id, in: transaction) }
        try transaction.run("delete from \(name: record.table.identifier) where id = \(record.id)")
        note("withdrawn", record.table, record.id, fields(from: record.sheet, to: nil, in: record.table))
        try SearchIndex.update(record.id, of: record.table.name, in: transaction)
    }

    /// Puts a record back, with what was withdrawn together with it.
    ///
    /// Throws `StoreFailure.constraint` where something that it refers to is not there.
    public func restore(_ record: Withdrawn) throws {
        let all = try transaction.all(
            "select \(columns: Withdrawn.self) from withdrawn where together = \(record.together)"
        ) { row in try Withdrawn(&row) }
        let sheets = try all.map {
            try transaction.opened($0.fields, at: Withdrawn.place(of: $0.id)).flatMap(Sheet.init(encoded:))
        }
        for (one, sheet) in zip(all, sheets) {
            guard let table = Tables.named(one.table), let sheet else { continue }
            try allow(Proposal(.restore, table, one.id, sheet))
        }
        for table in Tables.all {
            for (one, sheet) in zip(all, sheets) where one.table == table.name {
                guard let sheet else { continue }
                try transaction.run("delete from withdrawn where id = \(one.id)")
                try insert(
                    sheet.onlyLinks(there: transaction, in: table), into: table, id: one.id, number: one.number,
                    ref: one.ref)
                note("restored", table, one.id, fields(from: nil, to: sheet, in: table))
                try refresh(one.id, of: table)
            }
        }
    }
}

extension Sheet {
    /// The sheet without links to records that were withdrawn in the meantime.
    fileprivate func onlyLinks(there store: some Querying, in table: Table) throws -> Sheet {
        var sheet = self
        for column in table.columns {
            guard case .links(let name) = column.kind, let target = Tables.named(name) else { continue }
            sheet[column.name] = try refs(column.name).filter { ref in
                try store.value("select 1 from \(name: target.identifier) where ref = \(ref)", as: Int.self) != nil
            }.joined(separator: " ")
        }
        return sheet
    }
}
