public import Basics
public import Markup
public import Store
import Web

/// Another record as a record names it: by its table and ref, with the page on which it stands.
public struct OpenTarget: Sendable, Hashable {
    public let table: String
    public let number: Int
    public let ref: String
    /// The address at which programs read it.
    public let api: Link
    /// The public page on which it stands.
    public let page: Link

    /// The public ones among records of an open table, by their keys.
    public static func all(
        _ keys: Set<Key<AnyRecord>>, of table: OpenTable, in store: some Querying
    ) throws -> [Key<AnyRecord>: OpenTarget] {
        let whole: SQL =
            table.table.wholes.first.map {
                ", (select w.ref from \(name: $0.table) w where w.id = r.\(name: $0.column))"
            }
            ?? ", null"
        var targets: [Key<AnyRecord>: OpenTarget] = [:]
        for part in keys.sorted().chunks(of: 500) {
            try store.each(
                """
                select r.id, r.number, r.ref\(whole) from \(name: table.table.identifier) r
                 where r.id in (\(list: part.padded)) and \(table.condition)
                """
            ) { row in
                let key: Key<AnyRecord> = try row.next()
                let number: Int = try row.next()
                let ref: String = try row.next()
                let whole: String? = try row.next()
                targets[key] = OpenTarget(
                    table: table.name, number: number, ref: ref, api: Places.openRecord(table.name, ref),
                    page: table.table.place(ref: ref, number: number) { _ in whole } ?? Link("/"))
            }
        }
        return targets
    }
}

extension Table {
    /// The record that a part stands in: its table, and the column that names it.
    fileprivate var wholes: [(table: Identifier, column: Identifier)] {
        switch name {
        case "agenda_items", "attendance", "messages", "commitments": [("meetings", "meeting_id")]
        case "project_phases": [("projects", "project_id")]
        case "conclusion_items": [("conclusions", "conclusion_id")]
        default: []
        }
    }
}

extension Array {
    func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}

extension ArraySlice {
    /// The same with its last element repeated, so that lists have few lengths and statements are found prepared.
    var padded: [Element] {
        guard let last else { return [] }
        var length = 4
        while length < count { length *= 4 }
        return Array(self) + Array(repeating: last, count: Swift.min(length, 500) - Swift.min(count, 500))
    }
}
