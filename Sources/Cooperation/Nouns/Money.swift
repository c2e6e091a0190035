public import Basics
public import Languages
public import Store

/// What a state contributed for a year.
public struct Contribution: Sendable {
    public let state: Key<AnyRecord>
    public let year: Int
    public let currency: String?
    /// The amount agreed, in whole units; nil where it is not published.
    public let assessed: Int?
    public let paid: Paid
    public let source: String?

    public enum Paid: String, Storable, CaseIterable {
        case yes, partly, no

        public var phrase: Phrase {
            switch self {
            case .yes: Phrase("paid")
            case .partly: Phrase("paid in part")
            case .no: Phrase("not paid yet")
            }
        }
    }

    /// Every contribution, or those of one state; the newest year first.
    public static func all(state: Key<AnyRecord>? = nil, in store: Connection) throws -> [Contribution] {
        let condition: SQL = state.map { " where c.state_id = \($0)" } ?? ""
        return try store.all(
            """
            select c.state_id, c.year, c.currency, c.assessed, c.paid, c.source
              from contributions c\(condition) order by c.year desc, c.number limit 1000
            """
        ) { row in
            Contribution(
                state: try row.next(), year: try row.next(), currency: try row.next(), assessed: try row.next(),
                paid: try row.next(), source: try row.next())
        }
    }
}

/// The budget of a group for a year.
public struct Budget: Sendable {
    public let year: Int
    public let title: Text
    public let state: State
    public let changePercent: Int?
    public let note: Text?
    /// The meeting that decided it, by its ref.
    public let meeting: String?
    public let source: String?

    public enum State: String, Storable {
        case balanced, surplus, deficit, planned

        public var phrase: Phrase {
            switch self {
            case .balanced: Phrase("in balance")
            case .surplus: Phrase("in surplus")
            case .deficit: Phrase("in deficit")
            case .planned: Phrase("planned")
            }
        }
    }

    /// Every budget, the newest year first.
    public static func all(in store: Connection, for language: Language) throws -> [Budget] {
        try store.all(
            """
            select b.year, \(Text.columns("title", of: "b", in: language)), b.state, b.change_percent,
                   \(Text.columns("note", of: "b", in: language)), m.ref, b.source
              from budgets b left join meetings m on m.id = b.meeting_id order by b.year desc
            """
        ) { row in
            Budget(
                year: try row.next(), title: try Text.required(in: &row, for: language), state: try row.next(),
                changePercent: try row.next(), note: try Text.next(in: &row, for: language), meeting: try row.next(),
                source: try row.next())
        }
    }
}

/// A way in which the network pays its own share of a funded project.
public struct Cofinancing: Sendable {
    public let title: Text
    public let note: Text?

    public static func all(in store: Connection, for language: Language) throws -> [Cofinancing] {
        try store.all(
            "select \(Text.columns("title", of: "c", in: language)), \(Text.columns("note", of: "c", in: language)) from cofinancing c order by c.number"
        ) { row in
            Cofinancing(title: try Text.required(in: &row, for: language), note: try Text.next(in: &row, for: language))
        }
    }
}
