public import Languages

/// A kind of data about people and how long the house keeps it: the one table that the job, the page and the operator's
/// command follow.
public enum RetentionClass: String, CaseIterable, Sendable {
    case sessions, halfway, attempts, invitations, drafts, withdrawn, contacts, accounts, names, journal

    /// What it is.
    public var what: Phrase {
        switch self {
        case .sessions: Phrase("Sessions of members: when they began, and the kind of browser")
        case .halfway: Phrase("Half of a sign-in: a challenge to a passkey, a code that is awaited")
        case .attempts: Phrase("Failed attempts to sign in, counted by digests")
        case .invitations: Phrase("Invitations, with the name they were made for")
        case .drafts: Phrase("Drafts of records")
        case .withdrawn: Phrase("Records that were withdrawn, with their translations")
        case .contacts: Phrase("How a member is reached")
        case .accounts: Phrase("The keys and the address of a member who has left")
        case .names: Phrase("The name of a member who has left")
        case .journal: Phrase("What the journal keeps of members’ own data")
        }
    }

    /// Why it is kept so long, and no longer.
    public var why: Phrase {
        switch self {
        case .sessions: Phrase("Nobody needs to know where somebody was signed in yesterday.")
        case .halfway: Phrase("It is worth nothing once it has ended.")
        case .attempts:
            Phrase("They slow down whoever guesses; that somebody came in from a place before spares them the wait.")
        case .invitations: Phrase("Whoever did not come is invited again.")
        case .drafts: Phrase("What nobody has gone on with for a season is not wanted.")
        case .withdrawn: Phrase("A mistake is noticed within a year; who withdrew it, and when, stays in the journal.")
        case .contacts: Phrase("Nobody is reached by a function that has ended; half a year lets a successor ask.")
        case .accounts: Phrase("A member may come back within a season.")
        case .names: Phrase("For three years the history says who wrote what; then a number is enough.")
        case .journal: Phrase("The proof of who changed what stays for ever; what it was does not have to.")
        }
    }

    /// When nobody but the secretariat sees it any more; nil where it is simply deleted.
    public var blocked: Phrase? {
        switch self {
        case .contacts: Phrase("the day after the last function ended")
        case .accounts: Phrase("at once: they open nothing any more")
        case .withdrawn: Phrase("at once: it stands on no page")
        default: nil
        }
    }

    /// When it is deleted.
    public var deleted: Phrase {
        switch self {
        case .sessions: Phrase("when they have ended: half an hour without a page, or twelve hours")
        case .halfway: Phrase("when it has ended: after five or ten minutes")
        case .attempts: Phrase("after an hour; from where somebody came in, after 90 days")
        case .invitations: Phrase("a day after they ended")
        case .drafts: Phrase("90 days after they were last kept")
        case .withdrawn: Phrase("365 days after it was withdrawn")
        case .contacts: Phrase("180 days after the last function ended")
        case .accounts: Phrase("90 days after they left")
        case .names: Phrase("three years after they left")
        case .journal: Phrase("three years after it was written")
        }
    }
}
