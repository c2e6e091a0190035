public import Store

/// A kind of record that everybody may read, person or program, with the reason why.
///
/// A table of the cooperation is closed until it stands in this list; a test asks for a decision about each.
public struct OpenTable: Sendable {
    public let table: Table
    /// Why it may be read by everybody.
    public let reason: String
    /// The columns that may be read. What `Tables` declares and this leaves out takes no part in anything: it is not
    /// written, not described, and nothing can be chosen by it.
    public let columns: [Column]
    /// Which of its records are public, said of `r`.
    let condition: SQL

    public var name: String { table.name }

    /// Tables that are kept to members, each with its reason.
    public static let closed: [String: String] = [
        "assignments": "who may do what in the house is the members' own",
        "contacts": "how a person is reached is the members' own",
        "papers": "what members work with before anything is adopted",
    ]

    /// Every table that is open, in the order of `Tables`.
    public static let all: [OpenTable] = Tables.all.compactMap { table in
        guard let reason = reasons[table.name] else { return nil }
        return OpenTable(
            table: table, reason: reason, columns: table.columns.filter { isOpen($0, of: table.name) },
            condition: conditions[table.name] ?? "true")
    }

    /// The open table of that name, if there is one.
    public static func named(_ name: String) -> OpenTable? {
        byName[name]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let reasons: [String: String] = [
        "network": "its words stand at the front door",
        "sources": "whoever reads a fact may see where it comes from",
        "states": "has a page for each",
        "organisations": "named on the pages of projects, activities and states",
        "groups": "who we are, on the page of that name",
        "group_names": "earlier names of groups, on the same page",
        "people": "names of officials and their functions, as that page shows them; no way to reach anybody",
        "seats": "which state or body has a seat, as that page shows it; no way to reach anybody",
        "presidencies": "each has its annual report",
        "functions": "who holds an official function, and when, as that page shows it",
        "sdg_goals": "the United Nations' own words", "sdg_targets": "shown with what serves them",
        "mandates": "the ground of the strategy, on its page",
        "strategies": "published when they were adopted", "priorities": "has a page for each",
        "objectives": "has a page for each, with its progress",
        "conclusions": "published when they were adopted", "conclusion_items": "parts of conclusions",
        "projects": "has a page for each", "project_phases": "parts of projects",
        "activities": "has a page for each", "meetings": "has a page for each",
        "agenda_items": "on the page of their meeting",
        "attendance": "which states and bodies came and how many people, on the page of their meeting; no names",
        "messages": "on the page of their meeting", "commitments": "on the page of their meeting",
        "contributions": "on the page about money", "budgets": "on the page about money",
        "cofinancing": "on the page about money", "law_facts": "what public law says",
        "timeline": "the page of the history", "narratives": "written for public pages and reports",
    ]

    /// Of tables about people only these columns are open: one that is added later stays closed until it is named here.
    private static let open: [String: Set<String>] = [
        "people": ["name", "organisation", "sample", "source"],
        "functions": ["person", "group", "kind", "title", "state", "presidency", "from", "to", "source"],
        "seats": ["group", "state", "organisation", "kind", "from", "to", "note", "source"],
        "attendance": ["meeting", "state", "organisation", "people", "note", "source"],
    ]

    /// As on the page: whoever has no function is not mentioned.
    private static let conditions: [String: SQL] = [
        "people": "exists (select 1 from functions f where f.person_id = r.id)"
    ]

    private static func isOpen(_ column: Column, of table: String) -> Bool {
        switch column.kind {
        // What can be read here is for everybody, so it says nothing.
        case .visibility: return false
        case .reference(let target), .links(let target): guard reasons[target] != nil else { return false }
        default: break
        }
        return open[table]?.contains(column.name) ?? true
    }
}

extension OpenTable {
    /// How many public records each table has.
    public static func counts(in store: some Querying) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in all {
            counts[table.name] = try store.value(
                "select count(*) from \(name: table.table.identifier) r where \(table.condition)")
        }
        return counts
    }
}
