public import Basics
public import Languages
public import Store

/// A body of the network.
public struct Group: Sendable {
    public let id: Key<AnyRecord>
    public let ref: String
    public let name: Text
    public let abbreviation: String?
    public let kind: String
    public let begins: String?
    public let ends: String?
    public let duties: Text?

    /// Every group, in the order of the network's table.
    public static func all(in store: Connection, for language: Language) throws -> [Group] {
        try store.all(
            """
            select g.id, g.ref, \(Text.columns("name", of: "g", in: language)), g.abbreviation, g.kind, g.begins, g.ends,
                   \(Text.columns("duties", of: "g", in: language))
              from groups g order by g.number
            """
        ) { row in
            Group(
                id: try row.next(), ref: try row.next(), name: try Text.required(in: &row, for: language),
                abbreviation: try row.next(), kind: try row.next(), begins: try row.next(), ends: try row.next(),
                duties: try Text.next(in: &row, for: language))
        }
    }

    /// A name that the group bore in an earlier time.
    public struct EarlierName: Sendable {
        public let name: Text
        public let abbreviation: String?
        public let begins: String
        public let ends: String?
    }

    /// Its earlier names, the oldest first.
    public func earlierNames(in store: Connection, for language: Language) throws -> [EarlierName] {
        try store.all(
            """
            select \(Text.columns("name", of: "g", in: language)), g.abbreviation, g.begins, g.ends
              from group_names g where g.group_id = \(id) order by g.begins
            """
        ) { row in
            EarlierName(
                name: try Text.required(in: &row, for: language), abbreviation: try row.next(), begins: try row.next(),
                ends: try row.next())
        }
    }
}

/// An official function that a person holds from one day to another.
public struct Function: Sendable {
    public let person: String
    public let isSample: Bool
    public let kind: Kind
    public let title: Text?
    public let organisation: Text?
    public let begins: String?
    public let ends: String?
    public let state: Key<AnyRecord>?

    /// What kinds of functions there are.
    public enum Kind: String, Storable {
        case chair
        case viceChair = "vice-chair"
        case head, adviser, coordinator, assistant, researcher

        public var phrase: Phrase {
            switch self {
            case .chair: Phrase("Chair")
            case .viceChair: Phrase("Vice-chair")
            case .head: Phrase("Head of unit")
            case .adviser: Phrase("Adviser")
            case .coordinator: Phrase("Coordinator")
            case .assistant: Phrase("Assistant")
            case .researcher: Phrase("Researcher")
            }
        }
    }

    /// The functions in a group, those still held first.
    public static func all(of group: Key<AnyRecord>, in store: Connection, for language: Language) throws -> [Function]
    {
        try store.all(
            """
            select p.name, p.sample, f.kind, \(Text.columns("title", of: "f", in: language)),
                   \(Text.columns("name", of: "o", in: language)), f.begins, f.ends, f.state_id
              from functions f join people p on p.id = f.person_id left join organisations o on o.id = p.organisation_id
             where f.group_id = \(group) order by f.number
            """
        ) { row in
            let person: String = try row.next()
            let sample: String? = try row.next()
            return Function(
                person: person, isSample: sample == "yes", kind: try row.next(),
                title: try Text.next(in: &row, for: language), organisation: try Text.optional(in: &row, for: language),
                begins: try row.next(), ends: try row.next(), state: try row.next())
        }
    }
}
