public import Basics
import Search
public import Store

/// Writes records down, each change with its note in the journal, and keeps the lists and the search in step.
///
/// What it is given has been checked (`Faults`); references that lead nowhere are refused by the database.
public struct Recorder {
    let transaction: Transaction
    /// Who writes, as the journal names them.
    let actor: String

    /// Whether a second person has consented to what takes two.
    private let isConsented: Bool

    /// - Parameter isConsented: for those alone who have asked a second person, or act for the house before anybody is in.
    public init(_ transaction: Transaction, by actor: String, isConsented: Bool = false) {
        self.transaction = transaction
        self.actor = actor
        self.isConsented = isConsented
    }

    /// Refuses what one person alone may not do. Throws `ConsentNeeded`.
    func allow(_ proposal: Proposal) throws {
        guard !isConsented, let needed = try proposal.needed(in: transaction) else { return }
        throw needed
    }

    /// Adds a record under the key that came with its form; does nothing where that key is taken: a form sent twice is
    /// one record. Gives back the record's ref and number.
    @discardableResult
    public func add(_ sheet: Sheet, to table: Table, key: Key<AnyRecord>) throws -> (ref: String, number: Int) {
        let there = try transaction.first(
            "select ref, number from \(name: table.identifier) where id = \(key)"
        ) { row in (try row.text(), try row.next() as Int) }
        if let there { return there }
        try allow(Proposal(.add, table, key, sheet))
        let number = try nextNumber(in: table)
        let ref = try freeRef(for: sheet, in: table, number: number)
        try insert(sheet, into: table, id: key, number: number, ref: ref)
        let values = [Change.Field("ref", to: ref)] + fields(from: nil, to: sheet, in: table)
        note("added", table, key, values)
        try refresh(key, of: table, isNew: true)
        return (ref, number)
    }

    /// Makes a record what a sheet says; does nothing where it is that already.
    public func change(_ record: Kept, to sheet: Sheet) throws {
        let differing = sheet.difference(from: record.sheet, in: record.table)
        guard !differing.isEmpty else { return }
        try allow(Proposal(.change, record.table, record.id, sheet, was: record.sheet))
        let stored = differing.filter { column in if case .links = column.kind { false } else { true } }
        if !stored.isEmpty {
            let assignments = try stored.map { column in
                let text = try column.sealed(sheet[column.name], of: record.id, in: record.table, transaction)
                return "\(name: column.identifier) = \(try value(of: text, column))" as SQL
            }
            try transaction.run(
                """
                update \(name: record.table.identifier) set \(assignments.joined(separator: ", "))
                 where id = \(record.id)
                """)
        }
        for column in differing {
            if case .links(let target) = column.kind { try link(column.name, of: record.id, to: target, sheet) }
        }
        note("changed", record.table, record.id, fields(from: record.sheet, to: sheet, in: record.table))
        if record.table.name == "network" { try SampleHouse.unmarkIfNone(in: transaction) }
        try refresh(record.id, of: record.table)
    }

    /// What the journal calls it when a record is shown to others than before.
    public static let visibilityVerb = "visibility-changed"

    /// Shows a record, and what belongs to it, to others than before; does nothing where it is so already.
    public func show(_ record: Kept, to visibility: Visibility) throws {
        var sheet = record.sheet
        sheet["visibility"] = visibility.word
        guard sheet != record.sheet else { return }
        try transaction.run(
            "update \(name: record.table.identifier) set visibility = \(visibility.word) where id = \(record.id)")
        note(Recorder.visibilityVerb, record.table, record.id, fields(from: record.sheet, to: sheet, in: record.table))
        try refresh(record.id, of: record.table)
    }

    /// Puts a row and its links in, as they are.
    func insert(_ sheet: Sheet, into table: Table, id: Key<AnyRecord>, number: Int, ref: String) throws {
        let columns = table.storedColumns
        let names = columns.map { ", \(name: $0.identifier)" as SQL }.joined(separator: "")
        let values = try columns.map { column in
            let text = try column.sealed(sheet[column.name], of: id, in: table, transaction)
            return ", \(try value(of: text, column))" as SQL
        }.joined(separator: "")
        try transaction.run(
            """
            insert into \(name: table.identifier) (id, number, ref, language\(names))
            values (\(id), \(number), \(ref), \(sheet.language)\(values))
            """)
        for column in table.columns {
            if case .links(let target) = column.kind, sheet[column.name] != nil {
                try link(column.name, of: id, to: target, sheet)
            }
        }
    }

    /// Makes the links of a field those of the sheet; a link that stays keeps its origin.
    private func link(_ field: String, of id: Key<AnyRecord>, to target: String, _ sheet: Sheet) throws {
        guard let table = Tables.named(target) else { return }
        let origins = Dictionary(
            try transaction.all("select target, origin from links where record = \(id) and field = \(field)") { row in
                (try row.next() as Key<AnyRecord>, try row.next() as String?)
            }, uniquingKeysWith: { first, _ in first })
        try transaction.run("delete from links where record = \(id) and field = \(field)")
        for (position, ref) in sheet.refs(field).enumerated() {
            guard let key = try self.key(of: ref, in: table) else {
                throw StoreFailure.constraint(kind: .foreignKey, detail: "\(target) \(ref)")
            }
            let origin = origins[key] ?? sheet["source"]
            try transaction.run(
                """
                insert into links (record, field, target, position, origin)
                values (\(id), \(field), \(key), \(position), \(origin))
                """)
        }
    }

    /// What is bound for the text of a stored column.
    private func value(of text: String?, _ column: Column) throws -> Value {
        guard let text, case .reference(let target) = column.kind, let table = Tables.named(target) else {
            return column.value(of: text, index: RecordIndex())
        }
        guard let key = try key(of: text, in: table) else {
            throw StoreFailure.constraint(kind: .foreignKey, detail: "\(target) \(text)")
        }
        return key.stored
    }

    private func key(of ref: String, in table: Table) throws -> Key<AnyRecord>? {
        try transaction.value("select id from \(name: table.identifier) where ref = \(ref)")
    }

    func fields(from old: Sheet?, to new: Sheet?, in table: Table) -> [Change.Field] {
        table.columns.filter { old?[$0.name] != new?[$0.name] }.map {
            Change.Field($0.name, from: $0.told(old?[$0.name]), to: $0.told(new?[$0.name]))
        }
    }

    func note(_ verb: String, _ table: Table, _ record: Key<AnyRecord>, _ values: [Change.Field] = []) {
        transaction.note(Change(by: actor, verb, table: table.name, record: record, values: values))
    }

    /// Brings what is kept beside the records in step with one of them.
    func refresh(_ record: Key<AnyRecord>, of table: Table, isNew: Bool = false) throws {
        switch table.name {
        case "activities" where isNew: try ActivityTags.add(record, in: transaction)
        case "activities": try ActivityTags.update(record, in: transaction)
        case "objectives" where !isNew: try ActivityTags.update(linkedTo: record, in: transaction)
        default: break
        }
        try SearchIndex.update(record, of: table.name, isNew: isNew, in: transaction)
    }
}
