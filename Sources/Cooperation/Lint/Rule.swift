extension Finding {
    /// What is looked for in the records of a year; the raw value is permanent.
    public enum Rule: String, Sendable, CaseIterable {
        case missingMessages = "missing-messages"
        /// A text that only says “TBD”, or holds such a mark in brackets.
        case placeholder
        case coverPeriod = "cover-period"
        case wrongMonth = "wrong-month"
        case repeatedParagraph = "repeated-paragraph"
        case brokenLink = "broken-link"
        case activityOutside = "activity-outside"
        case meetingWithoutDate = "meeting-without-date"
        case numbering
        case objectiveWithoutActivity = "objective-without-activity"
        case activityWithoutOutcome = "activity-without-outcome"
        case activityWithoutObjective = "activity-without-objective"
        case projectWithoutFunder = "project-without-funder"
        case projectWithoutLead = "project-without-lead"
        case missingTranslation = "missing-translation"
        case staleTranslation = "stale-translation"
        case unpaidContribution = "unpaid-contribution"
        case unbalancedBudget = "unbalanced-budget"
        case overdueCommitment = "overdue-commitment"
        case missingParticipants = "missing-participants"
        case plannedInThePast = "planned-in-the-past"
        case missingReason = "missing-reason"

        public var severity: Severity {
            switch self {
            case .missingMessages, .placeholder, .coverPeriod, .wrongMonth, .repeatedParagraph, .brokenLink,
                .activityOutside, .meetingWithoutDate:
                .error
            default: .warning
            }
        }
    }
}
