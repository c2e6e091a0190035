public import Languages

extension Finding.Rule {
    /// What its findings are called together, in a few words.
    public var title: Phrase {
        switch self {
        case .missingMessages: Phrase("Meetings without messages")
        case .placeholder: Phrase("Texts that are still to be written")
        case .coverPeriod: Phrase("Years and days that do not fit")
        case .wrongMonth: Phrase("Wrong months")
        case .repeatedParagraph: Phrase("Repeated paragraphs")
        case .brokenLink: Phrase("Links that lead nowhere")
        case .activityOutside: Phrase("Activities outside every presidency")
        case .meetingWithoutDate: Phrase("Meetings without a date")
        case .numbering: Phrase("Numbers out of order")
        case .objectiveWithoutActivity: Phrase("Objectives without activities")
        case .activityWithoutOutcome: Phrase("Activities without an outcome")
        case .activityWithoutObjective: Phrase("Activities without an objective")
        case .projectWithoutFunder: Phrase("Projects without funders")
        case .projectWithoutLead: Phrase("Projects that nobody leads")
        case .missingTranslation: Phrase("Missing translations")
        case .staleTranslation: Phrase("Older translations")
        case .unpaidContribution: Phrase("Unpaid contributions")
        case .unbalancedBudget: Phrase("Budgets with a deficit")
        case .overdueCommitment: Phrase("Overdue commitments")
        case .missingParticipants: Phrase("Activities without a number of participants")
        case .plannedInThePast: Phrase("Past activities that are still planned")
        case .missingReason: Phrase("Delays without a reason")
        }
    }
}
