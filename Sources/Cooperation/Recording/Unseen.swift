public import Store

/// What a record names that its writer may not see: it is in no form of theirs, and stays when they save.
public struct Unseen {
    /// The refs by the column that names them.
    private var refs: [String: [String]] = [:]
    /// The columns that have room for one ref only.
    private let references: Set<String>

    public init(by sight: Sight, in record: Kept, _ store: some Querying) throws {
        try self.init(by: sight, in: record.sheet, of: record.table, store)
    }

    /// In a sheet that is not what the record says, such as one of its earlier states.
    public init(by sight: Sight, in sheet: Sheet, of table: Table, _ store: some Querying) throws {
        references = Set(table.columns.filter(\.isReference).map(\.name))
        for column in table.columns {
            let named = sheet.refs(column.name)
            switch column.kind {
            case .reference(let name), .links(let name):
                guard !named.isEmpty, let table = Tables.named(name), Veils.hides(name) else { continue }
                let unseen = try store.all(
                    "select r.ref, \(Veils.words(of: name)) from \(name: table.identifier) r where r.ref in (\(list: named))"
                ) { row in (ref: try row.text(), words: try row.next() as String?) }
                refs[column.name] = unseen.filter { $0.words.map { !sight.covers($0) } ?? false }.map(\.ref)
            default: continue
            }
        }
    }

    /// The sheet as its writer sees it.
    public func taken(from sheet: Sheet) -> Sheet {
        var sheet = sheet
        for (column, unseen) in refs where !unseen.isEmpty {
            sheet[column] = sheet.refs(column).filter { !unseen.contains($0) }.joined(separator: " ")
        }
        return sheet
    }

    /// A sheet of its writer's with what they could not see.
    public func given(back sheet: Sheet) -> Sheet {
        var sheet = sheet
        for (column, unseen) in refs where !unseen.isEmpty {
            // One reference has room for one ref: what the writer chose stands.
            guard !references.contains(column) || sheet[column] == nil else { continue }
            sheet[column] = (sheet.refs(column) + unseen).joined(separator: " ")
        }
        return sheet
    }
}
