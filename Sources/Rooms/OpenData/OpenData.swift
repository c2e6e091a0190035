import Cooperation
import HTTP
import Languages
public import Room
import Web

/// The public records for programs: as JSON, as tables, and as a description that is made from the same list of
/// operations as the addresses themselves.
public enum OpenData {
    public static let room = Room("opendata", window: .scientists) { routes in
        routes.get(Places.openData, page)
        for operation in operations { operation.add(to: &routes) }
    }

    /// Everything that a program can ask.
    static let operations: [Operation] =
        [indexOperation, searchOperation, descriptionOperation] + OpenTable.all.flatMap(operations)

    private static func operations(on table: OpenTable) -> [Operation] {
        [listOperation(table), recordOperation(table), sheetOperation(table)]
    }
}
