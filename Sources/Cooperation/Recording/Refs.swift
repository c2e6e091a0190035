import Basics
import Search
import Store

extension Recorder {
    /// Numbers are permanent: one that was given to a record since withdrawn is not given again.
    func nextNumber(in table: Table) throws -> Int {
        let highest: Int? = try transaction.value("select max(number) from \(name: table.identifier)")
        let withdrawn: Int? = try transaction.value(
            "select max(number) from withdrawn where origin = \(table.name)")
        return max(highest ?? 0, withdrawn ?? 0) + 1
    }

    /// A readable code for a new record: its day and title, or those of what it belongs to, and a number if need be.
    func freeRef(for sheet: Sheet, in table: Table, number: Int) throws -> String {
        let wanted = Recorder.ref(for: sheet, in: table) ?? "\(number)"
        for ref in [wanted, "\(wanted)-\(number)"] {
            let taken: Int? = try transaction.value(
                """
                select 1 from \(name: table.identifier) where ref = \(ref)
                union all select 1 from withdrawn where origin = \(table.name) and ref = \(ref) limit 1
                """)
            if taken == nil { return ref }
        }
        return "\(wanted)-n\(number)"
    }

    /// At most 52 characters, so that a number fits behind it.
    static func ref(for sheet: Sheet, in table: Table) -> String? {
        let belongs = ["meeting", "conclusion", "project", "message"].lazy.compactMap { sheet[$0] }.first
        let parts: [String?] =
            switch table.name {
            case "activities": [sheet["from"], sheet["place"]]
            case "meetings": [sheet["activity"]]
            case "contributions", "budgets": [sheet["year"], sheet["state"], sheet["group"]]
            case "law_facts": [sheet["state"], sheet["instrument"] ?? sheet["topic"], sheet["setting"]]
            case "timeline": [sheet["date"], sheet["title"]]
            case "narratives": [sheet["presidency"], sheet["place"], sheet["position"]]
            case "attendance": [sheet["meeting"], sheet["state"] ?? sheet["organisation"]]
            case "messages", "agenda_items", "conclusion_items", "project_phases": [belongs, sheet["position"]]
            default: [table.titleColumn.flatMap { sheet[$0.name] }]
            }
        let joined = parts.compactMap(\.self).map(slug).filter { !$0.isEmpty }.joined(separator: "-")
        let cut = String(joined.prefix(52))
        let trimmed = cut.drop { $0 == "-" || $0 == "." }
        return trimmed.isEmpty ? nil : String(trimmed.reversed().drop { $0 == "-" || $0 == "." }.reversed())
    }

    /// Letters of ASCII, digits, full stops and hyphens; other letters lose their marks or are left out.
    private static func slug(_ text: String) -> String {
        var slug = ""
        for character in PlainLetters.of(text) {
            if character.isASCII, character.isLetter || character.isNumber || character == "." {
                slug.append(character)
            } else if slug.last != "-" {
                slug.append("-")
            }
        }
        return slug.split(separator: "-").joined(separator: "-")
    }
}
