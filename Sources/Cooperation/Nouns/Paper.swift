public import Basics
public import Languages
public import Store

/// A paper that members work with before anything is adopted.
public struct Paper: Sendable {
    public let ref: String
    public let title: Text
    public let kind: Kind
    /// A day, a month or a year.
    public let date: String?
    public let summary: Text?
    public let address: String?
    /// The meeting that it is for.
    public let meeting: (ref: String, title: Text)?
    /// Who may see it, and the name of the group where that is one.
    public let visibility: Visibility
    public let group: Text?

    public enum Kind: String, Storable, CaseIterable {
        case agenda, minutes, draft, proposal, letter, report

        public var phrase: Phrase {
            switch self {
            case .agenda: Phrase("Draft agenda")
            case .minutes: Phrase("Minutes")
            case .draft: Phrase("Draft", context: "paper")
            case .proposal: Phrase("Proposal")
            case .letter: Phrase("Letter")
            case .report: Phrase("Report", context: "paper")
            }
        }
    }

    /// Who may see it, in words.
    public func readers(_ say: Tongue) -> String { visibility.name(say, group: group?.body) }

    /// How many a list has.
    public static let most = 200

    /// The papers that the reader may see, the latest first.
    ///
    /// - Parameter meeting: the ref of the only meeting wanted.
    public static func all(
        meeting: String? = nil, in store: Connection, for language: Language
    ) throws -> [Paper] {
        let wanted: SQL = meeting.map { "m.ref = \($0)" } ?? "true"
        return try read(where: wanted, in: store, for: language)
    }

    /// The paper of that ref; nil where there is none that the reader may see.
    public static func find(_ ref: String, in store: Connection, for language: Language) throws -> Paper? {
        try read(where: "p.ref = \(ref)", in: store, for: language).first
    }

    private static func read(where wanted: SQL, in store: Connection, for language: Language) throws -> [Paper] {
        try store.all(
            """
            select p.ref, \(Text.columns("title", of: "p", in: language)), p.kind, p.date,
                   \(Text.columns("summary", of: "p", in: language)), p.address, p.visibility,
                   m.ref, \(Text.columns("title", of: "m", in: language)),
                   \(Text.columns("name", of: "g", in: language))
              from papers p left join meetings m on m.id = p.meeting_id
              left join groups g on p.visibility = 'group/' || g.ref
             where \(wanted) order by p.date desc, p.number desc limit \(most)
            """
        ) { row in
            let ref: String = try row.next()
            let title = try Text.required(in: &row, for: language)
            let kind: Kind = try row.next()
            let date: String? = try row.next()
            let summary = try Text.next(in: &row, for: language)
            let (address, word): (String?, String?) = (try row.next(), try row.next())
            let meetingRef: String? = try row.next()
            let meetingTitle = try Text.optional(in: &row, for: language)
            return Paper(
                ref: ref, title: title, kind: kind, date: date, summary: summary, address: address,
                meeting: meetingRef.flatMap { ref in meetingTitle.map { (ref, $0) } },
                visibility: Visibility(word: word) ?? .confidential,
                group: try Text.optional(in: &row, for: language))
        }
    }
}
