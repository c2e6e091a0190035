public import Languages
public import Store

extension Notice {
    /// What can happen that a member is told of.
    public enum Kind: String, Storable, CaseIterable, Sendable {
        case commitmentMade = "commitment-made"
        case commitmentChanged = "commitment-changed"
        case commitmentDue = "commitment-due"
        case meetingRecorded = "meeting-recorded"
        case meetingChanged = "meeting-changed"
        case functionGiven = "function-given"
        case functionChanged = "function-changed"
        case functionEnded = "function-ended"
        case reportPublished = "report-published"
        case newcomer
        case signIn = "sign-in"
        case entryOld = "entry-old"

        /// What is said of it; never what a record is called, since a mail or a stranger's glance may find it.
        public var phrase: Phrase {
            switch self {
            case .commitmentMade: Phrase("There is a new commitment that is yours to keep.")
            case .commitmentChanged: Phrase("A commitment that is yours to keep was changed.")
            case .commitmentDue: Phrase("A commitment that is yours to keep is due.")
            case .meetingRecorded: Phrase("A meeting of your group was written down.")
            case .meetingChanged: Phrase("A meeting of your group was changed.")
            case .functionGiven: Phrase("You were given a function.")
            case .functionChanged: Phrase("A function of yours was changed.")
            case .functionEnded: Phrase("A function of yours has ended.")
            case .reportPublished: Phrase("An annual report was published.")
            case .newcomer: Phrase("Somebody whom you invited has come in.")
            case .signIn: Phrase("Somebody signed in as you from a place or a browser that was not known before.")
            case .entryOld: Phrase("Your entry in the directory was not confirmed for a year.")
            }
        }
    }
}
