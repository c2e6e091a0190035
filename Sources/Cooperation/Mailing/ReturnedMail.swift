public import Basics
public import Mail
public import Store

/// A mail that the server took and later sent back: a delivery status notification (RFC 3464) that speaks of one of ours.
public struct ReturnedMail: Sendable, Hashable {
    /// Which mail came back, by what stands in its `Message-ID`: whoever never had the mail cannot know it.
    public let mail: Key<Letter>
    /// Why, in the words of the server that sent it back.
    public let reason: String

    /// Nil for what says of no mail of ours that it failed for good; that one is late is no failure.
    public init?(_ bytes: [UInt8]) {
        var mail: Key<Letter>?
        var hasFailed = false, reason = ""
        for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
            let text = String(decoding: line.prefix(998), as: UTF8.self)
            guard let colon = text.firstIndex(of: ":") else { continue }
            let value = text[text.index(after: colon)...].trimmed
            switch text[..<colon].lowercased() {
            case "action": hasFailed = hasFailed || value.lowercased().hasPrefix("failed")
            case "status" where reason.isEmpty && value.hasPrefix("5."): reason = value
            case "diagnostic-code": reason = value
            case "message-id":
                // The notification has a name of its own, which is none of ours.
                let digits = value.drop { $0 == "<" }.prefix { $0 != "@" }
                if digits.utf8.count == 32, let key = Hexadecimal.bytes(of: digits).flatMap({ Key<Letter>(bytes: $0) })
                {
                    mail = key
                }
            default: break
            }
        }
        guard hasFailed, let mail else { return nil }
        self.mail = mail
        self.reason = String(reason.filter { $0.isASCII && !$0.isNewline }.prefix(200))
    }

    /// Notes it at the mail and at its address; false where the house sent no such mail within the last month.
    public func note(in transaction: Transaction) throws(StoreFailure) -> Bool {
        guard let returned = try QueuedMail.comesBack(mail, because: reason, in: transaction) else { return false }
        try MailChoice.refuse(returned, because: reason, in: transaction)
        return true
    }
}
