public import Languages

/// What the words of a column with a few fixed words are called on screen.
public enum ChoiceWords {
    /// The phrase for a word; the word itself, as English, where it has no other.
    public static func phrase(_ word: String, of column: Column, in table: Table) -> Phrase? {
        switch (table.name, column.name) {
        case ("activities", "kind"): ActivityKind(rawValue: word)?.phrase
        case ("activities", "role"): ActivityRole(rawValue: word)?.phrase
        case ("budgets", "state"): Budget.State(rawValue: word)?.phrase
        case ("contributions", "paid"): Contribution.Paid(rawValue: word)?.phrase
        case ("conclusions", "kind"): Conclusion.Kind(rawValue: word)?.phrase
        case ("conclusion_items", "addressee"): Conclusion.Addressee(rawValue: word)?.phrase
        case ("law_facts", "setting"): LawFact.Setting(rawValue: word)?.phrase
        case ("law_facts", "status"): LawFact.Status(rawValue: word)?.phrase
        case ("functions", "kind"): Function.Kind(rawValue: word)?.phrase
        case ("assignments", "kind"): FunctionKind(rawValue: word)?.phrase
        case ("papers", "kind"): Paper.Kind(rawValue: word)?.phrase
        case (_, "state"): Progress(rawValue: word)?.phrase
        case ("narratives", "place"): places[word]
        default: others[word]
        }
    }

    private static let places: [String: Phrase] = [
        "about": Phrase("Who we are"), "strategy": Phrase("Strategy"), "goals": Phrase("Goals"),
        "finances": Phrase("Finances"), "history": Phrase("History"), "law": Phrase("Law"),
        "report-summary": Phrase("Annual report: summary"),
        "report-composition": Phrase("Annual report: composition"),
        "report-financing": Phrase("Annual report: financing"),
        "report-priorities": Phrase("Annual report: priorities"),
        "report-meetings": Phrase("Annual report: meetings"),
        "report-projects": Phrase("Annual report: projects"),
        "report-progress": Phrase("Annual report: progress"),
        "report-history": Phrase("Annual report: history"),
    ]

    private static let others: [String: Phrase] = [
        "yes": Phrase("yes"), "no": Phrase("no"), "recorded": Phrase("recorded"),
        "not-recorded": Phrase("not recorded yet"), "none": Phrase("there were none"),
        "corporal-punishment": Phrase("Corporal punishment"), "convention": Phrase("Convention"),
        "ministry": Phrase("Ministry"), "agency": Phrase("Agency"), "ombudsman": Phrase("Ombudsman"),
        "local": Phrase("Municipality or region"), "association": Phrase("Association"),
        "university": Phrase("University"), "intergovernmental": Phrase("Organisation of states"),
        "member": Phrase("Member"), "invited": Phrase("Invited"), "observer": Phrase("Observer"),
    ]
}
