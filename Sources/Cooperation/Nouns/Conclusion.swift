public import Basics
public import Languages
public import Store

/// Conclusions or recommendations that a meeting or a conference adopted.
public struct Conclusion: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let title: Text
    public let kind: Kind
    public let adopted: String
    public let place: String?
    public let summary: Text?
    public let source: String?
    public let presidency: Key<AnyRecord>?

    /// What kind of text it is.
    public enum Kind: String, Storable {
        case conclusions, recommendations, roundtable
        case actionPlan = "action-plan"
        case statement, guidelines

        public var phrase: Phrase {
            switch self {
            case .conclusions: Phrase("Conclusions")
            case .recommendations: Phrase("Recommendations")
            case .roundtable: Phrase("Roundtable")
            case .actionPlan: Phrase("Action plan")
            case .statement: Phrase("Statement")
            case .guidelines: Phrase("Guidelines")
            }
        }
    }

    /// Everything adopted, the newest first.
    public static func all(in store: Connection, for language: Language) throws -> [Conclusion] {
        try store.all("\(selected(language)) order by c.adopted desc") { row in try Conclusion(&row, for: language) }
    }

    /// The text with that ref; nil where there is none.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> Conclusion? {
        try store.first("\(selected(language)) where c.ref = \(ref)") { row in try Conclusion(&row, for: language) }
    }

    private static func selected(_ language: Language) -> SQL {
        """
        select c.id, c.ref, \(Text.columns("title", of: "c", in: language)), c.kind, c.adopted, c.place,
               \(Text.columns("summary", of: "c", in: language)), c.source, c.presidency_id
          from conclusions c
        """
    }

    private init(_ row: inout Row, for language: Language) throws(StoreFailure) {
        id = try row.next()
        ref = try row.next()
        title = try Text.required(in: &row, for: language)
        kind = try row.next()
        adopted = try row.next()
        place = try row.next()
        summary = try Text.next(in: &row, for: language)
        source = try row.next()
        presidency = try row.next()
    }

    /// One conclusion or recommendation.
    public struct Item: Sendable {
        public let id: Key<AnyRecord>
        public let position: Int
        public let title: Text
        public let addressee: Addressee?
    }

    /// To whom an item speaks.
    public enum Addressee: String, Storable {
        case states, group, union, europe, local, professionals

        public var phrase: Phrase {
            switch self {
            case .states: Phrase("To the states")
            case .group: Phrase("To the group")
            case .union: Phrase("To the European Union")
            case .europe: Phrase("To the Council of Europe")
            case .local: Phrase("To municipalities")
            case .professionals: Phrase("To professionals")
            }
        }
    }

    /// Its items, in their order.
    public func items(in store: Connection, for language: Language) throws -> [Item] {
        try store.all(
            """
            select i.id, i.position, \(Text.columns("title", of: "i", in: language)), i.addressee
              from conclusion_items i where i.conclusion_id = \(id) order by i.position
            """
        ) { row in
            Item(
                id: try row.next(), position: try row.next(), title: try Text.required(in: &row, for: language),
                addressee: try row.next())
        }
    }
}
