public import Basics
public import Markup
public import Search
public import Store

/// What a search found: a page of results, how many there are, and by what they can be narrowed down.
///
///     let finding = try Findings.find("corporal punishment", in: store, for: .english)
public struct Findings: Sendable {
    /// Where more match, they are no longer ranked but come by their days, the newest first.
    public static let mostRanked = 5000
    /// Where more match, their words are no longer weighed: those with all of them in the title come first.
    public static let mostWeighed = 1000
    /// Where more match, they are not counted by kind, year, state and project.
    public static let mostCounted = 200
    /// From how many of the newest the choices are taken where they are not counted.
    static let fewCounted = 60

    /// What the results can be narrowed down to; a value that is nil means all.
    public struct Filters: Sendable, Hashable {
        public var kind: SearchKind?
        public var year: Int?
        /// The ref of a state.
        public var state: String?
        /// The ref of a project.
        public var project: String?

        public init(kind: SearchKind? = nil, year: Int? = nil, state: String? = nil, project: String? = nil) {
            self.kind = kind
            self.year = year
            self.state = state
            self.project = project
        }

        var tags: [String] {
            [
                kind.map { "kind/\($0.rawValue)" }, year.map { "year/\($0)" }, state.map { "state/\($0)" },
                project.map { "project/\($0)" },
            ].compactMap(\.self)
        }
    }

    /// Where the next page begins.
    public enum Cursor: Sendable, Hashable {
        /// After so many of the best.
        case rank(Int)
        /// After this document, in the order of days.
        case document(Int64)

        /// Reads `r20` or `d123`.
        public init?(_ text: String) {
            guard let number = Int64(text.dropFirst()), number >= 0 else { return nil }
            switch text.first {
            case "r" where number <= Findings.mostRanked: self = .rank(Int(number))
            case "d": self = .document(number)
            default: return nil
            }
        }

        public var text: String {
            switch self {
            case .rank(let number): "r\(number)"
            case .document(let number): "d\(number)"
            }
        }
    }

    /// A choice by which the results can be narrowed down.
    public struct Choice: Sendable, Hashable {
        public let value: String
        /// How many of the results it leaves; nil where they were not counted.
        public let count: Int?
    }

    /// One record that was found.
    public struct Result: Sendable {
        public let kind: SearchKind
        public let link: Link
        /// The record that was found, and its table; the law of a state is found as the state.
        public let record: Key<AnyRecord>
        public let table: String
        /// In the reader's language where it was translated, else in its own.
        public let title: String
        /// The same title in pieces, its words marked.
        public let titlePieces: [Snippet.Piece]
        public let titleLanguage: Language
        /// A day, a month or a year; nil where the record has none.
        public let date: String?
        public let snippet: Snippet
        public let snippetLanguage: Language
    }

    public let results: [Result]
    /// How many match; nil where it is more than `mostRanked`.
    public let count: Int?
    public let next: Cursor?
    /// Choices by the name of a filter: `kind`, `year`, `state` and `project`.
    public let choices: [String: [Choice]]

    /// Whether the best come first, or the newest.
    public var isRanked: Bool { count != nil }
}
