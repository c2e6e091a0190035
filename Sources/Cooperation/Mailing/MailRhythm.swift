public import Languages
public import Store

/// How often a member wants to be told by mail that something waits for them.
public enum MailRhythm: String, Storable, CaseIterable, Sendable {
    case immediately, daily, weekly, never

    /// What holds until somebody says otherwise.
    public static let usual = MailRhythm.daily

    public var phrase: Phrase {
        switch self {
        case .immediately: Phrase("At once")
        case .daily: Phrase("Once a day, in the morning")
        case .weekly: Phrase("Once a week, on Monday morning")
        case .never: Phrase("Never")
        }
    }
}
