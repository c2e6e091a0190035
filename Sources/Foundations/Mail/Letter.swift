public import Basics

/// A mail as it goes to the server (RFC 5322): text in UTF-8 and nothing else, no picture that tells who opened it.
///
/// Every header is written from a type or from cleaned text, so no name, subject or address can add another.
public struct Letter: Hashable, Sendable {
    public let from: Correspondent
    public let to: Correspondent
    public let subject: String
    public let text: String
    public let language: Language
    public let date: Moment
    /// What makes the `Message-ID`, together with the host of the sender: the same however often it is sent.
    public let id: Key<Letter>
    /// Where a program takes the reader off the list with one request (RFC 8058).
    public let unsubscribe: HeaderAddress?

    public init(
        from: Correspondent, to: Correspondent, subject: String, text: String, language: Language, date: Moment,
        id: Key<Letter>, unsubscribe: HeaderAddress? = nil
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.language = language
        self.date = date
        self.id = id
        self.unsubscribe = unsubscribe
    }

    /// `<0190…@example.org>`
    public var messageID: String { "<\(id)@\(from.address.host)>" }

    /// The whole mail, its lines ended by CR LF and none longer than 998 bytes.
    public var bytes: [UInt8] {
        var lines = [
            "Date: \(MailDate.text(of: date))",
            Letter.folded("From", from.words),
            Letter.folded("To", to.words),
            "Message-ID: \(messageID)",
            Letter.folded("Subject", HeaderText.unstructured(subject)),
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Language: \(language.code)",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        if let unsubscribe {
            lines += [
                "List-Unsubscribe: <\(unsubscribe.text)>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            ]
        }
        return Array((lines + ["", ""]).joined(separator: "\r\n").utf8) + QuotedPrintable.text(of: text)
    }

    /// Words on lines of at most 78 characters where they can be parted (RFC 5322, 2.1.1).
    private static func folded(_ name: String, _ words: [String]) -> String {
        var text = name + ":"
        var width = text.utf8.count
        for word in words {
            if width + 1 + word.utf8.count > 78, width > name.utf8.count + 1 {
                text += "\r\n"
                width = 0
            }
            text += " " + word
            width += 1 + word.utf8.count
        }
        return text
    }
}

/// A web address that may stand between `<` and `>` in a header.
public struct HeaderAddress: Hashable, Sendable {
    public let text: String

    /// Nil unless it begins with `https://` or `http://` and is of printing ASCII without angles, at most 900 bytes.
    public init?(_ text: String) {
        let angles = [UInt8(ascii: "<"), UInt8(ascii: ">")]
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= 900,
            text.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !angles.contains($0) })
        else { return nil }
        self.text = text
    }
}

/// Dates as mail has them (RFC 5322, 3.3): `Thu, 19 Apr 2018 09:30:00 +0000`.
enum MailDate {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(of moment: Moment) -> String {
        let day = moment.day
        let second = (moment.milliseconds - Moment(startOf: day).milliseconds) / 1000
        let time = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return
            "\(weekdays[day.weekday - 1]), \(day.day) \(months[day.month - 1]) \(day.year) \(time.joined(separator: ":")) +0000"
    }
}
