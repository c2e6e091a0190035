public import Basics
public import Store

/// The records that belong to a record and are recorded by themselves, such as the messages of a meeting.
public enum Belonging {
    /// The parts of one kind.
    public struct List: Sendable {
        public let table: String
        /// The column by which they name their owner.
        public let column: String
        public let records: [Option]
    }

    /// The lists of a record, in the order in which they are filled; empty ones too, since they can be added to.
    public static func lists(of record: Kept, in store: Connection, for language: Language) throws -> [List] {
        try (kinds[record.table.name] ?? []).map { kind in
            List(
                table: kind.table, column: kind.column,
                records: try Option.all(of: kind.table, where: kind.column, is: record, in: store, for: language))
        }
    }

    private static let kinds: [String: [(table: String, column: String)]] = [
        "activities": [("meetings", "activity")],
        "meetings": [
            ("agenda_items", "meeting"), ("attendance", "meeting"), ("messages", "meeting"), ("commitments", "meeting"),
        ],
        "messages": [("commitments", "message")],
        "projects": [("project_phases", "project")],
        "conclusions": [("conclusion_items", "conclusion")],
        "priorities": [("objectives", "priority")],
        "people": [("functions", "person")],
    ]
}
