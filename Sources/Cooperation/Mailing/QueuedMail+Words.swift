public import Languages
public import Mail

extension QueuedMail.Kind {
    /// What a mail is about, as the secretariat reads it.
    public var phrase: Phrase {
        switch self {
        case .invitation: Phrase("Invitation")
        case .confirmation: Phrase("Is this your mail address?")
        case .moved: Phrase("Your mail goes to another address")
        case .newPlace: Phrase("Was it you who signed in?")
        case .yearly: Phrase("Is your entry still right?")
        case .digest: Phrase("Something waits for you")
        }
    }
}

extension QueuedMail {
    /// What became of a mail, or that it waits.
    public var standing: Phrase {
        switch outcome {
        case nil: attempts > 0 || reason != nil ? Phrase("is tried again") : Phrase("is on its way")
        case .sent: Phrase("was handed to the mail server")
        case .refused: Phrase("was refused for good")
        case .givenUp: Phrase("was given up after some days")
        case .withdrawn: Phrase("was taken back")
        case .bounced: Phrase("came back")
        }
    }
}
