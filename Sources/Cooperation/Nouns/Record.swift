public import Basics
public import Languages
public import Store

/// A day in the history of the cooperation.
public struct TimelineEntry: Sendable {
    public let id: Key<AnyRecord>
    public let date: String
    public let until: String?
    public let title: Text
    public let summary: Text?
    public let place: String?
    public let chapter: Text?
    public let source: String?

    /// The whole history, the oldest first.
    public static func all(in store: Connection, for language: Language) throws -> [TimelineEntry] {
        try store.all(
            """
            select t.id, t.date, t.until, \(Text.columns("title", of: "t", in: language)),
                   \(Text.columns("summary", of: "t", in: language)), t.place, \(Text.columns("chapter", of: "t", in: language)), t.source
              from timeline t order by t.date, t.number
            """
        ) { row in
            TimelineEntry(
                id: try row.next(), date: try row.next(), until: try row.next(),
                title: try Text.required(in: &row, for: language), summary: try Text.next(in: &row, for: language),
                place: try row.next(), chapter: try Text.next(in: &row, for: language), source: try row.next())
        }
    }
}

/// A text that people wrote, in Markdown.
public struct Narrative: Sendable {
    public let ref: String
    public let title: Text
    public let body: Text?

    /// The narratives of a page in their order; of a chapter of the annual report, those of its presidency.
    public static func all(
        on place: StaticString, of presidency: Presidency? = nil, in store: Connection, for language: Language
    ) throws -> [Narrative] {
        let ofPresidency: SQL = presidency.map { " and n.presidency_id = \($0.id)" } ?? ""
        return try store.all(
            """
            select n.ref, \(Text.columns("title", of: "n", in: language)), \(Text.columns("body", of: "n", in: language))
              from narratives n where n.place = \(place.description)\(ofPresidency)
             order by n.position
            """
        ) { row in
            Narrative(
                ref: try row.next(), title: try Text.required(in: &row, for: language),
                body: try Text.next(in: &row, for: language))
        }
    }
}

/// What the law of a state says, for one setting.
public struct LawFact: Sendable {
    public let state: Key<AnyRecord>
    public let topic: String
    public let setting: Setting
    public let instrument: String?
    public let status: Status
    public let year: Int?
    public let note: Text?
    public let source: String?

    /// Where the fact holds (the settings of the Global Initiative to End All Corporal Punishment of Children).
    public enum Setting: String, Storable, CaseIterable {
        case all, home
        case alternativeCare = "alternative-care"
        case dayCare = "day-care"
        case schools
        case penalInstitutions = "penal-institutions"
        case sentence

        public var phrase: Phrase {
            switch self {
            case .all: Phrase("All settings")
            case .home: Phrase("Home")
            case .alternativeCare: Phrase("Alternative care")
            case .dayCare: Phrase("Day care")
            case .schools: Phrase("Schools")
            case .penalInstitutions: Phrase("Penal institutions")
            case .sentence: Phrase("Sentence for a crime")
            }
        }
    }

    public enum Status: String, Storable {
        case prohibited, partly
        case notProhibited = "not-prohibited"
        case ratified, signed, none

        public var phrase: Phrase {
            switch self {
            case .prohibited: Phrase("prohibited")
            case .partly: Phrase("prohibited in part")
            case .notProhibited: Phrase("not prohibited")
            case .ratified: Phrase("ratified")
            case .signed: Phrase("signed")
            case .none: Phrase("not signed")
            }
        }
    }

    /// The facts about a topic, or about a state.
    public static func all(
        topic: StaticString? = nil, state: Key<AnyRecord>? = nil, in store: Connection, for language: Language
    ) throws -> [LawFact] {
        let condition: SQL = topic.map { "f.topic = \($0.description)" } ?? "f.state_id = \(state)"
        return try store.all(
            """
            select f.state_id, f.topic, f.setting, f.instrument, f.status, f.year, \(Text.columns("note", of: "f", in: language)), f.source
              from law_facts f where \(condition) order by f.number
            """
        ) { row in
            LawFact(
                state: try row.next(), topic: try row.next(), setting: try row.next(), instrument: try row.next(),
                status: try row.next(), year: try row.next(), note: try Text.next(in: &row, for: language),
                source: try row.next())
        }
    }
}
