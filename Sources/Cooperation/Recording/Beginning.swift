public import Basics
public import Store

/// What a new record says before anybody has typed: what is usual, and what follows from where it is made.
public enum Beginning {
    /// The sheet of an empty form.
    ///
    /// - Parameter known: fields that are known already, such as the meeting to which a message belongs.
    public static func sheet(
        of table: Table, known: [String: String], language: Language, today: Day, in store: Connection
    ) throws -> Sheet {
        var sheet = Sheet(language: language, values: known)
        for (column, value) in usual[table.name] ?? [] where sheet[column] == nil { sheet[column] = value }
        if table.column("year") != nil, table.name != "law_facts", sheet["year"] == nil {
            sheet["year"] = String(today.year)
        }
        if table.column("presidency") != nil, sheet["presidency"] == nil, table.name != "functions" {
            sheet["presidency"] = try presidency(on: today, in: store)
        }
        if table.column("group") != nil, sheet["group"] == nil {
            sheet["group"] = try store.value("select ref from groups where kind = 'members' order by number limit 1")
        }
        if table.column("position") != nil, sheet["position"] == nil {
            sheet["position"] = String(try nextPosition(in: table, sheet, store))
        }
        if table.name == "meetings", let activity = sheet["activity"] { try follow(activity, &sheet, in: store) }
        if table.name == "commitments", let message = sheet["message"] { try carryOut(message, &sheet, in: store) }
        return sheet
    }

    private static let usual: [String: [(String, String)]] = [
        "activities": [("role", "organiser")], "meetings": [("messages_state", "not-recorded")],
        "papers": [("kind", "draft"), ("visibility", "members")],
        "commitments": [("state", "open")], "projects": [("state", "planned")],
        "project_phases": [("state", "planned")],
        "objectives": [("state", "planned")], "contributions": [("paid", "no")], "budgets": [("state", "planned")],
    ]

    static func presidency(on day: Day, in store: some Querying) throws -> String? {
        try store.value(
            "select ref from presidencies where begins <= \(day) and ends >= \(day) order by begins desc limit 1")
    }

    /// The place after the last, among those that belong to the same record.
    private static func nextPosition(in table: Table, _ sheet: Sheet, _ store: Connection) throws -> Int {
        let owner = ["meeting", "conclusion", "project", "priority", "strategy", "presidency"].lazy.compactMap { name in
            sheet[name].flatMap { ref in table.column(name).map { ($0, ref) } }
        }.first
        guard let (column, ref) = owner, case .reference(let target) = column.kind, let other = Tables.named(target),
            let key: Key<AnyRecord> = try store.value("select id from \(name: other.identifier) where ref = \(ref)")
        else { return try (store.value("select max(position) from \(name: table.identifier)") ?? 0) + 1 }
        let last: Int? = try store.value(
            "select max(position) from \(name: table.identifier) where \(name: column.identifier) = \(key)")
        return (last ?? 0) + 1
    }

    /// A meeting is called as its activity, and belongs to the presidency of its day.
    private static func follow(_ activity: String, _ sheet: inout Sheet, in store: Connection) throws {
        guard let table = Tables.named("activities"), let record = try Kept.find(activity, of: table, in: store) else {
            return
        }
        if sheet["title"] == nil { sheet["title"] = record.sheet["title"] }
        if let day = record.sheet["from"].flatMap(Day.init), let term = try presidency(on: day, in: store) {
            sheet["presidency"] = term
        }
    }

    /// A commitment that follows from a message says at first what the message says.
    private static func carryOut(_ message: String, _ sheet: inout Sheet, in store: Connection) throws {
        guard let table = Tables.named("messages"), let record = try Kept.find(message, of: table, in: store) else {
            return
        }
        for column in ["title", "objectives", "meeting"] where sheet[column] == nil {
            sheet[column] = record.sheet[column]
        }
    }
}
