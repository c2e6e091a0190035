import Basics
import Cooperation
import Languages
import Markup
import Store
import Web

/// Writes the chapters of one report, in the order in which such reports are read.
struct ChapterWriter {
    let year: ReportYear
    let details: [Int: ReportYear.Detail]
    let strategy: Strategy?
    let priorities: [(priority: Priority, objectives: [Objective])]
    let store: Connection
    let say: Tongue
    let medium: ReportDocument.Medium

    var language: Language { say.language }

    init(_ year: ReportYear, in store: Connection, _ say: Tongue, for medium: ReportDocument.Medium) throws {
        self.year = year
        self.store = store
        self.say = say
        self.medium = medium
        details = try year.details(in: store, for: say.language)
        let strategy = try Strategy.current(on: year.presidency.ends, in: store, for: say.language)
        self.strategy = strategy
        let priorities = try strategy.map { try Priority.all(of: $0, in: store, for: say.language) } ?? []
        self.priorities = try priorities.map { ($0, try Objective.all(of: $0, in: store, for: say.language)) }
    }

    /// The chapters that have something to say.
    func chapters() throws -> [Chapter] {
        try [
            brief(), composition(), mandate(), financing(), highlights(), meetings(), representation(), projects(),
            progress(), events(), history(),
        ].filter { !$0.isEmpty }
    }

    /// Adds to a chapter what people wrote for it.
    func write(_ place: StaticString, in chapter: inout Chapter) throws {
        for narrative in try Narrative.all(on: place, of: year.presidency, in: store, for: language) {
            chapter.write(narrative, say)
        }
    }

    /// A chart: drawn on a page, a picture with its numbers in a document.
    func drawn(_ chart: Chart?, withTable: Bool = true) -> HTML {
        guard let chart else { return .empty }
        return switch medium {
        case .page: chart.html(say)
        case .print: chart.document(withTable: withTable)
        case .text: chart.document(withTable: withTable, as: .paragraphs)
        }
    }

    /// A table named by the heading with that id; nothing at all where it has no rows.
    func table(_ heads: [String], _ rows: [HTML], named id: String, _ kind: String = "wide") -> HTML {
        guard !rows.isEmpty else { return .empty }
        let table: HTML = """
            <table class="\(kind)"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
        return medium == .page
            ? "<div class=\"table \(kind)\" role=\"group\" tabindex=\"0\" aria-labelledby=\"\(id)\">\(table)</div>\n"
            : table
    }

    /// Facts beside each other in one quiet line.
    func facts(_ facts: HTML?...) -> HTML {
        let known = facts.compactMap(\.self).filter { !$0.isEmpty }
        return known.isEmpty ? .empty : "<div class=\"facts\"><p>\(known.joined(separator: " · "))</p></div>\n"
    }
}
